"""A shop whose page calls the server by itself, from another origin, as the vendor's helper for browsers does."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Hands, Shots, phone
from tests.journeys.integrator import COMP_ID, EMAIL, Integrator
from tests.journeys.server import PASSWORD
from tests.journeys.stories import TESTAPI

pytestmark = pytest.mark.browser


class Shelf(SimpleHTTPRequestHandler):
    """Serves the page, and keeps quiet about it."""

    def log_message(self, *_about: object) -> None:
        pass


@pytest.fixture
def shop() -> Iterator[str]:
    """The page, at an origin of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Shelf, directory=str(Path(__file__).parent))) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://localhost:{serving.server_port}/shop.html"
        serving.shutdown()


def test_a_page_logs_in_and_starts_what_is_signed_and_exported(kim: Integrator, browser: Browser, shop: str) -> None:
    told = start_from(shop, kim, browser)
    assert (told["login"]["result_code"], told["login"]["result_msg"]) == ("00", "성공적으로 로그인되었습니다.")
    assert told["started"]["header"]["result_msg"] == "Work Flow가 시작됩니다."
    contract, url = told["started"]["body"]["workflow_id"], told["started"]["body"]["play_url"]
    for number, signing in enumerate(TESTAPI.steps, start=1):
        with phone(browser, "ko-KR") as page:
            Hands(page, TESTAPI, signing, Shots(page, f"page-{number}")).sign(url)
        export = kim.next_export()
        assert (export["wfuid"], export["actionid"], export["worktype"]) == (contract, str(number), "CF")
        assert export["useremail"] == signing.contact
        url = export.get("play_url", "")
    assert (export["status"], export["employee"]) == ("Complete", TESTAPI.steps[0].answers["name"])


def start_from(shop: str, kim: Integrator, browser: Browser) -> dict[str, Any]:
    """What the page was answered after its button was pressed."""
    asked = {
        "server": kim.server.url, "company": COMP_ID, "email": EMAIL, "password": PASSWORD, "template": TESTAPI.number,
        "title": TESTAPI.title, "players": [{"email": one.contact, "name": one.name} for one in TESTAPI.steps],
        "fields": [{"field_name": name, "field_value": text} for name, text in TESTAPI.given.items()],
        "exports": kim.exports(request_params=[
            {"param_id": "employee", "param_value": "", "fields": [{"doc_id": TESTAPI.number, "field_name": "name"}]}
        ])["export_api_info"],
    }  # fmt: skip
    with phone(browser, "ko-KR") as page:
        page.goto(f"{shop}#{quote(json.dumps(asked))}")
        page.get_by_role("button", name="계약 시작").tap()
        page.locator("output:not(:empty)").wait_for()
        told: dict[str, Any] = json.loads(page.locator("output").inner_text())
        return told
