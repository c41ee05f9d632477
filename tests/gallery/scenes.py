"""The scenes of the walk, each of which shows some of the states."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from django.db import connections
from django.db.models import F

from dojang.companies.models import Company
from dojang.contracts import links
from dojang.contracts.models import Contract, HandOver, Link, PhoneCode, Preview, PublicLink, SealingFailure, Session
from dojang.flow import acts, entry, public_links, seal, seal_retries, start, termination
from dojang.flow.orders import PublicLinkOrder
from dojang.lib import clock
from dojang.lib.visitor import NOBODY
from dojang.signing.tests.visiting import token_in
from tests.gallery.filling import filling, missing
from tests.gallery.paper import HINT, MISTAKE, NOT_NOW, WHY
from tests.gallery.walk import Walk


def coming_in(walk: Walk) -> None:
    # The link's page continues by itself, too quickly for a picture.
    walk.page.context.route("**/enter.js", lambda route: route.abort())
    walk.open(f"/mail/sign?token={token_in(walk.begin().first.url)}")
    walk.take("enter")
    walk.page.context.unroute("**/enter.js")
    walk.press_main()
    walk.page.locator(".consent").wait_for()
    walk.take("consent")
    walk.page.evaluate("document.querySelector('.consent').submit()")
    walk.page.locator("#error").wait_for()
    walk.take("consent-missing")


def proving(walk: Walk) -> None:
    asked = {"access_code": "5678", "access_hint": HINT.of(walk.language), "mobile_number": "010-1234-5678"}
    session = walk.come_in(token_in(walk.begin(lee=asked).first.url), agreed=False)
    walk.take("code")
    for state in ("code-wrong", *[""] * 3, "code-paused"):
        walk.page.locator("#code").fill("1234")
        walk.press_main()
        walk.page.locator("#error").wait_for()
        if state:
            walk.take(state)
    Link.objects.filter(sessions=session).update(paused_until=None)
    Session.objects.filter(pk=session.pk).update(code_proved_at=clock.now())
    walk.open(f"/s/{session.pk}")
    walk.take("phone")
    walk.press_main()
    walk.page.locator("[data-digits]").wait_for()
    walk.take("phone-sent")
    PhoneCode.objects.all().delete()


def acting(walk: Walk) -> Contract:
    """Lee approves, Park sends it back, Lee approves again, Park approves, and it is sealed."""
    contract = walk.begin().contract
    _waiting(walk, contract)
    lee = walk.turn(contract)
    acts.approve(lee, walk.answers(), "", NOBODY)
    walk.again("approved")
    walk.take("approved")
    park = walk.turn(contract)
    acts.reject(park, WHY.of(walk.language), NOBODY)
    walk.again("rejected")
    walk.take("rejected")
    lee = walk.turn(contract)
    walk.take("sent-back")
    acts.approve(lee, walk.answers(), "", NOBODY)
    return contract


def _waiting(walk: Walk, contract: Contract) -> None:
    """A signer who kept an old page open while the turn is elsewhere."""
    walk.turn(contract)
    Contract.objects.filter(pk=contract.pk).update(turn=2)
    walk.again("waiting")
    walk.take("waiting")
    Contract.objects.filter(pk=contract.pk).update(turn=1)


def ending(walk: Walk) -> None:
    contract = acting(walk)
    park = walk.turn(contract)
    sign = {"kind": "typed", "font": "pen", "text": walk.people.park}
    acts.approve(park, {"studio_name": walk.people.park, "studio_signature": sign}, "", NOBODY)
    walk.again("sealing")
    walk.take("sealing")
    _in_a_thread(seal_retries.record_failure, contract.pk, SealingFailure.Reason.DOCUMENT, ValueError())
    walk.again("delayed")
    walk.take("delayed")
    _in_a_thread(seal.seal, contract.pk)
    walk.again("finished")
    walk.take("finished")
    home = walk.page.url
    for kind in ("document", "certificate"):
        walk.open(f"{home}/view/{kind}")
        walk.take(f"view-{kind}")
    walk.open(f"/view/{links.issue(contract, Link.Purpose.DOCUMENT)}?lang={walk.language}")
    walk.take("viewer")


def _in_a_thread(do: Callable[..., object], *arguments: object) -> None:
    """In this thread Playwright keeps a loop running, which the seal's library and its transactions do not bear."""

    def work() -> None:
        do(*arguments)
        connections.close_all()

    with ThreadPoolExecutor(1) as other:
        other.submit(work).result()


def going_on(walk: Walk) -> None:
    """Another document waits; and a window of a customer's is closed."""
    walk.begin()
    lee = walk.turn(walk.begin().contract, options="&callback_fn=true")
    acts.approve(lee, walk.answers(), "", NOBODY)
    walk.again("approved")
    walk.take("following")
    walk.page.locator("[data-close]").tap()
    walk.page.locator("[data-closed]").wait_for()
    walk.take("closed")


