"""Where the holder of a session stands."""

from datetime import timedelta

import pytest

from dojang.companies.models import Company, Member
from dojang.contracts import links, machine
from dojang.contracts.models import Contract, Link, SealingFailure, Session
from dojang.flow import acts, entry, proofs, seal_retries, start, termination
from dojang.flow.outbox import invite
from dojang.lib import clock
from dojang.lib.visitor import NOBODY
from dojang.signing.standing import Standing, standing
from dojang.signing.tests.visiting import token_in
from tests import factories
from tests.factories import STROKES, order, signer

pytestmark = pytest.mark.django_db
SIGNED_1, SIGNED_2 = {"sign1": STROKES}, {"sign2": STROKES}


def begin(acme: Company, **lee: str) -> Contract:
    first = signer("Lee", factories.LEE, **lee)
    return start.start(order(acme, signers=[first, signer("Park", factories.PARK)])).contract


def session_in_turn(contract: Contract) -> Session:
    contract.refresh_from_db()
    return factories.agreed(entry.exchange(token_in(invite(contract).url), NOBODY).session)


def where(session: Session) -> Standing:
    fresh = Session.objects.select_related("link__contract__company", "link__contract__starter", "signer").get(
        pk=session.pk
    )
    return standing(fresh)


def test_a_signer_in_turn_sees_the_document(acme: Company) -> None:
    assert where(session_in_turn(begin(acme))) is Standing.SIGN


def test_the_access_code_is_asked_before_the_phone(acme: Company) -> None:
    session = session_in_turn(begin(acme, access_code="secret1", mobile_number="010-1234-5678"))
    assert where(session) is Standing.CODE
    proofs.prove_access_code(session, "secret1", NOBODY)
    assert where(session) is Standing.PHONE


def test_after_approving_the_signer_waits_for_the_others(acme: Company) -> None:
    session = session_in_turn(begin(acme))
    acts.approve(session, SIGNED_1, "", NOBODY)
    assert where(session) is Standing.APPROVED


def test_after_the_last_approval_the_document_is_being_sealed(acme: Company) -> None:
    contract = begin(acme)
    acts.approve(session_in_turn(contract), SIGNED_1, "", NOBODY)
    last = session_in_turn(contract)
    acts.approve(last, SIGNED_2, "", NOBODY)
    assert where(last) is Standing.SEALING


def test_who_rejected_at_the_first_step_reads_that_they_did(acme: Company) -> None:
    session = session_in_turn(begin(acme))
    acts.reject(session, "no", NOBODY)
    assert where(session) is Standing.REJECTED


def test_a_session_of_an_earlier_round_is_over(acme: Company) -> None:
    contract = begin(acme)
    old = session_in_turn(contract)
    acts.approve(old, SIGNED_1, "", NOBODY)
    acts.reject(session_in_turn(contract), "again", NOBODY)
    acts.approve(session_in_turn(contract), SIGNED_1, "", NOBODY)
    assert where(old) is Standing.USED


def test_who_never_proved_themselves_learns_nothing_after_the_act(acme: Company) -> None:
    contract = begin(acme, access_code="secret1")
    token = token_in(invite(contract).url)
    unproved, proved = (factories.agreed(entry.exchange(token, NOBODY).session) for _ in range(2))
    proofs.prove_access_code(proved, "secret1", NOBODY)
    acts.approve(Session.objects.get(pk=proved.pk), SIGNED_1, "", NOBODY)
    assert where(unproved) is Standing.USED
    assert where(proved) is Standing.APPROVED


@pytest.mark.parametrize("death", Link.RevokeReason.values)
def test_every_death_of_a_link_has_its_standing(acme: Company, death: str) -> None:
    session = session_in_turn(begin(acme))
    Link.objects.filter(pk=session.link_id).update(revoked_at=clock.now(), revoke_reason=death)
    assert where(session) == death
    assert where(session).is_dead


