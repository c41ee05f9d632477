"""Links: opened by GET nothing happens, exchanged by POST there is a session."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from dojang.companies.models import Company
from dojang.contracts import consents
from dojang.contracts.models import Event, Link, Session, Signer
from dojang.flow import start
from dojang.lib import clock
from dojang.lib.languages import ReaderLanguage
from dojang.lib.texts import Language
from dojang.signing.tests.visiting import come_in, first, token_in
from tests import factories
from tests.factories import order, signer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]


@pytest.fixture
def token(acme: Company) -> str:
    return token_in(start.start(order(acme)).first.url)


def test_opening_the_link_changes_nothing_and_tells_nothing(client: Client, token: str) -> None:
    events = Event.objects.count()
    page = client.get("/mail/sign", {"token": token})
    assert page.status_code == 200
    assert (Session.objects.count(), Event.objects.count(), len(client.cookies)) == (0, events, 0)
    assert "NDA 2026" not in page.content.decode()
    assert "Lee" not in page.content.decode()


def test_the_pages_form_carries_the_token_and_the_options(client: Client, token: str) -> None:
    page = client.get("/mail/sign", {"token": token, "callback_fn": "true", "next_sign": "false"}).content.decode()
    assert '<form method="post" action="/mail/sign">' in page
    assert f'name="token" value="{token}"' in page
    assert 'name="callback_fn" value="true"' in page


def test_posting_the_token_gives_a_session_in_a_cookie_for_its_own_pages(client: Client, token: str) -> None:
    answer = client.post("/mail/sign", {"token": token})
    session = Session.objects.get()
    cookie = answer.cookies[f"dojang_s{session.pk}"]
    assert (answer.status_code, answer["Location"]) == (303, f"/s/{session.pk}")
    assert cookie["path"] == f"/s/{session.pk}"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_opening_the_link_again_leads_to_the_same_session_and_adds_nothing(client: Client, token: str) -> None:
    homes = {client.post("/mail/sign", {"token": token})["Location"] for _ in range(40)}
    assert len(homes) == 1
    assert (Session.objects.count(), Event.objects.filter(kind=Event.Kind.OPENED).count()) == (1, 1)
    assert client.get(homes.pop()).status_code == 200


def test_another_browser_gets_a_session_of_its_own(client: Client, token: str) -> None:
    homes = {browser.post("/mail/sign", {"token": token})["Location"] for browser in (client, Client())}
    assert len(homes) == 2
    assert Event.objects.filter(kind=Event.Kind.OPENED).count() == 2


@pytest.mark.parametrize("shown", ["", "1", ".", "x.y", "\u00b2.y", "9" * 30 + ".y", "1.wrong"])
def test_a_cookie_that_fits_no_session_opens_a_new_one(client: Client, token: str, shown: str) -> None:
    client.post("/mail/sign", {"token": token})
    stranger = Client()
    stranger.cookies[f"dojang_l{Session.objects.get().link_id}"] = shown
    assert stranger.post("/mail/sign", {"token": token}).status_code == 303
    assert Session.objects.count() == 2


@pytest.mark.parametrize(("language", "says"), [("ko", "2분 뒤에"), ("en", "again in 2 min"), ("ja", "2分後に")])
def test_a_link_that_is_opened_without_end_opens_later(client: Client, token: str, language: str, says: str) -> None:
    with clock.stopped_at(clock.now()):
        home = client.post("/mail/sign", {"token": token})["Location"]
        for _ in range(29):
            Client().post("/mail/sign", {"token": token})
        refused = Client().post("/mail/sign", {"token": token, "lang": language})
        assert (refused.status_code, refused["Retry-After"]) == (429, "120")
        assert says in refused.content.decode()
        assert Event.objects.filter(kind=Event.Kind.OPENED).count() == Session.objects.count() == 30
        assert client.get(home).status_code == 200
        assert client.post("/mail/sign", {"token": token})["Location"] == home


def test_a_link_that_is_opened_every_two_minutes_adds_a_hundred_openings_and_few_more(token: str) -> None:
    now = clock.now()
    for minutes in range(0, 300, 2):
        with clock.stopped_at(now + timedelta(minutes=minutes)):
            Client().post("/mail/sign", {"token": token})
    assert Event.objects.filter(kind=Event.Kind.OPENED).count() == 100 + 300 // 15


def test_over_https_the_cookie_is_secure(client: Client, token: str, settings: Any) -> None:
    settings.BASE_URL = "https://sign.acme.test"
    answer = client.post("/mail/sign", {"token": token})
    assert all(cookie["secure"] for cookie in answer.cookies.values())


def test_the_options_are_remembered_for_the_session(client: Client, token: str) -> None:
    answer = client.post("/mail/sign", {"token": token, "callback_fn": "true", "next_sign": "false"})
    session = Session.objects.get()
    assert answer.cookies[f"dojang_o{session.pk}"].value == "callback_fn=true&next_sign=false"


def test_the_integrators_address_works_without_a_page_of_ours_before_it(token: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/api/acme/sign", {"token": token}).status_code == 303


def test_a_token_is_unknown_under_another_companys_address(client: Client, acme: Company, token: str) -> None:
    factories.company("other")
    assert client.get("/api/other/sign", {"token": token}).status_code == 404
    assert client.post("/api/other/sign", {"token": token}).status_code == 404
    assert client.post("/api/nobody/sign", {"token": token}).status_code == 404


def test_an_unknown_token_is_told_only_when_it_is_exchanged(client: Client, acme: Company) -> None:
    assert client.get("/mail/sign", {"token": "x" * 43}).status_code == 200
    assert client.post("/mail/sign", {"token": "x" * 43}).status_code == 404


@pytest.mark.parametrize(("death", "words"), [
    (Link.RevokeReason.USED, "이미 처리된"), (Link.RevokeReason.REPLACED, "새 링크"), (Link.RevokeReason.CANCELED, "취소되었습니다"),
    (Link.RevokeReason.EXPIRED, "기한이 지났"), (Link.RevokeReason.LOCKED, "잠겼"),
])  # fmt: skip
def test_a_dead_link_says_why(client: Client, token: str, death: str, words: str) -> None:
    Link.objects.update(revoked_at=clock.now(), revoke_reason=death)
    answer = client.post("/mail/sign", {"token": token})
    assert answer.status_code == 410
    assert words in answer.content.decode()


def test_a_session_belongs_to_the_browser_that_exchanged_the_link(acme: Company, token: str) -> None:
    home = come_in(Client(), token)
    stranger = Client()
    assert stranger.get(home).status_code == 403
    stranger.cookies[f"dojang_s{home.rsplit('/', 1)[1]}"] = "guessed"
    assert stranger.get(home).status_code == 403


def test_the_page_speaks_the_signers_language_until_another_is_chosen(client: Client, acme: Company) -> None:
    lee = signer("Lee", factories.LEE, language=Language.JA)
    home = first(client, start.start(order(acme, signers=[lee, signer("Park", factories.PARK)])))
    assert '<html lang="ja">' in client.get(home, headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="en">' in client.get(home, {"lang": "en"}).content.decode()
    assert '<html lang="en">' in client.get(home).content.decode()


def test_a_reader_who_is_unknown_is_spoken_to_as_their_browser_asks(client: Client) -> None:
    page = client.get("/mail/sign", {"token": "?"}, headers={"Accept-Language": "fr, ja;q=0.8, en;q=0.5"})
    assert '<html lang="ja">' in page.content.decode()


@pytest.mark.parametrize(
    "address", ["/mail/sign", "/mail/sign?token=", "/mail/sign?token=%20", "/mail/sign?toke", "/api/acme/sign"]
)
@pytest.mark.parametrize(
    ("language", "words"),
    [("ko", "링크가 완전하지 않습니다"), ("en", "This link is incomplete"), ("ja", "リンクが途中で切れています")],
)
def test_an_address_without_its_token_says_that_it_is_incomplete(
    client: Client, acme: Company, address: str, language: str, words: str
) -> None:
    for answer in (
        client.get(address, headers={"Accept-Language": language}),
        client.post(address, headers={"Accept-Language": language}),
    ):
        assert (answer.status_code, words in answer.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("wished", "tag", "title"),
    [
        ("vi-VN,vi;q=0.9,ko;q=0.5", "vi", "Liên kết không đầy đủ"),
        ("zh-CN,zh;q=0.9", "zh-Hans", "链接不完整"),
        ("zh-TW,en;q=0.8", "en", "This link is incomplete"),
    ],
)
def test_foreign_workers_read_their_own_language(client: Client, wished: str, tag: str, title: str) -> None:
    answer = client.get("/mail/sign", headers={"Accept-Language": wished})
    assert (answer["Content-Language"], f'<html lang="{tag}">' in answer.text, title in answer.text) == (
        tag,
        True,
        True,
    )


def test_a_signer_reads_and_agrees_in_the_language_of_the_switch(client: Client, acme: Company) -> None:
    home = first(client, start.start(order(acme)))
    Signer.objects.update(consented="")
    page = client.get(f"{home}?lang=vi").text
    assert "Đồng ý và mở" in page
    assert all(language.own_name in page for language in ReaderLanguage)
    client.post(f"{home}/consent", {"version": consents.CURRENT, "language": "vi", "agree": "on"})
    assert Event.objects.get(kind=Event.Kind.CONSENTED).payload["language"] == "vi"
    assert "Hãy đọc tài liệu." in client.get(home).text