def starting(walk: Walk) -> None:
    """What Kim reads."""
    started = walk.begin()
    acts.approve(walk.turn(started.contract), walk.answers(), "", NOBODY)
    walk.come_in(started.starter_token)
    walk.page.locator("[data-standing=progress]").wait_for()
    walk.take("progress")
    home = walk.page.url
    walk.open(f"{home}/view/document")
    walk.take("so-far")
    walk.open(home)
    termination.cancel(started.contract.pk, started.contract.starter, MISTAKE.of(walk.language), NOBODY)
    walk.again("ended")
    walk.take("ended")
    Contract.objects.filter(pk=started.contract.pk).update(status=Contract.Status.DISPOSED)
    walk.again("discarded")
    walk.take("discarded")
    acts.reject(walk.turn(walk.begin().contract), NOT_NOW.of(walk.language), NOBODY)
    walk.again("rejected")
    walk.take("rejected-first")


def previewing(walk: Walk) -> None:
    address = start.preview(walk.order(values={"name": walk.people.lee})).removeprefix("http://localhost:8000")
    walk.open(f"{address}?lang={walk.language}")
    walk.take("preview")
    Preview.objects.update(expires_at=clock.now())
    walk.page.reload()
    walk.take("preview-over")


def by_public_link(walk: Walk) -> None:
    link = _published(walk)
    walk.take("public")
    walk.page.locator("#contact").fill("emma@")
    walk.press_main()
    walk.page.locator("#contact-error").wait_for()
    walk.take("public-errors")
    person = public_links.FirstSigner(
        name=walk.people.lee, contact=walk.order().signers[0].contact, language=walk.language
    )
    public_links.start(link, person, "a form of its own", NOBODY)
    walk.open(_public(walk, link))
    walk.page.locator("#name").fill(walk.people.lee)
    walk.page.locator("#contact").fill(person.contact.address)
    walk.press_main()
    walk.page.locator(".card[data-tone]").wait_for()
    walk.take("public-begun")
    _shut(walk, link, "public-full", most=F("used"))
    _shut(walk, _published(walk), "public-expired", expires_at=clock.now())
    _shut(walk, _published(walk), "public-closed", closed_at=clock.now())
    link = _published(walk)
    Company.objects.update(plan_ends_at=clock.now())
    _shut(walk, link, "public-resting")


def _published(walk: Walk) -> PublicLink:
    contract = walk.order(expires_at=None)
    order = PublicLinkOrder(
        contract=replace(contract, signers=contract.signers[1:]),
        name="Fair",
        most=40,
        expires_at=clock.now() + timedelta(days=30),
    )
    link = public_links.publish(order).link
    walk.open(_public(walk, link))
    return link


def _public(walk: Walk, link: PublicLink) -> str:
    return f"/link/{links.public_link_secret(link)}?lang={walk.language}"


def _shut(walk: Walk, link: PublicLink, state: str, **told: object) -> None:
    PublicLink.objects.filter(pk=link.pk).update(**told) if told else None
    walk.open(_public(walk, link))
    walk.take(state)


def dead_links(walk: Walk) -> None:
    for death in Link.RevokeReason:
        started = walk.begin()
        Link.objects.filter(contract=started.contract).update(revoked_at=clock.now(), revoke_reason=death)
        _shown(walk, f"/mail/sign?token={token_in(started.first.url)}", str(death))
    _shown(walk, "/s/999999", "session")
    _shown(walk, "/view/nothing", "unknown")
    _shown(walk, f"/mail/sign?lang={walk.language}", "incomplete")


def _shown(walk: Walk, address: str, state: str) -> None:
    walk.open(address)
    walk.page.locator(".card[data-tone]").wait_for()
    walk.take(state)


def dead_codes(walk: Walk) -> None:
    for state, told in (("hand-taken", {"used_at": clock.now()}), ("hand-over", {"expires_at": clock.now()})):
        session = entry.exchange(token_in(walk.begin().first.url), NOBODY).session
        session = Session.objects.select_related("link__contract", "signer").get(pk=session.pk)
        offer = entry.offer_handoff(session, NOBODY)
        HandOver.objects.filter(session=session).update(**told)
        _shown(walk, f"/mail/sign?token={offer.secret}", state)


def told_plainly(walk: Walk) -> None:
    for status in (400, 403, 404, 405, 413, 429, 500):
        walk.open(f"/told/{status}?lang={walk.language}")
        walk.take(f"error-{status}")
    for name in ("framed", "unlisted"):
        walk.open(f"/told/{name}?lang={walk.language}")
        walk.take(name)
    walk.open(f"/told/over?lang={walk.language}")
    walk.take("over")


Scene = Callable[[Walk], object]
SCENES: tuple[Scene, ...] = (
    coming_in, proving, filling, missing, ending, going_on, starting, previewing, dead_links, dead_codes, told_plainly, by_public_link,
)  # fmt: skip
