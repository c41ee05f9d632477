"""The life of a contract, through the conductor."""

import hashlib
import re
from datetime import timedelta
from itertools import pairwise
from threading import Barrier, Thread
from typing import Any

import pytest
import rfc8785
from django.db import connection

from dojang.companies.errors import PlanExpired, QuotaSpent, UnknownMember
from dojang.companies.models import Company
from dojang.contracts.errors import (
    ContractEnded,
    LinkDead,
    LinkUnknown,
    NotYourTurn,
    ProofRequired,
    ValueRefused,
    WrongState,
)
from dojang.contracts.models import Contract, Event, EventPerson, FieldValue, Link, Session, Signer
from dojang.flow import acts, entry, proofs, start, termination
from dojang.flow.errors import BoxesEmpty, CodeOver, ProofPaused, SignersDoNotMatch, WrongCode
from dojang.flow.start import StartedContract
from dojang.lib import clock
from dojang.lib.visitor import Visitor
from dojang.library.errors import TemplateIncomplete, TemplateWithoutSteps, UnknownTemplate
from dojang.notifications.models import Message
from tests import factories
from tests.factories import CHOI, KIM, LEE, PARK, STROKES

HERE = Visitor(ip="203.0.113.9", peer="10.0.0.1", user_agent="Test/1")
Status = Contract.Status


@pytest.fixture
def acme(db: None) -> Company:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return company


def begin(company: Company, **given: Any) -> StartedContract:
    return start.start(factories.order(company, **given))


def enter(url: str) -> Session:
    return factories.agreed(entry.exchange(url.partition("token=")[2], HERE).session)


def enter_step(contract: Contract, step: int) -> Session:
    """Come in as the signer whose turn it is, by the link in their newest message."""
    message = Message.objects.filter(contract=contract, signer__step=step).latest("pk")
    return enter(next(word for word in message.text.split() if "token=" in word))


def approve(session: Session, **values: Any) -> acts.ActResult:
    name = f"sign{session.signer.step}" if session.signer else ""
    return acts.approve(session, {name: STROKES} | values, "", HERE)


def kinds(contract: Contract) -> list[str]:
    return [event.kind for event in Event.objects.filter(contract=contract)]


def state(contract: Contract) -> tuple[str, int]:
    contract.refresh_from_db()
    return contract.status, contract.turn


def test_approvals_lead_step_by_step_to_sealing(acme: Company) -> None:
    contract = begin(acme).contract
    approve(enter_step(contract, 1), name="이영희")
    assert state(contract) == (Status.PLAYING, 2)
    approve(enter_step(contract, 2))
    assert state(contract) == (Status.SEALING, 0)
    assert kinds(contract) == [
        "contract:started", "signer:opened", "signer:approved", "signer:opened", "signer:approved",
    ]  # fmt: skip


def test_the_first_step_rejecting_cancels_the_contract(acme: Company) -> None:
    contract = begin(acme).contract
    outcome = acts.reject(enter_step(contract, 1), "금액이 다릅니다", HERE)
    assert state(contract) == (Status.CANCELED, 0)
    assert (outcome.signer.opinion, contract.end_reason) == ("금액이 다릅니다", "금액이 다릅니다")


def test_a_later_step_rejecting_gives_the_turn_back_with_the_reason(acme: Company) -> None:
    contract = begin(acme).contract
    approve(enter_step(contract, 1))
    acts.reject(enter_step(contract, 2), "fix the date", HERE)
    assert state(contract) == (Status.PLAYING, 1)
    told = Message.objects.filter(contract=contract, purpose=Message.Purpose.SENT_BACK).get()
    assert (told.address, "fix the date" in told.text) == (LEE, True)


def test_a_contract_sent_back_can_be_approved_again_with_other_values(acme: Company) -> None:
    contract = begin(acme).contract
    approve(enter_step(contract, 1), name="before")
    acts.reject(enter_step(contract, 2), "", HERE)
    approve(enter_step(contract, 1), name="after")
    assert contract.values.get(name="name").text == "after"
    assert state(contract) == (Status.PLAYING, 2)


def test_an_act_done_twice_counts_once_and_answers_the_same(acme: Company) -> None:
    contract = begin(acme).contract
    session = enter_step(contract, 1)
    assert [approve(session).moved, approve(session).moved] == [True, False]
    assert kinds(contract).count("signer:approved") == 1
    assert Message.objects.filter(contract=contract, signer__step=2).count() == 1


def test_rejecting_after_having_approved_is_refused(acme: Company) -> None:
    contract = begin(acme).contract
    session = enter_step(contract, 1)
    approve(session)
    with pytest.raises(WrongState):
        acts.reject(session, "", HERE)
    assert state(contract) == (Status.PLAYING, 2)


def test_the_link_is_dead_after_the_act(acme: Company) -> None:
    started = begin(acme)
    approve(enter(started.first.url))
    with pytest.raises(LinkDead) as told:
        enter(started.first.url)
    assert told.value.reason == Link.RevokeReason.USED


