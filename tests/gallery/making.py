"""Takes the pictures of the gallery and writes its page. `make gallery` names this file; `make test` leaves it out."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from dojang.config import urls as house
from dojang.lib.texts import Language
from dojang.lib.vendor import FONTS
from dojang.pages import language as languages
from dojang.pages import responses
from dojang.pages.error_pages import error_page
from dojang.pages.responses import PageFrame
from dojang.signing import dead_links
from tests.gallery import pictures
from tests.gallery.scenes import SCENES, Scene
from tests.gallery.states import file_name, shown_of, states
from tests.gallery.walk import Walk

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__), pytest.mark.timeout(900),
]  # fmt: skip
handler404, handler500 = house.handler404, house.handler500


def told(request: HttpRequest, name: str) -> HttpResponse:
    """What cannot be reached without breaking something or waiting long."""
    if name == "framed":
        return responses.page(
            request, "signing/framed.html", PageFrame(languages.of_reader(request)), again="/", origins=""
        )
    if name == "unlisted":
        frame = PageFrame(languages.of_reader(request))
        return responses.page(request, "pages/unlisted.html", frame, again="/", site="https://blog.example")
    return dead_links.dead(request, name) if name == "over" else error_page(request, int(name))


urlpatterns = [*house.urlpatterns, path("told/<str:name>", told)]
PHONE: ViewportSize = {"width": 360, "height": 740}
_STATES = {state.name: state for state in states()}
_VIEWS: dict[str, tuple[ViewportSize, Literal["light", "dark"]]] = {
    "phone": (PHONE, "light"), "desk": ({"width": 1280, "height": 800}, "light"), "dark": (PHONE, "dark"),
}  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def _fonts_of_ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The pictures are the same on a machine without Korean or Japanese fonts."""
    settings = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    settings.write_text(f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{FONTS}</dir></fontconfig>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(settings))
        yield


@pytest.mark.parametrize("language", list(Language), ids=str)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_pictures_are_taken(chromium: Browser, live_server: LiveServer, language: Language, scene: Scene) -> None:
    context = chromium.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2, locale=language.locale, reduced_motion="reduce",
    )  # fmt: skip

    def take(page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        for shown, size in shown_of(_STATES[name]):
            if shown == language:
                pictures.keep(file_name(name, language, size), _seen(page, size), size)
        if folder := os.environ.get("DOJANG_SCREENSHOTS"):
            Path(folder, f"{name}-{language}.png").write_bytes(_seen(page, "phone"))

    scene(Walk(context.new_page(), live_server.url, language, take, "https://shop.example"))
    context.close()


def _seen(page: Page, size: str) -> bytes:
    """A picture of the page at this size; afterwards it is on a phone again."""
    viewport, scheme = _VIEWS[size]
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=scheme)
    page.wait_for_timeout(400)  # what glides into place
    shot = page.screenshot()
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    return shot


def test_the_page_is_written() -> None:
    pictures.write_page()
