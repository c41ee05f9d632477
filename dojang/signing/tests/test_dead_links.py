"""Links that open nothing any more: each says what happened, what to do, and whom to ask."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Link
from dojang.exports.order import ExportOrder
from dojang.flow import start, termination
from dojang.flow.entry import SESSION_LIFETIME
from dojang.flow.proofs import TRIES_IN_ALL
from dojang.flow.start import StartedContract
from dojang.lib import clock
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY
from dojang.signing.tests.visiting import come_in, first, open_link, refused, token_in
from dojang.signing.texts import say
from tests import factories
from tests.factories import order, signer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
WHOM = {
    "ko": "문의: Acme Kim\N{NO-BREAK SPACE}님",
    "en": "Questions: Kim, Acme",
    "ja": "お問い合わせ：Acme Kim\N{NO-BREAK SPACE}様",
}


def begin(acme: Company, **given: str) -> StartedContract:
    people = [signer("Lee", factories.LEE, **given), signer("Park", factories.PARK)]
    return start.start(order(acme, signers=people))


def kill(death: str) -> None:
    Link.objects.update(revoked_at=clock.now(), revoke_reason=death)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("death", Link.RevokeReason.values)
def test_it_says_why_and_whom_to_ask_in_the_signers_language(
    client: Client, acme: Company, death: str, language: Language
) -> None:
    token = token_in(begin(acme, language=language).first.url)
    inside = come_in(client, token)
    Link.objects.update(revoked_at=clock.now(), revoke_reason=death)
    for answer in (client.post("/mail/sign", {"token": token}), client.get(inside)):
        page = answer.content.decode()
        assert answer.status_code == 410
        assert all(told in page for told in (say(f"dead.{death}.title", language), say(f"dead.{death}.text", language)))
        assert WHOM[language] in page
        assert 'href="mailto:kim@acme.test"' in page
        assert ("NDA 2026" in page) == (death not in ("disposed", "deleted"))


@pytest.mark.parametrize("death", ["canceled", "expired", "locked"])
def test_it_can_be_read_in_another_language(client: Client, acme: Company, death: str) -> None:
    token = token_in(begin(acme).first.url)
    inside = come_in(client, token)
    kill(death)
    page = client.post("/mail/sign", {"token": token}).content.decode()
    assert f'href="/mail/sign?token={token}&amp;lang=ja"' in page
    there = client.get("/mail/sign", {"token": token, "lang": "ja"}).content.decode()
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', there))
    for answer in (client.post("/mail/sign", form), client.get(f"{inside}?lang=ja")):
        assert say(f"dead.{death}.title", "ja") in answer.content.decode()


def test_a_canceled_one_says_why_and_an_expired_one_until_when_it_was_open(client: Client, acme: Company) -> None:
    started = begin(acme)
    token = token_in(started.first.url)
    Contract.objects.update(expires_at=datetime(2026, 11, 28, 14, 59, tzinfo=UTC))
    kill("expired")
    assert "2026년 11월 28일 23:59" in client.post("/mail/sign", {"token": token}).content.decode()
    Link.objects.update(revoked_at=None, revoke_reason="")
    termination.cancel(started.contract.pk, started.contract.starter, "Sent twice <b>", NOBODY)
    page = client.post("/mail/sign", {"token": token}).content.decode()
    assert "Sent twice &lt;b&gt;" in page
    assert "11월 28일" not in page


@pytest.mark.parametrize("death", ["canceled", "expired", "locked"])
def test_before_the_proof_nobody_reads_what_it_was(client: Client, acme: Company, death: str) -> None:
    token = token_in(begin(acme, access_code="secret1").first.url)
    inside = open_link(client, token)
    Contract.objects.update(end_reason="private")
    kill(death)
    for answer in (client.post("/mail/sign", {"token": token}), client.get(inside)):
        page = answer.content.decode()
        assert 'href="mailto:kim@acme.test"' in page
        assert not any(told in page for told in ("NDA 2026", "private"))


def test_the_one_whose_guess_locks_the_link_reads_it_in_their_language(client: Client, acme: Company) -> None:
    home = first(client, begin(acme, access_code="secret1", language=Language.JA))
    Link.objects.update(wrong_tries=TRIES_IN_ALL - 1)
    assert say("dead.locked.title", "ja") in refused(client, f"{home}/code", {"code": "wrong"})


def test_where_the_integrator_tells_the_signers_no_message_is_promised(client: Client, acme: Company) -> None:
    export = ExportOrder(url="https://example.com/hook", scope="ALL", request_code="embed")
    token = token_in(start.start(order(acme, export=export)).first.url)
    Link.objects.update(revoked_at=clock.now(), revoke_reason=Link.RevokeReason.USED)
    page = client.post("/mail/sign", {"token": token}).content.decode()
    assert "서비스에서 받게 됩니다" in page
    assert "보내 드립니다" not in page


def test_a_visit_that_was_too_long_ago_says_to_open_the_link_again(client: Client, acme: Company) -> None:
    home = first(client, begin(acme))
    with clock.stopped_at(clock.now() + SESSION_LIFETIME):
        answer = client.get(home)
    assert (answer.status_code, "링크를 다시 열어 주세요" in answer.content.decode()) == (403, True)


def test_past_the_deadline_it_says_so_before_any_job_has_come(client: Client, acme: Company) -> None:
    home = first(client, begin(acme))
    Contract.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    answer = client.get(home)
    assert (answer.status_code, "서명 기한이 지났습니다" in answer.content.decode()) == (410, True)


@pytest.mark.parametrize("path", ["/mail/sign", "/api/acme/sign"])
def test_a_link_that_never_was_says_to_look_at_the_address(client: Client, acme: Company, path: str) -> None:
    answer = client.post(path, {"token": "x" * 42})
    assert (answer.status_code, "열 수 없는 링크입니다" in answer.content.decode()) == (404, True)
