"""Inside another site's page, over HTTP: which cookies a frame is given, and what it is shown when it keeps none."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from dojang.companies.models import Company
from dojang.contracts.models import Link, Session
from dojang.flow import start
from dojang.lib import clock
from dojang.signing.tests.visiting import token_in
from tests.factories import order

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
SHOP = "https://shop.example"
FRAMED = {"Sec-Fetch-Dest": "iframe"}
PLACE = "/api/acme/sign"


@pytest.fixture
def token(acme: Company) -> str:
    Company.objects.update(frame_origins=[SHOP])
    return token_in(start.start(order(acme)).first.url)


def enter(client: Client, token: str) -> HttpResponse:
    """A frame opens the link and sends its form, as a browser does that keeps the cookies it is given."""
    client.get(PLACE, {"token": token}, headers=FRAMED)
    return client.post(PLACE, {"token": token, "asked": "1"}, headers=FRAMED)  # type: ignore[return-value]


def test_every_cookie_of_a_frame_is_partitioned(client: Client, token: str) -> None:
    came = enter(client, token)
    page = client.get(came["Location"], headers=FRAMED)
    cookies = [*came.cookies.values(), *page.cookies.values()]
    assert {cookie.key.rstrip("0123456789") for cookie in cookies} == {"dojang_s", "dojang_l", "csrf"}
    for cookie in cookies:
        assert re.search(r"; SameSite=None;.*Secure; Partitioned$", cookie.OutputString()), cookie.OutputString()


def test_a_window_of_its_own_keeps_its_strict_cookies(client: Client, token: str) -> None:
    came = client.post(PLACE, {"token": token}, headers={"Sec-Fetch-Dest": "document"})
    assert all("Lax" in cookie.OutputString() for cookie in came.cookies.values())
    assert "Partitioned" not in came.cookies.output()


def test_a_company_that_lets_nobody_frame_its_pages_gives_no_such_cookie(client: Client, token: str) -> None:
    Company.objects.update(frame_origins=[])
    assert "Partitioned" not in enter(client, token).cookies.output()


@pytest.mark.parametrize(
    "path", ["/api/acme/sign?token={}", "/mail/sign?token={}", "/mail/sign?token=unknown", "/view/nothing"]
)
def test_in_a_page_that_is_not_listed_it_says_why_and_shows_nothing(client: Client, token: str, path: str) -> None:
    around = FRAMED | {"Referer": "https://evil.example/a/b?c", "Sec-Fetch-Site": "cross-site"}
    answer = client.get(path.format(token), headers=around)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "https://evil.example" in page
    assert "/a/b" not in page
    assert "<form" not in page
    assert f'href="{path.format(token)}" target="_blank" rel="noopener"' in page
    assert answer["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "X-PageFrame-Options" not in answer
    assert not answer.cookies


def test_a_listed_page_or_one_that_does_not_tell_its_origin_gets_the_page_itself(client: Client, token: str) -> None:
    for around in ({"Referer": f"{SHOP}/"}, {}, {"Referer": "http://testserver/s/1"}):
        answer = client.get(PLACE, {"token": token}, headers=FRAMED | around)
        assert (answer.status_code, "<form" in answer.content.decode()) == (200, True)
        assert answer["Content-Security-Policy"].endswith(f"frame-ancestors {SHOP}")


def test_where_no_page_is_listed_every_frame_says_so(client: Client, token: str) -> None:
    Company.objects.update(frame_origins=[])
    page = client.get(PLACE, {"token": token}, headers=FRAMED)
    assert (page.status_code, "목록에 없습니다" in page.content.decode()) == (403, True)


def test_a_token_that_was_posted_into_such_a_frame_opens_in_a_window(client: Client, token: str) -> None:
    answer = client.post(PLACE, {"token": token}, headers=FRAMED | {"Referer": "https://evil.example/"})
    assert f'href="{PLACE}?token={token}" target="_blank"' in answer.content.decode()
    assert not Session.objects.exists()


def test_a_frame_that_keeps_no_cookie_is_offered_a_window_and_nothing_is_exchanged(client: Client, token: str) -> None:
    asked = client.get(PLACE, {"token": token, "callback_fn": "true"}, headers=FRAMED)
    client.cookies.clear()
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', asked.content.decode()))
    page = client.post(PLACE, form, headers=FRAMED)
    assert f'href="{PLACE}?callback_fn=true&amp;token={token}" target="_blank"' in page.content.decode()
    assert page["Content-Security-Policy"].endswith(f"frame-ancestors {SHOP}")
    assert not Session.objects.exists()


def test_a_token_posted_straight_into_a_frame_is_asked_about_first(client: Client, token: str) -> None:
    first = client.post(PLACE, {"token": token}, headers=FRAMED)
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', first.content.decode()))
    assert client.post(PLACE, form, headers=FRAMED).status_code == 303


def test_a_dead_link_is_told_inside_the_companys_page_too(client: Client, token: str) -> None:
    home = enter(client, token)["Location"]
    Link.objects.filter(signer__step=1).update(revoked_at=clock.now(), revoke_reason=Link.RevokeReason.REPLACED)
    for answer in (enter(client, token), client.get(home, headers=FRAMED)):
        assert answer.status_code == 410
        assert answer["Content-Security-Policy"].endswith(f"frame-ancestors {SHOP}")
