"""Proofs that a signer is asked for, and what guessing is worth."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from dojang.companies.models import Company
from dojang.contracts import links
from dojang.contracts.errors import LinkDead
from dojang.contracts.models import Event, Link, PhoneCode, Session
from dojang.flow import entry, maintenance, proofs, start
from dojang.flow.errors import CodeJustSent, CodeOver, CodesSpent, ProofPaused, WrongCode
from dojang.flow.proofs import TRIES_BEFORE_PAUSE
from dojang.flow.tests.test_acts import HERE, acme
from dojang.lib import clock
from dojang.lib.errors import TooManyRequests
from dojang.notifications.models import Message
from tests import factories
from tests.factories import LEE, PARK

__all__ = ["acme"]
RIGHT = "secret1"


def begun(company: Company) -> str:
    """The token of Lee's link, which asks for both proofs."""
    lee = factories.signer("Lee", LEE, access_code=RIGHT, mobile_number="010-1234-5678")
    started = start.start(factories.order(company, signers=[lee, factories.signer("Park", PARK)]))
    return started.first.url.partition("token=")[2]


def guess_phone_codes(token: str) -> None:
    """Come in with the right access code, and guess the phone's as often as it costs no pause."""
    session = entry.exchange(token, HERE).session
    proofs.prove_access_code(session, RIGHT, HERE)
    proofs.send_phone_code(session)
    for _ in range(TRIES_BEFORE_PAUSE - 1):
        with pytest.raises(WrongCode):
            proofs.prove_phone(session, "no digits", HERE)


def test_knowing_the_access_code_buys_no_more_guesses_at_the_phones_code(acme: Company) -> None:
    token = begun(acme)
    guess_phone_codes(token)
    with clock.stopped_at(clock.now() + proofs.PHONE_CODE_PAUSE), pytest.raises(ProofPaused):
        guess_phone_codes(token)


def test_a_code_that_has_run_out_is_told_apart_and_costs_no_try(acme: Company) -> None:
    session = entry.exchange(begun(acme), HERE).session
    proofs.send_phone_code(session)
    with clock.stopped_at(clock.now() + proofs.PHONE_CODE_LIFETIME), pytest.raises(CodeOver):
        proofs.prove_phone(session, "123456", HERE)
    assert Link.objects.get(pk=session.link_id).wrong_tries == 0


def test_a_right_code_costs_no_try(acme: Company) -> None:
    session = entry.exchange(begun(acme), HERE).session
    with pytest.raises(WrongCode):
        proofs.prove_access_code(session, "wrong", HERE)
    proofs.prove_access_code(session, RIGHT, HERE)
    assert Link.objects.get(pk=session.link_id).wrong_tries == 1


def test_the_right_code_at_the_last_try_lifts_the_pause(acme: Company) -> None:
    session = entry.exchange(begun(acme), HERE).session
    Link.objects.filter(pk=session.link_id).update(wrong_tries=TRIES_BEFORE_PAUSE - 1)
    proofs.prove_access_code(session, RIGHT, HERE)
    assert Link.objects.get(pk=session.link_id).paused_until is None


def test_coming_in_again_does_not_send_the_phone_another_code_at_once(acme: Company) -> None:
    token, now = begun(acme), clock.now()
    with clock.stopped_at(now):
        proofs.send_phone_code(entry.exchange(token, HERE).session)
        for _ in range(2):
            with pytest.raises(CodeJustSent) as told:
                proofs.send_phone_code(entry.exchange(token, HERE).session)
    assert (PhoneCode.objects.count(), told.value.until) == (1, now + proofs.PHONE_CODE_PAUSE)
    with clock.stopped_at(now + proofs.PHONE_CODE_PAUSE):
        proofs.send_phone_code(entry.exchange(token, HERE).session)
    assert PhoneCode.objects.count() == 2


def test_a_link_costs_the_company_ten_text_messages_at_most(acme: Company) -> None:
    token, now = begun(acme), clock.now()
    for number in range(proofs.MAX_PHONE_CODES):
        with clock.stopped_at(now + number * proofs.PHONE_CODE_PAUSE):
            proofs.send_phone_code(entry.exchange(token, HERE).session)
    with clock.stopped_at(now + timedelta(days=30)):
        maintenance.remove_sessions()
        with pytest.raises(CodesSpent):
            proofs.send_phone_code(entry.exchange(token, HERE).session)
    assert Message.objects.filter(purpose=Message.Purpose.PHONE_CODE).count() == proofs.MAX_PHONE_CODES


def test_a_phone_is_not_flooded_through_many_links(acme: Company) -> None:
    tokens = [begun(acme) for _ in range(proofs.CODES_TO_PHONE.most + 1)]
    with clock.stopped_at(clock.now()):
        for token in tokens[:-1]:
            proofs.send_phone_code(entry.exchange(token, HERE).session)
        with pytest.raises(TooManyRequests):
            proofs.send_phone_code(entry.exchange(tokens[-1], HERE).session)
    assert Message.objects.filter(purpose=Message.Purpose.PHONE_CODE).count() == proofs.CODES_TO_PHONE.most


@pytest.fixture
def guarded(transactional_db: None) -> tuple[Session, Session]:
    """Lee's and Park's sessions of one contract; both are asked for the same code."""
    company = factories.company()
    factories.member(company)
    factories.template(company)
    people = [factories.signer(name, to, access_code=RIGHT) for name, to in (("Lee", LEE), ("Park", PARK))]
    started = start.start(factories.order(company, signers=people))
    park = links.invite(started.contract.signers.get(step=2))
    secrets = (started.first.url.partition("token=")[2], park)
    lees, parks = (entry.exchange(secret, HERE).session for secret in secrets)
    return lees, parks


def guess_at_once(session: Session, times: int) -> list[str]:
    """So many wrong codes from many sides at the same time; what became of each."""

    def guess(_number: int) -> str:
        try:
            proofs.prove_access_code(session, "9999", HERE)
        except (ProofPaused, WrongCode, LinkDead) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "heard"

    with ThreadPoolExecutor(max_workers=20) as crowd:
        return list(crowd.map(guess, range(times)))


def test_of_two_hundred_parallel_guesses_five_are_heard_and_fifteen_in_all(guarded: tuple[Session, Session]) -> None:
    lees, now, heard = guarded[0], clock.now(), []
    for pause in range(4):
        with clock.stopped_at(now + pause * (proofs.PAUSE + timedelta(seconds=1))):
            told = guess_at_once(lees, 200)
        assert "heard" not in told
        heard.append(Event.objects.filter(kind=Event.Kind.FAILED_PROOF).count())
    link = Link.objects.get(pk=lees.link_id)
    assert (heard, link.wrong_tries, link.revoke_reason) == ([5, 10, 15, 15], 15, Link.RevokeReason.LOCKED)


def test_locking_one_signers_link_locks_nobody_else(guarded: tuple[Session, Session]) -> None:
    lees, parks = guarded
    Link.objects.filter(pk=lees.link_id).update(wrong_tries=proofs.TRIES_IN_ALL - 1)
    guess_at_once(lees, 3)
    assert Link.objects.get(pk=lees.link_id).revoke_reason == Link.RevokeReason.LOCKED
    proofs.prove_access_code(parks, RIGHT, HERE)
    assert Link.objects.get(pk=parks.link_id).revoked_at is None
