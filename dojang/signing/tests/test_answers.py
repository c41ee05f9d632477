"""What every answer of this door carries, whatever it says."""

import json
import re

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import resolve

from dojang.companies.models import Company
from dojang.flow import start
from dojang.pages import error_pages
from dojang.pages.bounds import ViewBounds
from dojang.signing.page_view import MAX_BODY_BYTES
from dojang.signing.tests.visiting import come_in, first, token_in
from dojang.signing.urls import urlpatterns
from tests.factories import order

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]


@pytest.fixture
def places(client: Client, acme: Company) -> list[str]:
    """Addresses of every kind of answer: pages, pictures, redirects, errors."""
    started = start.start(order(acme))
    home, reading = first(client, started), come_in(client, started.starter_token)
    preview = start.preview(order(acme))
    return [
        f"/mail/sign?token={token_in(started.first.url)}", f"/api/acme/sign?token={started.starter_token}", home, reading,
        f"{home}/page/1", f"{home}/approve", f"{home}/document", "/s/999", "/view/x", "/download/x", "/preview/x",
        preview[preview.index("/preview/"):], "/nowhere",
    ]  # fmt: skip


def test_every_answer_carries_the_headers(client: Client, places: list[str]) -> None:
    for place in places:
        answer = client.get(place)
        policy = answer["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), place
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] in ("no-referrer", "same-origin")
        assert "geolocation=()" in answer["Permissions-Policy"]
        assert answer["Cache-Control"].startswith(("no-store", "private"))


def test_addresses_that_hold_a_secret_are_told_to_nobody(client: Client, places: list[str]) -> None:
    for place in places:
        if re.match(r"/(mail|api|view|download|preview)", place):
            assert client.get(place)["Referrer-Policy"] == "no-referrer", place


def test_no_page_has_script_or_style_of_its_own_outside_the_nonce(client: Client, places: list[str]) -> None:
    for place in places:
        answer = client.get(place)
        if answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
            assert not re.search(r"<[^>]+\s(style|on\w+)=", page), place
            assert all(nonce and f'nonce="{nonce[1]}"' in tag for tag in re.findall(r"<style[^>]*>", page))
            assert all("src=" in tag or "json" in tag for tag in re.findall(r"<script[^>]*>", page))
            assert not re.search(r"""(src|href|action)=["'](https?:)?//""", page), place


def test_each_page_has_a_nonce_of_its_own(client: Client, places: list[str]) -> None:
    assert len({client.get(places[2])["Content-Security-Policy"] for _ in range(3)}) == 3


def test_a_company_lets_its_listed_origins_frame_its_signing_pages(client: Client, acme: Company) -> None:
    acme.frame_origins = ["https://app.acme.test", "javascript:alert(1)"]
    acme.save()
    answer = client.get(first(client, start.start(order(acme))))
    assert answer["Content-Security-Policy"].endswith("frame-ancestors https://app.acme.test")
    assert "X-PageFrame-Options" not in answer


def test_a_method_that_is_not_meant_is_told_which_are(client: Client, places: list[str]) -> None:
    answer = client.put(places[2])
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "이 방법으로는" in answer.content.decode()
    assert client.post("/view/x").status_code == 405


def test_methods_and_sizes_are_checked_before_a_form_is_read_for_its_token(places: list[str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/view/x").status_code == 405
    large = strict.post(f"{places[2]}/approve", CONTENT_LENGTH=str(MAX_BODY_BYTES + 1))
    assert (large.status_code, large["Content-Type"]) == (413, "text/html; charset=utf-8")
    assert strict.post(f"{places[2]}/approve").status_code == 403


def test_a_form_needs_the_token_of_our_page_unless_it_holds_a_secret_itself(acme: Company) -> None:
    strict = Client(enforce_csrf_checks=True)
    number = first(strict, start.start(order(acme))).removeprefix("/s/")
    known = {"<int:session_id>": number, "<str:token>": "x", "<slug:company>": "acme"}
    without_token = set()
    for pattern in urlpatterns:
        takes: ViewBounds = getattr(pattern.callback, "takes")  # noqa: B009 — mypy knows views as plain functions
        if "POST" in takes.methods:
            address = str(pattern.pattern)
            for place, value in known.items():
                address = address.replace(place, value)
            if strict.post(f"/{address}").status_code != 403:
                without_token.add(str(pattern.pattern))
    assert without_token == {"mail/sign", "api/<slug:company>/sign"}


def test_an_unknown_address_has_a_page_in_the_readers_language(client: Client) -> None:
    answer = client.get("/nowhere", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_our_own_failure_has_a_page_that_needs_no_database(rf: RequestFactory) -> None:
    answer = error_pages.server_error(rf.get("/s/1", headers={"Accept-Language": "ja"}))
    assert answer.status_code == 500
    assert "問題が発生しました" in answer.content.decode()


def test_our_own_failure_is_told_to_a_script_in_json(rf: RequestFactory) -> None:
    request = rf.post("/s/1/draft", headers={"Accept-Language": "ja"})
    request.resolver_match = resolve("/s/1/draft")
    answer = error_pages.server_error(request)
    assert (answer.status_code, "こちら側の問題" in json.loads(answer.content)["text"]) == (500, True)


def test_a_body_that_django_finds_too_large_is_told_as_such(rf: RequestFactory) -> None:
    assert error_pages.bad_request(rf.post("/"), RequestDataTooBig()).status_code == 413
    assert error_pages.bad_request(rf.post("/"), None).status_code == 400


def test_the_switch_of_languages_leads_nowhere_else_however_the_address_begins(client: Client) -> None:
    page = client.get("/", PATH_INFO="//choi.example/contract").content.decode()
    assert 'href="/%2Fchoi.example/contract?lang=en"' in page
    assert 'href="//' not in page
