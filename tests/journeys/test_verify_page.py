"""Anybody checks a file on a running server: from a phone, by dropping it, without scripts, and many at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from dojang.lib import clock, keys
from dojang.pdf.seal import SealKey, seal
from tests.accessible import complaints
from tests.factories import blank_pdf
from tests.journeys.browsing import PHONE
from tests.journeys.server import Server

TITLES = {
    "ko": "이 서버가 봉인한 그대로입니다",
    "en": "Sealed by this server, unchanged",
    "ja": "このサーバーの電子署名があり、変更されていません",
}
AT_ONCE = 12


@pytest.fixture
def sealed(server: Server, tmp_path: Path) -> Path:
    """A file that this server sealed."""
    key, certificate = keys.read_seal(server.data / "keys")
    own = SealKey.load(key, certificate, [server.authority()])
    path = tmp_path / "contract.pdf"
    path.write_bytes(seal(blank_pdf(), own, reason="Contract completed", location=None, at=clock.now()))
    return path


@contextmanager
def opened(browser: Browser, url: str, *, scripts: bool = True) -> Iterator[Page]:
    with browser.new_context(viewport=PHONE, java_script_enabled=scripts, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(url)
        yield page


@pytest.mark.browser
@pytest.mark.parametrize("language", TITLES)
def test_a_file_is_chosen_on_a_phone_and_judged_on_a_page_fit_for_everybody(
    server: Server, browser: Browser, sealed: Path, language: str
) -> None:
    with opened(browser, f"{server.url}/verify?lang={language}") as page:
        assert complaints(page) == []
        page.set_input_files("input[type=file]", sealed)
        page.click("form button")
        page.locator(".result h1").wait_for()
        assert page.locator(".result h1").inner_text() == TITLES[language]
        assert page.locator(".result h1").evaluate("one => one === document.activeElement")
        page.locator("summary").click()
        assert complaints(page) == []


@pytest.mark.browser
def test_without_scripts_the_form_does_the_same(server: Server, browser: Browser, sealed: Path) -> None:
    with opened(browser, f"{server.url}/verify?lang=en", scripts=False) as page:
        page.set_input_files("input[type=file]", sealed)
        page.click("form button")
        assert page.locator(".result h1").inner_text() == TITLES["en"]


_DROP = """([target, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], "dropped.txt"));
  target.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


@pytest.mark.browser
def test_a_file_can_be_dropped_and_a_second_one_checked_after_it(
    server: Server, browser: Browser, sealed: Path
) -> None:
    with opened(browser, f"{server.url}/verify?lang=en") as page:
        page.evaluate(_DROP, [page.query_selector(".drop"), "no PDF at all"])
        page.click("form button")
        page.get_by_role("heading", name="This is not a PDF file").wait_for()
        page.set_input_files("input[type=file]", sealed)
        page.click("form button")
        page.get_by_role("heading", name=TITLES["en"]).wait_for()


def test_many_files_at_once_stop_nobody(server: Server, sealed: Path) -> None:
    content = sealed.read_bytes()

    def check(_number: int) -> httpx.Response:
        return httpx.post(f"{server.url}/verify?lang=en", files={"file": ("contract.pdf", content)}, timeout=120)

    with ThreadPoolExecutor(AT_ONCE) as people:
        checks = people.map(check, range(AT_ONCE))
        pages = [httpx.get(f"{server.url}{path}") for path in ("/readyz", "/api/docs", "/verify")]
        answers = list(checks)
    assert [page.status_code for page in pages] == [200] * 3
    good = [answer for answer in answers if answer.status_code == 200]
    busy = [answer for answer in answers if answer.status_code == 503]
    assert (len(good) + len(busy), len(busy) > 0) == (AT_ONCE, True)
    assert all(TITLES["en"] in answer.text for answer in good)
    assert all(answer.headers["Retry-After"] == "10" and "Busy" in answer.text for answer in busy)
