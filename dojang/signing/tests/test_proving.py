"""Proving who one is, over HTTP."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dojang.companies.models import Company
from dojang.contracts.models import Event, Link, PhoneCode
from dojang.flow import start
from dojang.flow.proofs import MAX_PHONE_CODES, PAUSE, PHONE_CODE_LIFETIME, TRIES_BEFORE_PAUSE, TRIES_IN_ALL
from dojang.lib import clock
from dojang.notifications.models import Message
from dojang.signing.tests.visiting import first, refused
from tests import factories
from tests.factories import order, signer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]


def visit(client: Client, acme: Company, **lee: str) -> str:
    people = [signer("Lee", factories.LEE, **lee), signer("Park", factories.PARK)]
    return first(client, start.start(order(acme, signers=people)))


def sent_code() -> str:
    """The six digits in the message to the phone."""
    text = Message.objects.filter(purpose=Message.Purpose.PHONE_CODE).latest("id").text
    found = re.search(r"(?<!\d)\d{6}(?!\d)", text)
    assert found
    return found[0]


def test_nothing_of_the_document_is_shown_before_the_code(client: Client, acme: Company) -> None:
    home = visit(client, acme, access_code="secret1", access_hint="the usual")
    page = client.get(home).content.decode()
    assert "the usual" in page
    assert "NDA 2026" not in page
    assert client.get(f"{home}/page/1").status_code == 403
    assert client.get(f"{home}/picture/0").status_code == 403


def test_the_right_code_opens_the_document(client: Client, acme: Company) -> None:
    home = visit(client, acme, access_code="secret1")
    answer = client.post(f"{home}/code", {"code": "secret1"})
    assert (answer.status_code, answer["Location"]) == (303, home)
    assert "NDA 2026" in client.get(home).content.decode()


def test_a_wrong_code_says_how_many_tries_are_left_and_repeats_no_code(client: Client, acme: Company) -> None:
    home = visit(client, acme, access_code="secret1")
    page = refused(client, f"{home}/code", {"code": "guess-77"})
    assert "4번 더" in page
    assert "guess-77" not in page


def test_five_wrong_codes_pause_the_form_for_as_long_as_it_says(client: Client, acme: Company) -> None:
    home = visit(client, acme, access_code="secret1")
    for _ in range(TRIES_BEFORE_PAUSE):
        page = refused(client, f"{home}/code", {"code": "wrong"})
    assert "10분 뒤에 다시" in page
    with clock.stopped_at(clock.now() + PAUSE - timedelta(seconds=70)):
        page = client.get(home).content.decode()
    assert "2분 뒤에 다시" in page
    assert " disabled" in page
    with clock.stopped_at(clock.now() + PAUSE + timedelta(seconds=1)):
        assert client.post(f"{home}/code", {"code": "secret1"}).status_code == 303


def test_fifteen_wrong_codes_lock_the_link(client: Client, acme: Company) -> None:
    home = visit(client, acme, access_code="secret1")
    Link.objects.update(wrong_tries=TRIES_IN_ALL - 1)
    assert "잠겼습니다" in refused(client, f"{home}/code", {"code": "wrong"})
    assert client.get(home).status_code == 410


def test_an_empty_code_costs_no_try(client: Client, acme: Company) -> None:
    home = visit(client, acme, access_code="secret1")
    assert "암호를 입력해 주세요." in refused(client, f"{home}/code", {"code": " "})
    assert not Link.objects.filter(wrong_tries__gt=0).exists()


def test_looking_at_the_phone_page_sends_nothing(client: Client, acme: Company) -> None:
    home = visit(client, acme, mobile_number="010-1234-5678")
    page = client.get(home).content.decode()
    assert "010-****-5678" in page
    client.get(f"{home}/phone/send")
    assert not PhoneCode.objects.exists()


def test_the_code_from_the_phone_opens_the_document(client: Client, acme: Company) -> None:
    home = visit(client, acme, mobile_number="010-1234-5678")
    assert client.post(f"{home}/phone/send").status_code == 303
    assert client.post(f"{home}/phone", {"code": sent_code()}).status_code == 303
    assert "NDA 2026" in client.get(home).content.decode()


def test_asking_for_another_code_at_once_is_answered_with_the_time_to_wait(client: Client, acme: Company) -> None:
    home = visit(client, acme, mobile_number="010-1234-5678")
    with clock.stopped_at(clock.now()):
        client.post(f"{home}/phone/send")
        page = refused(client, f"{home}/phone/send", {})
    assert "30초 뒤에 다시 받을 수" in page
    assert 'data-wait="30"' in page
    assert PhoneCode.objects.count() == 1


def test_after_ten_codes_the_page_says_whom_to_ask_and_offers_no_more(client: Client, acme: Company) -> None:
    home = visit(client, acme, mobile_number="010-1234-5678")
    Link.objects.update(codes_sent=MAX_PHONE_CODES)
    assert "10번까지만" in refused(client, f"{home}/phone/send", {})
    assert "phone/send" not in client.get(home).content.decode()
    assert not PhoneCode.objects.exists()


def test_before_the_proof_the_page_says_who_sent_it_and_by_when_but_not_what_it_is(
    client: Client, acme: Company
) -> None:
    lee = signer("Lee", factories.LEE, access_code="secret1")
    due = datetime(2099, 1, 31, 14, 59, tzinfo=UTC)
    people = [lee, signer("Park", factories.PARK)]
    home = first(client, start.start(order(acme, signers=people, expires_at=due, comment="a comment")))
    page = client.get(home).content.decode()
    assert 'Acme · <span class="whole">Kim\N{NO-BREAK SPACE}님</span>' in page
    assert "2099년 1월 31일 23:59 (UTC+09:00)" in page
    assert not any(told in page for told in ("NDA 2026", "a comment"))


def test_a_code_that_has_run_out_is_told_so_and_another_is_offered(client: Client, acme: Company) -> None:
    home = visit(client, acme, mobile_number="010-1234-5678")
    client.post(f"{home}/phone/send")
    with clock.stopped_at(clock.now() + PHONE_CODE_LIFETIME):
        page = refused(client, f"{home}/phone", {"code": sent_code()})
    assert "시간이 지났습니다" in page
    assert "phone/send" in page


def test_a_code_cannot_be_proved_out_of_turn(client: Client, acme: Company) -> None:
    home = visit(client, acme, access_code="secret1", mobile_number="010-1234-5678")
    client.post(f"{home}/phone/send")
    client.post(f"{home}/phone", {"code": "123456"})
    assert not PhoneCode.objects.exists()
    assert not Event.objects.filter(kind=Event.Kind.FAILED_PROOF).exists()