def test_a_stranger_with_a_made_up_link_gets_nowhere(acme: Company) -> None:
    begin(acme)
    with pytest.raises(LinkUnknown):
        entry.exchange("made-up", HERE)


def test_the_second_signer_cannot_act_before_the_first(acme: Company) -> None:
    contract = begin(acme).contract
    park = contract.signers.get(step=2)
    link = Link.objects.create(contract=contract, signer=park, purpose=Link.Purpose.SIGN, digest=b"x" * 32)
    session = Session.objects.create(link=link, signer=park, round=1, digest=b"y" * 32)
    with pytest.raises(NotYourTurn):
        approve(session)


def test_required_boxes_must_be_filled_before_approving(acme: Company) -> None:
    contract = begin(acme).contract
    with pytest.raises(BoxesEmpty) as told:
        acts.approve(enter_step(contract, 1), {"name": "Lee"}, "", HERE)
    assert told.value.fields == ("sign1",)
    assert not contract.values.filter(name="name", text="Lee").exists()


def test_boxes_of_other_steps_are_refused(acme: Company) -> None:
    contract = begin(acme).contract
    with pytest.raises(ValueRefused) as told:
        approve(enter_step(contract, 1), reply="mine now")
    assert (told.value.field, told.value.reason) == ("reply", "not-yours")


def test_a_character_without_a_glyph_is_refused_before_anything_is_kept(acme: Company) -> None:
    contract = begin(acme).contract
    with pytest.raises(ValueRefused) as told:
        approve(enter_step(contract, 1), name="Lee 🦜")
    assert told.value.reason == "characters"
    assert state(contract) == (Status.PLAYING, 1)


def test_nobody_acts_after_the_company_canceled(acme: Company) -> None:
    started = begin(acme)
    session = enter(started.first.url)
    termination.cancel(started.contract.pk, started.contract.starter, "no longer needed", HERE)
    with pytest.raises((ContractEnded, LinkDead)):
        approve(session)
    assert state(started.contract) == (Status.CANCELED, 0)


def test_a_canceled_contract_cannot_be_canceled_again(acme: Company) -> None:
    contract = begin(acme).contract
    termination.cancel(contract.pk, contract.starter, "", HERE)
    with pytest.raises(WrongState):
        termination.cancel(contract.pk, contract.starter, "", HERE)


def test_nobody_acts_past_the_deadline_even_before_the_job_ran(acme: Company) -> None:
    started = begin(acme, expires_at=clock.now() + timedelta(hours=1))
    session = enter(started.first.url)
    with clock.stopped_at(clock.now() + timedelta(hours=2)), pytest.raises(ContractEnded):
        approve(session)


def test_the_deadline_cancels_only_what_is_past_it(acme: Company) -> None:
    soon = begin(acme, expires_at=clock.now() + timedelta(hours=1)).contract
    later = begin(acme, expires_at=clock.now() + timedelta(days=9)).contract
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        assert [termination.expire(soon.pk), termination.expire(later.pk)] == [True, False]
    assert (state(soon)[0], state(later)[0]) == (Status.CANCELED, Status.PLAYING)


def test_the_starters_link_signs_when_the_starter_has_the_turn(acme: Company) -> None:
    signers = (factories.signer("Kim", KIM), factories.signer("Park", PARK))
    started = begin(acme, signers=signers)
    session = factories.agreed(entry.exchange(started.starter_token, HERE).session)
    approve(session)
    assert entry.exchange(started.starter_token, HERE).session.signer is None


