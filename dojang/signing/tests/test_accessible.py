"""Every page in each of its states is fit for everybody: axe finds nothing, in three languages, at three widths, light and dark."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test.signals import template_rendered
from django.urls import path
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from dojang.companies.models import Company
from dojang.contracts import links
from dojang.contracts.models import Contract, Link, Session
from dojang.contracts.readers import Raw
from dojang.flow import acts, public_links, start
from dojang.flow.orders import PublicLinkOrder
from dojang.flow.outbox import invite
from dojang.flow.start import StartedContract
from dojang.lib import clock
from dojang.lib.sentences import Sentence
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY
from dojang.pages import language, responses
from dojang.pages.error_pages import ERRORS
from dojang.pages.responses import PageFrame
from dojang.signing import urls
from dojang.signing.tests.test_document import EVERY_KIND, png
from dojang.signing.tests.test_reading import seal
from dojang.signing.tests.visiting import approve_directly, token_in
from dojang.signing.texts import TEXTS
from tests import factories
from tests.accessible import complaints
from tests.factories import STROKES, link_order, order, signer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]
ROOMS = Path(__file__).parents[2]
# Contracts are written in another language than their signers read.
WRITTEN = {Language.KO: Language.JA, Language.EN: Language.KO, Language.JA: Language.KO}
TITLES = {Language.KO: "비밀 유지 계약서", Language.JA: "ひみつをまもるけいやく"}
_KNOWN: set[int] = set()  # how pages are built is the same in all languages
ANSWERS: dict[str, Raw] = {"name": "Lee", "yes": "Y", "sign": STROKES}
NOTICES: dict[str, tuple[Sentence, Sentence]] = {
    **{str(status): sentences for status, sentences in ERRORS.items()},
    **{
        name.removesuffix(".title"): (TEXTS[name], TEXTS[name.replace(".title", ".text")])
        for name in sorted(TEXTS) if re.fullmatch(r"dead\..*\.title", name)
    },
}  # fmt: skip


def told(request: HttpRequest, name: str) -> HttpResponse:
    """A page that says what is the matter, without the matter."""
    reader = language.of_reader(request)
    title, text = (sentence.of(reader, company="Acme") for sentence in NOTICES[name])
    return responses.page(
        request, "pages/notice.html", PageFrame(reader), title=title, text=text, company="Acme", starter=None
    )


def framed(request: HttpRequest) -> HttpResponse:
    """What a frame shows whose browser keeps no cookies for it."""
    return responses.page(request, "signing/framed.html", PageFrame(language.of_reader(request)), again="/", origins="")


def unlisted(request: HttpRequest) -> HttpResponse:
    """What a frame shows in a page that is not listed."""
    frame = PageFrame(language.of_reader(request))
    return responses.page(request, "pages/unlisted.html", frame, again="/", site="https://evil.example")


urlpatterns = [
    *urls.urlpatterns, path("told/<str:name>", told), path("framed", framed), path("unlisted", unlisted),
]  # fmt: skip


def page_templates() -> set[str]:
    """The templates that are pages; the others are parts of these."""
    files = (file for room in ("pages", "signing") for file in (ROOMS / room / "templates").rglob("*.html"))
    return {f"{file.parent.name}/{file.name}" for file in files if "{% extends" in file.read_text()}


class Tour:
    """A reader of `language` looks at one page after the other."""

    def __init__(self, page: Page, server: str, language: Language) -> None:
        self.page, self.server, self.language = page, server, language
        self.company = factories.company()
        self.written, self.faults, self.known = WRITTEN[language], list[str](), _KNOWN
        factories.member(self.company)
        factories.template(self.company, fields=[box | {"label": TITLES[self.written]} for box in EVERY_KIND])
        Company.objects.update(language=language, frame_origins=["https://shop.example"])

    def look(self, where: str) -> None:
        assert self.page.evaluate("document.documentElement.lang") == self.language
        self.faults += [f"{where}: {fault}" for fault in complaints(self.page, self.known)]

    def begin(self, **lee: str) -> StartedContract:
        people = [signer("Lee", factories.LEE, language=self.language, **lee), signer("Park", factories.PARK)]
        told = {"title": TITLES[self.written], "comment": TITLES[self.written], "language": self.written}
        return start.start(order(self.company, signers=people, **told))

    def open(self, address: str) -> None:
        self.page.goto(f"{self.server}{address}")

    def come_in(self, token: str, *, agreed: bool = True) -> Session:
        """Through the link; the session that this makes."""
        self.open(f"/mail/sign?token={token}&callback_fn=true")
        self.page.wait_for_url("**/s/*")
        session = Session.objects.select_related("signer").get(pk=int(self.page.url.rpartition("/")[2]))
        if agreed and session.signer:
            session = factories.agreed(session)
            self.page.reload()
        return session

    def press_main(self) -> None:
        self.page.locator(".button[data-kind=main]").first.click()


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """The names of the templates that were used."""
    names: set[str] = set()

    def note(template: object, **_: object) -> None:
        names.add(getattr(template, "name", None) or "")

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.fixture(params=list(Language), ids=str)
def tour(request: pytest.FixtureRequest, chromium: Browser, live_server: LiveServer, db: None) -> Iterator[Tour]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield Tour(context.new_page(), live_server.url, request.param)
    context.close()


@pytest.mark.timeout(600)  # some sixty pages, on a machine that may have other work
def test_every_page_is_fit_for_everybody(tour: Tour, rendered: set[str]) -> None:
    for scene in (coming_in, proving, filling, sent_back, going_on, following, ending, previewing, by_public_link):
        scene(tour)
    clear(tour)
    assert not tour.faults, "\n".join(tour.faults)
    assert page_templates() <= rendered


def coming_in(tour: Tour) -> None:
    # The link's page continues by itself too quickly to be looked at.
    tour.page.context.route("**/enter.js", lambda route: route.abort())
    tour.open(f"/mail/sign?token={token_in(tour.begin().first.url)}")
    tour.look("enter")
    tour.page.context.unroute("**/enter.js")
    tour.press_main()
    tour.page.wait_for_selector(".consent")
    tour.look("consent")
    tour.page.evaluate("document.querySelector('.consent').submit()")
    tour.page.wait_for_selector("#error")
    tour.look("consent that is missing")


def proving(tour: Tour) -> None:
    lee = tour.begin(access_code="secret1", access_hint=TITLES[tour.written], mobile_number="010-1234-5678")
    session = tour.come_in(token_in(lee.first.url), agreed=False)
    tour.look("access code")
    tour.page.fill("#code", "wrong")
    tour.press_main()
    tour.page.wait_for_selector("#error")
    tour.look("access code that is wrong")
    tour.page.fill("#code", "secret1")
    tour.press_main()
    tour.page.wait_for_selector("form[action$='/phone/send']")
    tour.look("phone")
    tour.press_main()
    tour.page.wait_for_selector("[data-digits]")
    tour.look("code from the phone")
    assert session.pk


def filling(tour: Tour) -> None:
    page = tour.page
    tour.come_in(token_in(tour.begin().first.url))
    tour.look("document, before the first question")
    for number, kind in enumerate(("text", "check", "choice", "date", "picture", "signature", "stamp")):
        ask(page, number)
        tour.look(f"document, asking for a {kind}")
    drawing_otherwise(tour)
    cropping(tour)
    for dialog in ("reject", "approve"):
        page.evaluate(_OPEN, dialog)
        tour.look(f"dialog {dialog}")
        page.evaluate("id => document.getElementById(id).close()", dialog)
    page.evaluate("document.querySelector('form').submit()")
    page.wait_for_selector(".notice[role=alert]")
    tour.look("document with errors")
    page.evaluate("document.getElementById('to-phone').submit()")
    page.wait_for_selector("wait-for-phone")
    tour.look("code for the phone")


def ask(page: Page, number: int) -> None:
    """Touch the paper where the question with this number is answered."""
    question = page.locator(".question").nth(number).get_attribute("id")
    page.evaluate("question => document.querySelector(`a.spot[href='#${question}']`).click()", question)


def drawing_otherwise(tour: Tour) -> None:
    """A signature typed, a seal made, one that cannot be made, and a photo whose paper is taken away."""
    page, box = tour.page, tour.page.locator(".question[data-now]")
    box.locator("[data-body=seal] .look").first.click()
    tour.look("seal that was made")
    box.locator("[data-body=seal] [data-text]").fill("🦜")
    box.locator(".error:not(:empty)").wait_for()
    tour.look("seal that cannot be made")
    for way in ("type", "picture"):
        box.locator(f".way:has([value={way}])").click()
        tour.look(f"stamp by {way}")
    ask(page, 5)
    box.locator(".way:has([value=picture])").click()
    box.locator("input[type=file]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": png(64)})
    box.locator(".picture-small").wait_for()
    tour.look("signature from a photo")


def cropping(tour: Tour) -> None:
    ask(tour.page, 4)
    box = tour.page.locator(".question[data-now]")
    box.locator("input[type=file]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": png(64)})
    box.locator(".picture [data-crop]").click()
    tour.page.locator("dialog[open] canvas").wait_for()
    tour.look("picture being cropped")
    tour.page.locator("dialog[open] [data-closes]").click()


_OPEN = """(id) => import("/static/signing/review.js").then(({ review }) => {
  review(document.querySelector("#approve [data-review]"), [...document.querySelectorAll(".question")]);
  document.getElementById(id).showModal();
})"""


def sent_back(tour: Tour) -> None:
    started = tour.begin()
    approve_directly(started.contract, ANSWERS)
    started.contract.refresh_from_db()
    park = tour.come_in(token_in(links_to(started.contract)))
    acts.reject(park, "Once more, please.", NOBODY)
    tour.come_in(token_in(links_to(started.contract)))
    tour.look("document that was sent back")


def links_to(contract: Contract) -> str:
    contract.refresh_from_db()
    return invite(contract).url


def going_on(tour: Tour) -> None:
    """What a signer reads after the act, until the end."""
    tour.begin()  # another document waits for the same person
    contract = tour.begin().contract
    session = tour.come_in(token_in(links_to(contract)))
    Contract.objects.filter(pk=contract.pk).update(turn=2)
    tour.page.reload()
    again(tour, "waiting")
    Contract.objects.filter(pk=contract.pk).update(turn=1)
    acts.approve(session, ANSWERS, "Gladly.", NOBODY)
    tour.page.reload()
    again(tour, "approved")
    approve_directly(contract, {})
    again(tour, "sealing")
    seal(contract)
    home = again(tour, "finished")
    for kind in ("document", "certificate"):
        tour.page.goto(f"{home}/view/{kind}")
        tour.look(f"{kind} to look at")
    token = links.issue(contract, Link.Purpose.DOCUMENT)
    tour.open(f"/view/{token}?lang={tour.language}")
    tour.look("viewer")


def again(tour: Tour, where: str) -> str:
    """The page as it is now, without its surroundings being loaded again; its address."""
    tour.page.evaluate(_TELL, tour.page.url)
    assert tour.page.locator(f"[data-standing={where}]").count(), where
    tour.look(where)
    return tour.page.url


def following(tour: Tour) -> None:
    """What the starter reads, and the document so far."""
    started = tour.begin()
    approve_directly(started.contract, ANSWERS)
    tour.come_in(started.starter_token)
    home = again(tour, "progress")
    tour.page.goto(f"{home}/view/document")
    tour.look("document so far")
    tour.page.goto(home)
    for status, standing in ((Contract.Status.CANCELED, "ended"), (Contract.Status.DISPOSED, "discarded")):
        Contract.objects.filter(pk=started.contract.pk).update(
            status=status, end_reason="A mistake.", ended_at=clock.now(), turn=0
        )
        again(tour, standing)


def ending(tour: Tour) -> None:
    session = tour.come_in(token_in(tour.begin().first.url))
    acts.reject(session, "My name is wrong.", NOBODY)
    tour.page.reload()
    again(tour, "rejected")


def previewing(tour: Tour) -> None:
    address = start.preview(order(tour.company, language=tour.written, title=TITLES[tour.written]))
    tour.open(f"{address.removeprefix('http://localhost:8000')}?lang={tour.language}")
    tour.look("preview")


def by_public_link(tour: Tour) -> None:
    titled = link_order(tour.company, language=tour.written, title=TITLES[tour.written])
    link = public_links.publish(PublicLinkOrder(contract=titled, name="Fair", most=1)).link
    tour.open(f"/link/{links.public_link_secret(link)}?lang={tour.language}")
    tour.look("public link")
    tour.press_main()
    tour.page.wait_for_selector("#contact-error")
    tour.look("public link with errors")


def clear(tour: Tour) -> None:
    """They differ in their words; these are changed without loading the page again."""
    tour.open(f"/framed?lang={tour.language}")
    tour.look("framed")
    tour.open(f"/unlisted?lang={tour.language}")
    tour.look("unlisted")
    tour.open(f"/told/{next(iter(NOTICES))}?lang={tour.language}")
    for name in NOTICES:
        tour.page.evaluate(_TELL, f"/told/{name}?lang={tour.language}")
        tour.look(name)


_TELL = """async (address) => {
  const told = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  document.title = told.title;
  document.querySelector("main").replaceWith(told.querySelector("main"));
}"""
