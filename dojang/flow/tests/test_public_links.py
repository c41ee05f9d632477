"""Public links: a visitor starts a contract as its first signer, as often as the link allows."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from dojang.companies.models import Company, Member
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import links
from dojang.contracts.errors import LinkDead
from dojang.contracts.models import Contract, Event, EventPerson, Link, PublicLink, Session, Signer
from dojang.flow import acts, changes, entry, maintenance, public_links, start, termination
from dojang.flow.changes import SignerChange
from dojang.flow.errors import PublicLinkShut, SignersDoNotMatch
from dojang.flow.orders import PublicLinkOrder, seal_order
from dojang.flow.public_links import FirstSigner
from dojang.flow.templates import change_template
from dojang.lib import clock
from dojang.lib.contact import Contact
from dojang.lib.errors import DojangError, TooManyRequests
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY, Visitor
from dojang.notifications.models import Message
from tests import factories
from tests.factories import CHOI, KIM, LEE, PARK, order, signer

pytestmark = pytest.mark.django_db
HERE = Visitor(ip="192.0.2.7")


@pytest.fixture
def acme(db: None) -> Company:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return company


def published(acme: Company, *, most: int = 3, phone: bool = False, again: bool = False, **given: Any) -> PublicLink:
    """A link to template 1, whose second signer is Park."""
    until = given.pop("expires_at", None)
    later = [signer("Park", PARK, access_code="secret1")]
    contract = order(acme, **({"signers": later} | given))
    wanted = PublicLinkOrder(
        contract=contract, name="Fair", most=most, needs_phone=phone, may_repeat=again, expires_at=until
    )
    return public_links.publish(wanted).link


def begin(link: PublicLink, name: str = "Lee", address: str = LEE, form: str = "", visitor: Visitor = HERE) -> Contract:
    person = FirstSigner(name=name, contact=Contact.read(address), language=Language.KO)
    as_it_is = public_links.find(links.public_link_secret(link))
    entry = public_links.start(as_it_is, person, form or f"form of {name} {address}", visitor)
    return Contract.objects.get(pk=entry.session.link.contract_id)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(PublicLinkShut) as shut:
        act()
    return shut.value.reason


def test_whoever_comes_is_the_first_signer_of_a_contract_of_their_own(acme: Company) -> None:
    link = published(acme, values={"name": "from the link"})
    contracts = [begin(link, "Lee", LEE), begin(link, "Choi", CHOI)]
    assert [[one.name for one in contract.signers.all()] for contract in contracts] == [
        ["Lee", "Park"],
        ["Choi", "Park"],
    ]
    assert {(contract.via, contract.title, contract.starter.email) for contract in contracts} == {
        ("link", "NDA 2026", KIM)
    }
    assert [contract.values.get(name="name").text for contract in contracts] == ["from the link"] * 2
    link.refresh_from_db()
    assert (link.used, Company.objects.get().usage) == (2, 2)


def test_the_history_says_that_the_person_began_it_through_the_link_and_no_member(acme: Company) -> None:
    link = published(acme)
    started, opened = begin(link).events.order_by("seq")
    assert (started.actor, started.step, started.payload["public_link"]) == ("signer", 1, link.pk)
    told = {name: value for name, (_, value) in EventPerson.objects.get(event=started).values.items()}
    assert told == {"name": "Lee", "contact": LEE, "ip": HERE.ip, "title": "NDA 2026"}
    assert (opened.kind, opened.payload) == (Event.Kind.OPENED, {"through": "public-link"})


def test_the_same_form_again_leads_to_the_same_contract(acme: Company) -> None:
    link = published(acme, most=1)
    assert begin(link, form="x") == begin(link, form="x")
    assert (Contract.objects.count(), Session.objects.count(), Company.objects.get().usage) == (1, 2, 1)


def test_the_same_form_with_somebody_else_in_it_begins_another_contract(acme: Company) -> None:
    link = published(acme)
    assert begin(link, "Lee", LEE, form="x") != begin(link, "Choi", CHOI, form="x")


def test_the_form_of_a_signed_contract_opens_it_no_more(acme: Company) -> None:
    link = published(acme)
    person = FirstSigner(name="Lee", contact=Contact.read(LEE), language=Language.KO)
    session = public_links.start(link, person, "x", HERE).session
    acts.reject(factories.agreed(session), "", NOBODY)
    with pytest.raises(LinkDead):
        begin(link, form="x")


def test_the_form_of_whoever_was_replaced_opens_nothing_to_them(acme: Company) -> None:
    link = published(acme)
    contract = begin(link, "Choi", CHOI, form="x")
    changes.change_signer(contract.pk, 1, SignerChange(contact=Contact.read(LEE)), Member.objects.get(), NOBODY)
    with pytest.raises(LinkDead) as dead:
        begin(link, "Choi", CHOI, form="x")
    assert dead.value.reason == Link.RevokeReason.REPLACED


@pytest.mark.parametrize("again", [f" {LEE} ", LEE.upper()])
def test_the_same_person_cannot_begin_twice_however_they_write_their_address(acme: Company, again: str) -> None:
    link = published(acme)
    begin(link)
    assert refusal(lambda: begin(link, "Lee", again)) == public_links.ALREADY_STARTED
    assert Contract.objects.count() == 1


def test_the_same_person_may_begin_again_where_the_link_allows_it_or_the_first_one_was_canceled(acme: Company) -> None:
    link = published(acme, again=True)
    assert begin(link, form="1") != begin(link, form="2")
    strict = published(acme)
    termination.cancel(begin(strict).pk, Member.objects.get(), "", NOBODY)
    begin(strict, form="2")


def test_a_phone_that_has_to_be_proved_is_the_contact(acme: Company) -> None:
    contract = begin(published(acme, phone=True), address="010-1234-5678")
    assert contract.signers.get(step=1).mobile_number == "010-1234-5678"
    assert not Session.objects.get().proves(contract.signers.get(step=1))


def test_whoever_only_says_that_an_address_is_theirs_gets_into_no_other_contract_of_it(acme: Company) -> None:
    start.start(order(acme))
    choi = FirstSigner(name="Choi", contact=Contact.read(LEE), language=Language.KO)
    assert entry.next_secret(public_links.start(published(acme), choi, "x", HERE).session) == ""


def test_whoever_has_proved_the_phone_goes_on_to_what_waits_for_it(acme: Company) -> None:
    phone = Contact.read("010-1234-5678")
    start.start(order(acme, signers=[signer("Lee", phone.address), signer("Park", PARK)]))
    lee = FirstSigner(name="Lee", contact=phone, language=Language.KO)
    session = public_links.start(published(acme, phone=True), lee, "x", HERE).session
    assert entry.next_secret(session) == ""
    session.phone_proved_at = clock.now()
    assert entry.next_secret(session)


def test_access_codes_of_later_signers_are_asked_for_and_kept_nowhere_as_they_are(acme: Company) -> None:
    link = published(acme)
    assert b"secret1" not in bytes(link.order)
    assert PARK.encode() not in bytes(link.order)
    assert begin(link).signers.get(step=2).access_code


def test_the_person_is_sent_a_way_back_in(acme: Company) -> None:
    begin(published(acme))
    message = Message.objects.get()
    assert (message.purpose, message.address) == (Message.Purpose.BEGUN, LEE)
    assert "/mail/sign?token=" in message.text


def test_orders_of_older_links_name_a_placeholder_that_the_visitor_replaces(acme: Company) -> None:
    link = published(acme)
    placeholder = signer("-", "whoever@example.invalid")
    older = order(acme, signers=[placeholder, signer("Park", PARK)])
    PublicLink.objects.update(order=seal_order(older, f"public link {link.pk}"))
    assert [one.name for one in begin(link).signers.all()] == ["Lee", "Park"]


def test_a_link_that_cannot_be_started_is_not_published(acme: Company) -> None:
    with pytest.raises(SignersDoNotMatch):
        published(acme, signers=[signer("Park", PARK), signer("Choi", CHOI)])
    assert not PublicLink.objects.exists()


def test_a_closed_link_begins_nothing_and_names_nobody(acme: Company) -> None:
    link = published(acme)
    public_links.close(link.pk)
    closed = public_links.close(link.pk)
    assert refusal(lambda: begin(link)) == "closed"
    assert bytes(closed.order) == b""


def test_a_full_link_begins_nothing_and_names_nobody(acme: Company) -> None:
    link = published(acme, most=1)
    begin(link)
    assert refusal(lambda: begin(link, "Choi", CHOI)) == "full"
    assert bytes(PublicLink.objects.get().order) == b""


def test_a_link_whose_time_is_over_begins_nothing_and_names_nobody_after_the_cleaning(acme: Company) -> None:
    link, later = published(acme, expires_at=clock.now() + timedelta(hours=1)), published(acme)
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        assert refusal(lambda: begin(link)) == "expired"
        maintenance.empty_public_links()
        assert [bytes(one.order) != b"" for one in PublicLink.objects.order_by("pk")] == [False, True]
        begin(later)


@pytest.mark.parametrize("trouble", ["plan", "archived", "gone", "secret", "steps"])
def test_what_the_company_has_to_mend_lets_the_link_rest_and_counts_nothing(
    acme: Company, trouble: str, settings: Any
) -> None:
    link = published(acme)
    mend: dict[str, Callable[[], object]] = {
        "plan": lambda: Company.objects.update(capacity=0),
        "archived": lambda: change_template(link.template, archived=True),
        "gone": lambda: Member.objects.update(removed_at=clock.now()),
        "secret": lambda: setattr(settings, "ORDERS_KEY", "0" * 64),
        "steps": lambda: factories.give_layout(link.template, factories.layout([factories.field("a", "text", 1)], 1)),
    }
    mend[trouble]()
    assert refusal(lambda: begin(link)) == public_links.UNAVAILABLE
    assert (PublicLink.objects.get().used, Contract.objects.count()) == (0, 0)


@pytest.mark.parametrize("limit", ["FROM_ADDRESS", "OF_LINK", "TO_CONTACT"])
def test_too_many_at_once_have_to_wait(acme: Company, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_links, limit, RateLimit(limit, 2, timedelta(hours=1)))
    link = published(acme, again=True)
    for form in ("1", "2"):
        begin(link, form=form)
    with pytest.raises(TooManyRequests):
        begin(link, form="3")
    assert Contract.objects.count() == 2


def test_whoever_has_a_network_of_addresses_is_one_visitor(acme: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_links, "FROM_ADDRESS", RateLimit("begin-from", 1, timedelta(hours=1)))
    link = published(acme)
    begin(link, visitor=Visitor(ip="2001:db8::1"))
    with pytest.raises(TooManyRequests):
        begin(link, "Choi", CHOI, visitor=Visitor(ip="2001:db8::2"))


def test_deleting_a_contract_forgets_whose_it_was(acme: Company) -> None:
    link, kim = published(acme), Member.objects.get()
    contract = begin(link)
    termination.cancel(contract.pk, kim, "", NOBODY)
    termination.delete(contract.pk, kim, NOBODY)
    assert bytes(link.uses.get().person) == b""


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_never_get_more_than_there_are(transactional_db: None) -> None:
    acme = factories.company()
    factories.member(acme)
    factories.template(acme)
    link, barrier, came = published(acme, most=3), threading.Barrier(8), list[str]()

    def come(number: int) -> None:
        try:
            barrier.wait()
            begin(link, f"Lee {number}", f"lee{number}@example.test")
            came.append("begun")
        except DojangError as exc:
            came.append(getattr(exc, "reason", type(exc).__name__))
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    link.refresh_from_db()
    assert sorted(came) == ["begun"] * 3 + ["full"] * 5
    assert (link.used, Contract.objects.count(), Company.objects.get().usage) == (3, 3, 3)


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_many_times_at_the_same_moment_begins_one_contract(transactional_db: None) -> None:
    acme = factories.company()
    factories.member(acme)
    factories.template(acme)
    link, barrier, got = published(acme), threading.Barrier(5), list[int]()

    def come() -> None:
        try:
            barrier.wait()
            got.append(begin(link, form="x").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=come) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert got == [Signer.objects.get(step=1).contract_id] * 5