def test_embedding_tells_nobody(acme: Company) -> None:
    from dojang.exports.order import ExportOrder

    export = ExportOrder(url="https://example.com/hook", scope="ALL", request_code="embed")
    begin(acme, export=export)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"starter_email": CHOI}, UnknownMember),
        ({"template_number": "99"}, UnknownTemplate),
        ({"template_number": "99999999999999999999"}, UnknownTemplate),
        ({"template_number": "²"}, UnknownTemplate),
        ({"signers": (factories.signer("Lee", LEE),)}, SignersDoNotMatch),
        ({"values": {"sign1": "forged"}}, ValueRefused),
    ],
)
def test_a_refused_start_spends_nothing(acme: Company, change: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        begin(acme, **change)
    acme.refresh_from_db()
    assert (acme.usage, Contract.objects.count()) == (0, 0)


def test_a_template_of_another_company_is_unknown(acme: Company) -> None:
    other = factories.company("other")
    factories.template(other, number=7)
    with pytest.raises(UnknownTemplate):
        begin(acme, template_number="7")


def test_incomplete_templates_cannot_be_started(acme: Company) -> None:
    factories.template(acme, number=2, fields=[], steps=0)
    factories.template(acme, number=3, fields=[factories.field("a", "text", 1)], steps=2)
    with pytest.raises(TemplateWithoutSteps):
        begin(acme, template_number="2")
    with pytest.raises(TemplateIncomplete):
        begin(acme, template_number="3")


def test_the_plan_bounds_how_many_and_until_when(acme: Company) -> None:
    Company.objects.filter(pk=acme.pk).update(capacity=1)
    acme.refresh_from_db()
    begin(acme)
    with pytest.raises(QuotaSpent):
        begin(acme)
    acme.plan_ends_at = clock.now()
    with pytest.raises(PlanExpired):
        begin(acme)


def test_unknown_boxes_are_reported_and_nothing_else_is_lost(acme: Company) -> None:
    started = begin(acme, values={"name": "Lee", "nmae": "typo"})
    assert started.unknown_fields == ("nmae",)
    assert started.contract.values.get().name == "name"


# Proofs


def guarded(acme: Company) -> Session:
    signers = (factories.signer("Lee", LEE, access_code="0412", access_hint="birthday"), factories.signer("Park", PARK))
    return enter(begin(acme, signers=signers).first.url)


def test_nothing_is_signed_without_the_access_code(acme: Company) -> None:
    session = guarded(acme)
    with pytest.raises(ProofRequired):
        approve(session)
    proofs.prove_access_code(session, "0412", HERE)
    assert approve(Session.objects.get(pk=session.pk)).moved


def test_five_wrong_codes_pause_and_fifteen_kill_the_link(acme: Company) -> None:
    session, told = guarded(acme), []
    moment = clock.now()
    for _ in range(15):
        with clock.stopped_at(moment):
            with pytest.raises((WrongCode, ProofPaused, LinkDead)) as refusal:
                proofs.prove_access_code(session, "9999", HERE)
            told.append(type(refusal.value).__name__)
        moment += timedelta(minutes=3 if told[-1] == "WrongCode" else 11)
    assert told == (["WrongCode"] * 4 + ["ProofPaused"]) * 2 + ["WrongCode"] * 4 + ["LinkDead"]
    with pytest.raises(LinkDead):
        proofs.prove_access_code(session, "0412", HERE)


def test_the_right_code_does_not_help_during_a_pause(acme: Company) -> None:
    session = guarded(acme)
    for _ in range(5):
        with pytest.raises((WrongCode, ProofPaused)):
            proofs.prove_access_code(session, "9999", HERE)
    with pytest.raises(ProofPaused):
        proofs.prove_access_code(session, "0412", HERE)


def test_a_phone_is_proved_by_the_code_sent_to_it_once(acme: Company) -> None:
    signers = (factories.signer("Lee", LEE, mobile_number="010-1234-5678"), factories.signer("Park", PARK))
    session = enter(begin(acme, signers=signers).first.url)
    proofs.send_phone_code(session)
    message = Message.objects.get(purpose=Message.Purpose.PHONE_CODE)
    code = re.findall(r"(?<!\d)\d{6}(?!\d)", message.text)[0]
    proofs.prove_phone(session, code, HERE)
    with pytest.raises(CodeOver):
        proofs.prove_phone(session, code, HERE)
    assert approve(Session.objects.get(pk=session.pk)).moved


# Races


@pytest.mark.django_db(transaction=True)
def test_of_eight_approvals_at_once_exactly_one_moves_the_contract() -> None:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    contract = begin(company).contract
    session, gate, moved = enter_step(contract, 1), Barrier(8), []

    def act() -> None:
        gate.wait()
        moved.append(approve(Session.objects.get(pk=session.pk)).moved)
        connection.close()

    threads = [Thread(target=act) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(moved) == [False] * 7 + [True]
    assert state(contract) == (Status.PLAYING, 2)
    assert kinds(contract).count("signer:approved") == 1


def test_the_chain_of_events_has_no_gap_and_each_names_the_one_before(acme: Company) -> None:
    from dojang.contracts.record import leaf_hash

    contract = begin(acme).contract
    approve(enter_step(contract, 1))
    events = list(Event.objects.filter(contract=contract))
    assert [event.seq for event in events] == [1, 2, 3]
    for earlier, later in pairwise(events):
        assert bytes(later.previous_hash) == bytes(earlier.hash)
    assert all(leaf_hash(event) == bytes(event.hash) for event in events)


def test_the_history_vouches_for_the_values_as_they_are_kept(acme: Company) -> None:
    contract = begin(acme, values={"name": "given at the start"}).contract
    approve(enter_step(contract, 1))
    person = EventPerson.objects.get(event__contract=contract, event__kind=Event.Kind.APPROVED)
    rows = FieldValue.objects.filter(contract=contract, name__in=["name", "sign1"])
    kept = {row.name: [row.text, row.data] for row in rows}
    assert person.values["values"][1] == hashlib.sha256(rfc8785.dumps(kept)).hexdigest()


def test_an_event_cannot_be_rewritten(acme: Company) -> None:
    from django.db import IntegrityError, transaction

    begin(acme)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(kind="contract:canceled")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.all().delete()


def test_every_signer_begins_without_an_act(acme: Company) -> None:
    contract = begin(acme).contract
    assert [(signer.act, signer.round) for signer in contract.signers.all()] == [
        (Signer.Act.NONE, 1),
        (Signer.Act.NONE, 0),
    ]
