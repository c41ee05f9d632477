"""Proofs that a signer is asked for, and what guessing is worth."""

import pytest

from dojang.companies.models import Company
from dojang.contracts.models import Link, PhoneCode
from dojang.flow import opening, start
from dojang.flow.opening import TRIES_BEFORE_PAUSE
from dojang.flow.tests.test_journey import HERE, acme
from dojang.lib import clock
from dojang.lib.errors import ProofPaused, WrongCode
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
    session = opening.exchange(token, HERE).session
    opening.prove_access_code(session, RIGHT, HERE)
    for _ in range(TRIES_BEFORE_PAUSE - 1):
        with pytest.raises(WrongCode):
            opening.prove_phone(session, "no digits", HERE)


def test_knowing_the_access_code_buys_no_more_guesses_at_the_phones_code(acme: Company) -> None:
    token = begun(acme)
    guess_phone_codes(token)
    with pytest.raises(ProofPaused):
        guess_phone_codes(token)


def test_a_right_code_costs_no_try(acme: Company) -> None:
    session = opening.exchange(begun(acme), HERE).session
    with pytest.raises(WrongCode):
        opening.prove_access_code(session, "wrong", HERE)
    opening.prove_access_code(session, RIGHT, HERE)
    assert Link.objects.get(pk=session.link_id).wrong_tries == 1


def test_the_right_code_at_the_last_try_lifts_the_pause(acme: Company) -> None:
    session = opening.exchange(begun(acme), HERE).session
    Link.objects.filter(pk=session.link_id).update(wrong_tries=TRIES_BEFORE_PAUSE - 1)
    opening.prove_access_code(session, RIGHT, HERE)
    assert Link.objects.get(pk=session.link_id).paused_until is None


def test_coming_in_again_does_not_send_the_phone_another_code_at_once(acme: Company) -> None:
    token = begun(acme)
    for _ in range(3):
        opening.send_phone_code(opening.exchange(token, HERE).session)
    assert PhoneCode.objects.count() == 1
    with clock.stopped_at(clock.now() + opening.PHONE_CODE_PAUSE):
        opening.send_phone_code(opening.exchange(token, HERE).session)
    assert PhoneCode.objects.count() == 2
