"""The page of the API."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from dojang.api.docs.calls import groups
from dojang.api.docs.said import SAID
from dojang.api.docs.texts import GROUPS, TEXTS
from dojang.api.openapi import document
from dojang.api.templatetags.inline import inline
from dojang.lib.texts import Language
from dojang.signing.tests.conftest import chromium
from tests.accessible import complaints

__all__ = ["chromium"]


def page_text(query: str = "") -> str:
    response = Client().get(f"/api/docs{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_every_call_of_the_document_is_on_the_page() -> None:
    text = page_text("?lang=en")
    for path, methods in document()["paths"].items():
        assert f"<code>{path}</code>" in text
        for told in methods.values():
            assert all(code["request_code"] in text for code in told.get("x-calls", []))


def test_it_needs_no_other_host_and_runs_nothing_of_strangers() -> None:
    response = Client().get("/api/docs")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    loaded = re.findall(r'(?:src|href)="([^"#?][^"]*)"', response.content.decode())
    assert {address for address in loaded if not address.startswith(("/static/", "/api/", "data:"))} == set()


@pytest.mark.parametrize(("lang", "said"), [("ko", "호출 검색"), ("en", "Search the calls"), ("jp", "呼び出しを検索")])
def test_it_speaks_three_languages(lang: str, said: str) -> None:
    assert said in page_text(f"?lang={lang}")


@pytest.mark.parametrize(
    ("lang", "title", "result", "error"),
    [
        ("ko", "계약 시작", "인증키가 올바르지 않습니다.", "인증키가 없거나 올바르지 않습니다."),
        ("en", "Start a contract", "The authentication key is incorrect.", "The token is missing or opens nothing."),
        ("ja", "契約の開始", "認証キーが正しくありません。", "認証キーがないか、正しくありません。"),
    ],
)
def test_titles_results_and_errors_are_in_the_language_asked_for(
    lang: str, title: str, result: str, error: str
) -> None:
    text = page_text(f"?lang={lang}")
    assert (f">{title}</a></h3>" in text, result in text, error in text) == (True, True, True)


def test_every_title_and_every_error_is_said_in_every_language() -> None:
    operations = [told for methods in document()["paths"].values() for told in methods.values()]
    titles = {call.get("title", told["summary"]) for told in operations for call in told.get("x-calls", [{}])}
    errors = {
        one["description"] for told in operations for status, one in told["responses"].items() if status[0] != "2"
    }
    assert titles | errors == set(SAID)


def test_a_call_is_found_by_its_title_in_english_too() -> None:
    assert '<article id="1001Q"' in page_text("?lang=ko&q=log+in+1001q")
    assert '<article id="1001Q"' in page_text("?lang=ko&q=로그인+1001q")


def test_without_a_wish_it_speaks_the_browsers_language() -> None:
    answer = Client().get("/api/docs", headers={"Accept-Language": "fr, ja;q=0.8"})
    assert '<html lang="ja">' in answer.content.decode()


def test_a_search_finds_calls_by_words_codes_and_paths() -> None:
    assert '<article id="5005Q"' in page_text("?q=START+5005q")
    assert '<article id="1001Q"' not in page_text("?q=START+5005q")
    nothing = page_text("?lang=en&q=nothing+of+the+kind%00%3Cscript%3E")
    assert ("No call matches." in nothing, "<article" in nothing, "<script>" in nothing) == (True, False, False)


def test_a_coded_call_is_told_with_its_fields_codes_and_examples() -> None:
    (start,) = [call for group in groups(document()) for call in group.calls if call.code == "5005Q"]
    assert {"workflow_name", "player_list[].email", "export_api_info.url"} <= {field.name for field in start.takes}
    assert "header" not in {field.name for field in start.takes}
    assert {"00", "13", "94"} <= {code for code, _ in start.results}
    assert "curl -X POST 'http://localhost:8000/api/{comp_id}/startsimple'" in start.curl


def test_every_group_is_named_in_every_language() -> None:
    assert [group.name for group in groups(document()) if group.name not in GROUPS] == []


def test_what_stands_in_a_description_is_never_html() -> None:
    assert inline("`<b>` & <i>") == "<code>&lt;b&gt;</code> &amp; &lt;i&gt;"


@pytest.mark.parametrize("name", TEXTS | GROUPS)
def test_every_word_around_the_calls_exists_in_every_language(name: str) -> None:
    text = (TEXTS | GROUPS)[name]
    assert all(getattr(text, language) for language in Language)


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce")  # what looks for faults is a stranger
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", Language)
def test_it_is_fit_for_everybody(reader: Page, live_server: LiveServer, language: Language) -> None:
    reader.set_viewport_size({"width": 360, "height": 740})
    reader.goto(f"{live_server.url}/api/docs?lang={language}")
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.goto(f"{live_server.url}/api/docs?lang={language}&q=start+5005q")  # of all calls it would take very long
    reader.locator("article").first.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert complaints(reader) == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_search_answers_while_one_types(reader: Page, live_server: LiveServer) -> None:
    reader.goto(f"{live_server.url}/api/docs?lang=en")
    reader.keyboard.press("/")
    reader.keyboard.type("1001q log")
    assert [reader.locator(f"[id='{code}']").is_visible() for code in ("1001Q", "5005Q")] == [True, False]
    reader.keyboard.type(" no such thing")
    assert reader.get_by_text("No call matches.").is_visible()
