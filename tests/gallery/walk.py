"""A person who walks through the signer's pages in one language: how they come in, what they press."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from playwright.sync_api import Locator, Page

from dojang.contracts.models import Contract, Session
from dojang.flow import start
from dojang.flow.orders import StartOrder
from dojang.flow.outbox import invite
from dojang.flow.start import StartedContract
from dojang.lib import clock
from dojang.lib.texts import Language
from dojang.signing.tests.visiting import token_in
from tests import factories
from tests.factories import LEE, PARK, signer
from tests.gallery.paper import NOTE, PEOPLE, WORDS, establish

Take = Callable[[Page, str], None]  # a picture of the page in this state
ANSWERS = {"day": "2026-12-03", "included": "Y", "read": "Y", "signature": {"kind": "typed", "font": "brush"}}


class Walk:
    """Lee's, Park's and Kim's way through the pages of `server`; `take` gets each state as it is shown to them."""

    def __init__(self, page: Page, server: str, language: Language, take: Take, origin: str) -> None:
        self.page, self.server, self.language, self._take = page, server, language, take
        self.people, self.company = PEOPLE[language], establish(language, [origin])

    def take(self, state: str) -> None:
        self._take(self.page, state)

    def order(self, **given: Any) -> StartOrder:
        lee, park = (
            replace(signer(name, address), language=self.language)
            for name, address in ((self.people.lee, LEE), (self.people.park, PARK))
        )
        lee = replace(lee, **given.pop("lee", {}))
        told: dict[str, Any] = {
            "title": WORDS["title"].of(self.language), "comment": NOTE.of(self.language), "language": self.language,
            "expires_at": clock.now() + timedelta(days=7),
        }  # fmt: skip
        return factories.order(self.company, signers=[lee, park], **(told | given))

    def begin(self, **given: Any) -> StartedContract:
        return start.start(self.order(**given))

    def answers(self) -> dict[str, Any]:
        """What Lee enters, without a hand."""
        typed = {**ANSWERS["signature"], "text": self.people.lee}  # type: ignore[dict-item]
        return {**ANSWERS, "name": self.people.lee, "signature": typed}

    def open(self, address: str) -> None:
        self.page.goto(address if address.startswith("http") else f"{self.server}{address}")

    def come_in(self, token: str, *, agreed: bool = True, options: str = "") -> Session:
        """Through the link; the session that this makes."""
        self.open(f"/mail/sign?token={token}{options}")
        self.page.wait_for_url("**/s/*")
        session = Session.objects.select_related("signer").get(pk=int(self.page.url.rpartition("/")[2]))
        if agreed and session.signer:
            session = factories.agreed(session)
            self.page.reload()
        return session

    def turn(self, contract: Contract, *, options: str = "") -> Session:
        """The signer who has the turn comes in through a fresh link."""
        contract.refresh_from_db()
        return self.come_in(token_in(invite(contract).url), options=options)

    def again(self, standing: str) -> None:
        """The same page once more, as it is now."""
        self.page.reload()
        self.page.locator(f"[data-standing={standing}]").wait_for()

    def press_main(self) -> None:
        self.page.locator("main .button[data-kind=main]").first.tap()

    def ask(self, name: str) -> Locator:
        """Touch the box of this question on the page; the question, as the dock asks it."""
        title = WORDS[name].of(self.language)
        self.page.evaluate("title => document.querySelector(`a.spot[data-title='${title}']`).click()", title)
        question = self.page.locator(".question[data-now]")
        question.wait_for()
        return question
