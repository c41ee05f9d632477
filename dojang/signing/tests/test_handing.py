"""Signing on the phone what was opened at a desk."""

from datetime import timedelta

import pytest
from django.test import Client

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event, HandOver, Link, Session
from dojang.flow import acts, entry, start
from dojang.flow.outbox import invite
from dojang.lib import clock
from dojang.lib.visitor import NOBODY
from dojang.signing.tests.test_document import INK
from dojang.signing.tests.visiting import come_in, open_link, token_in
from tests import factories
from tests.factories import STROKES, order, signer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]


@pytest.fixture
def contract(acme: Company) -> Contract:
    lee = signer("Lee", factories.LEE, access_code="secret1")
    return start.start(order(acme, signers=[lee, signer("Park", factories.PARK)])).contract


@pytest.fixture
def desk(client: Client, contract: Contract) -> str:
    """Lee at a desk, who has entered the access code and agreed."""
    home = come_in(client, token_in(invite(contract).url))
    client.post(f"{home}/code", {"code": "secret1"})
    return home


def secret_of(home: str) -> str:
    """What the code on the desk's screen says."""
    session = Session.objects.select_related("link__contract", "signer").get(pk=int(home.rpartition("/")[2]))
    return entry.offer_handoff(session, NOBODY).secret


def state(client: Client, home: str) -> str:
    told: str = client.get(f"{home}/phone-over/state").json()["state"]
    return told


def test_the_desks_page_shows_a_code_and_no_secret(client: Client, desk: str) -> None:
    page = client.post(f"{desk}/phone-over").content.decode()
    assert 'role="img" aria-label="휴대폰으로 이어가기 위한 QR 코드"' in page
    assert "token=" not in page
    assert state(client, desk) == "waiting"


def test_looking_at_the_address_makes_no_code(client: Client, desk: str) -> None:
    assert client.get(f"{desk}/phone-over")["Location"] == desk
    assert not HandOver.objects.exists()


def test_the_phone_need_not_prove_again_and_the_desk_stays_open(client: Client, desk: str) -> None:
    secret, phone = secret_of(desk), Client()
    assert "A blank page." not in phone.get("/mail/sign", {"token": secret}).content.decode()
    home = open_link(phone, secret)
    assert "A blank page." in phone.get(home).content.decode()
    assert "A blank page." in client.get(desk).content.decode()
    assert state(client, desk) == "opened"


def test_the_desk_learns_that_the_phone_has_signed(client: Client, desk: str) -> None:
    phone = Client()
    home = open_link(phone, secret_of(desk))
    phone.post(f"{home}/approve", {"f1": INK})
    assert state(client, desk) == "done"
    assert "서명했습니다" in client.get(desk).content.decode()


def test_the_history_tells_both_devices_and_the_proofs_that_went_along(client: Client, desk: str) -> None:
    open_link(Client(), secret_of(desk))
    shown, opened = reversed(Event.objects.order_by("-seq")[:2])
    assert (shown.kind, opened.kind) == (Event.Kind.HANDED_OVER, Event.Kind.OPENED)
    assert opened.payload == {"through": "hand-over", "carried": ["access-code"]}


def test_a_code_works_once(desk: str) -> None:
    secret = secret_of(desk)
    open_link(Client(), secret)
    answer = Client().post("/mail/sign", {"token": secret})
    assert (answer.status_code, "이미 사용한 코드" in answer.content.decode()) == (410, True)


def test_a_code_works_for_ten_minutes(client: Client, desk: str) -> None:
    secret = secret_of(desk)
    with clock.stopped_at(clock.now() + entry.HANDOFF_LIFETIME + timedelta(seconds=1)):
        answer = Client().post("/mail/sign", {"token": secret})
        assert (answer.status_code, "시간이 지났습니다" in answer.content.decode()) == (410, True)
        assert state(client, desk) == "over"


def test_a_new_code_takes_the_place_of_the_last(desk: str) -> None:
    first, second = secret_of(desk), secret_of(desk)
    assert Client().post("/mail/sign", {"token": first}).status_code == 404
    assert open_link(Client(), second)


def test_a_code_dies_with_the_link(contract: Contract, desk: str) -> None:
    secret = secret_of(desk)
    invite(contract)
    answer = Client().post("/mail/sign", {"token": secret})
    assert (answer.status_code, "새 링크로" in answer.content.decode()) == (410, True)


def test_a_code_dies_with_the_act_whatever_link_its_desk_came_by(acme: Company) -> None:
    started = start.start(order(acme, signers=[signer("Kim", factories.KIM), signer("Park", factories.PARK)]))
    desk = factories.agreed(entry.exchange(started.starter_token, NOBODY).session)
    secret = entry.offer_handoff(desk, NOBODY).secret
    acts.approve(desk, {"sign1": STROKES}, "", NOBODY)
    assert Client().post("/mail/sign", {"token": secret}).status_code == 410
    assert Session.objects.count() == 1


def test_who_has_not_proved_who_they_are_is_given_no_code(client: Client, contract: Contract) -> None:
    home = open_link(client, token_in(invite(contract).url))
    assert client.post(f"{home}/phone-over")["Location"] == home
    assert not HandOver.objects.exists()


def test_handing_over_again_and_again_makes_no_session_older_than_the_first(desk: str) -> None:
    phone, first = Client(), Session.objects.get().created_at
    with clock.stopped_at(first + timedelta(hours=20)):
        home = open_link(phone, secret_of(open_link(Client(), secret_of(desk))))
        assert phone.get(home).status_code == 200
    with clock.stopped_at(first + entry.SESSION_LIFETIME):
        assert phone.get(home).status_code == 403


def test_codes_are_not_made_without_end(client: Client, desk: str) -> None:
    with clock.stopped_at(clock.now()):
        statuses = [client.post(f"{desk}/phone-over").status_code for _ in range(entry.HANDOFFS.most + 1)]
    assert (set(statuses[:-1]), statuses[-1]) == ({200}, 429)
    assert Link.objects.filter(revoked_at=None, signer__step=1).count() == 1