def test_past_the_deadline_the_link_has_expired_before_the_job_comes(acme: Company) -> None:
    contract = begin(acme)
    session = session_in_turn(contract)
    Contract.objects.filter(pk=contract.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    assert where(session) is Standing.EXPIRED


def test_a_canceled_contract_is_canceled_for_its_signer_and_ended_for_its_starter(acme: Company) -> None:
    started = start.start(order(acme))
    signers, starters = session_in_turn(started.contract), entry.exchange(started.starter_token, NOBODY).session
    termination.cancel(started.contract.pk, Member.objects.get(), "mistake", NOBODY)
    assert (where(signers), where(starters)) == (Standing.CANCELED, Standing.ENDED)


def test_the_starter_reads_the_progress(acme: Company) -> None:
    started = start.start(order(acme))
    assert where(entry.exchange(started.starter_token, NOBODY).session) is Standing.PROGRESS


def test_a_starter_who_has_the_turn_signs(acme: Company) -> None:
    started = start.start(order(acme, signers=[signer("Kim", factories.KIM), signer("Park", factories.PARK)]))
    assert where(factories.agreed(entry.exchange(started.starter_token, NOBODY).session)) is Standing.SIGN


def test_someone_whose_turn_is_elsewhere_waits(acme: Company) -> None:
    contract = begin(acme)
    session = session_in_turn(contract)
    Contract.objects.filter(pk=contract.pk).update(turn=2)
    assert where(session) is Standing.WAITING


def test_a_session_of_a_replaced_link_stays_out_after_the_act_through_the_new_one(acme: Company) -> None:
    contract = begin(acme)
    lost, own = session_in_turn(contract), session_in_turn(contract)
    acts.approve(own, SIGNED_1, "", NOBODY)
    assert (where(lost), where(own)) == (Standing.REPLACED, Standing.APPROVED)


def completed(contract: Contract) -> Session:
    """Both approve and it is sealed; the last signer's session."""
    acts.approve(session_in_turn(contract), SIGNED_1, "", NOBODY)
    last = session_in_turn(contract)
    acts.approve(last, SIGNED_2, "", NOBODY)
    contract.refresh_from_db()
    machine.sealed(contract, {})
    return last


def readers(contract: Contract) -> list[Session]:
    """The starter and a copy recipient come in by their links."""
    secrets = (links.issue(contract, purpose) for purpose in (Link.Purpose.STARTER, Link.Purpose.COPY))
    return [entry.exchange(secret, NOBODY).session for secret in secrets]


def test_of_a_contract_that_was_disposed_of_the_starter_alone_sees_something(acme: Company) -> None:
    contract = begin(acme)
    sessions = [completed(contract), *readers(contract)]
    assert [where(session) for session in sessions] == [Standing.FINISHED] * 3
    termination.dispose(contract.pk, Member.objects.get(), "twice", NOBODY)
    assert [where(session) for session in sessions] == [Standing.DISPOSED, Standing.DISCARDED, Standing.DISPOSED]
    assert not any(where(session).may_download for session in sessions)


def test_of_a_deleted_contract_nobody_sees_anything(acme: Company) -> None:
    contract = begin(acme)
    sessions = [session_in_turn(contract), *readers(contract)]
    termination.cancel(contract.pk, Member.objects.get(), "", NOBODY)
    termination.delete(contract.pk, Member.objects.get(), NOBODY)
    assert {where(session) for session in sessions} == {Standing.DELETED}


def test_a_seal_that_fails_or_takes_long_keeps_nobody_waiting(acme: Company) -> None:
    contract = begin(acme)
    session = session_in_turn(contract)
    acts.approve(session, SIGNED_1, "", NOBODY)
    last = session_in_turn(contract)
    acts.approve(last, SIGNED_2, "", NOBODY)
    assert [where(last), where(session)] == [Standing.SEALING] * 2
    with clock.stopped_at(clock.now() + timedelta(minutes=4)):
        assert where(last) is Standing.DELAYED
    seal_retries.record_failure(contract.pk, SealingFailure.Reason.DOCUMENT, ValueError())
    assert [where(last), where(session)] == [Standing.DELAYED] * 2
    assert (Standing.DELAYED.is_done, Standing.DELAYED.may_look, Standing.DELAYED.named) == (True, True, "sealing")
