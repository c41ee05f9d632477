"""What would be refused in the end is said at its box while it is typed, and what could stand there instead."""

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from dojang.contracts.models import Draft, FieldValue
from dojang.flow import start
from dojang.signing.tests.test_document import ANSWER, DAY, INK, NAME, PHOTO, SIGN, contract, home, png, upload
from dojang.signing.tests.test_in_browser import approve, asked, begin, draw, link, next_question, open_document, phone
from dojang.signing.tests.visiting import current, refused
from tests import factories
from tests.factories import field, order

__all__ = ["contract", "home", "link", "phone"]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
KATSURAGI = "\u845b\U000e0100城"


def told(client: Client, home: str, typed: str, question: str = "q0", name: str = NAME) -> dict[str, str]:
    answer = client.post(f"{home}/draft", {"question": question, name: typed})
    assert answer.status_code == 200
    found: dict[str, str] = answer.json()
    return found


def test_a_draft_is_kept_and_what_is_wrong_with_it_is_told(client: Client, home: str) -> None:
    assert told(client, home, "홍\u3164길동")["problem"] == "문서에 쓸 수 없는 글자가 있습니다: U+3164 HANGUL FILLER"
    assert Draft.objects.get().text == "홍\u3164길동"


def test_what_carries_nothing_is_no_problem(client: Client, home: str) -> None:
    assert told(client, home, "\ufeff홍길동\u200b") == {}


def test_a_variant_is_named_with_what_could_stand_there_instead(client: Client, home: str) -> None:
    assert told(client, home, KATSURAGI) == {
        "problem": "\u845b\U000e0100 (U+845B U+E0100): 이 이체자는 문서에 쓸 수 없습니다. 葛(으)로 써 주세요.",
        "instead": "葛城",
        "words": "葛(으)로 쓰기",
    }


LONG = "아주 긴 이름을 가진 사람 " * 12
NARROW = [field("s", "text", 1, w=0.1, h=0.02), field("b", "text", 2, 0.5)]


@pytest.fixture
def narrow(client: Client, db: None) -> str:
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=NARROW)
    return current(client, start.start(order(company)).contract)


def test_a_text_too_long_for_its_box_is_told_with_what_fits(client: Client, narrow: str) -> None:
    problem = told(client, narrow, LONG)["problem"]
    assert problem.startswith("칸보다 깁니다.")
    fit = int(problem.partition(" 자")[0].partition("깁니다. ")[2].partition("자")[0])
    assert told(client, narrow, LONG[:fit]) == {}
    assert told(client, narrow, LONG[: fit + 1].rstrip() + "가") != {}


def test_without_script_a_text_too_long_is_refused_at_its_box_and_not_lost(client: Client, narrow: str) -> None:
    page = refused(client, f"{narrow}/approve", {"f0": LONG})
    assert "칸보다 깁니다." in page
    assert LONG in page
    assert not FieldValue.objects.exists()


def test_a_date_that_is_none_is_told_at_once(client: Client, home: str) -> None:
    assert told(client, home, "2026-02-30", "q4", DAY) == {"problem": "날짜가 올바르지 않습니다."}


def test_without_script_a_variant_comes_back_replaced_and_approving_again_agrees(client: Client, home: str) -> None:
    page = refused(client, f"{home}/approve", {NAME: KATSURAGI, ANSWER: "2", SIGN: INK})
    assert 'value="葛城"' in page
    assert "(U+845B U+E0100): 이 이체자는 쓸 수 없어 葛(으)로 바꿔 두었습니다." in page
    assert not FieldValue.objects.filter(name="name").exists()
    assert client.post(f"{home}/approve", {NAME: "葛城", ANSWER: "2", SIGN: INK}).status_code == 303


def test_a_made_signature_with_a_variant_is_refused_with_what_can_be_written(client: Client, home: str) -> None:
    made = {f"{SIGN}.way": "type", f"{SIGN}.text": KATSURAGI, f"{SIGN}.font": "pen"}
    page = refused(client, f"{home}/approve", {NAME: "Lee", ANSWER: "2", **made})
    assert "(U+845B U+E0100): 이 이체자는 문서에 쓸 수 없습니다. 葛(으)로 써 주세요." in page


@pytest.mark.parametrize("paper", [{}, {f"{SIGN}.paper": "keep"}])
def test_a_white_picture_is_no_signature(client: Client, home: str, paper: dict[str, str]) -> None:
    sent = {f"{SIGN}.way": "picture", f"{SIGN}.file": upload(png(64, "white")), **paper}
    kept = client.post(f"{home}/draft", {"question": "q6", **sent})
    assert (kept.status_code, kept.json()["text"].startswith("사진에서 서명이나 도장이 보이지 않습니다.")) == (
        422,
        True,
    )
    sent[f"{SIGN}.file"] = upload(png(64, "white"))
    page = refused(client, f"{home}/approve", {NAME: "Lee", ANSWER: "2", **sent})
    assert "사진에서 서명이나 도장이 보이지 않습니다." in page
    assert not FieldValue.objects.filter(name="sign").exists()


def test_a_white_picture_is_a_photo(client: Client, home: str) -> None:
    assert client.post(f"{home}/draft", {"question": "q5", PHOTO: upload(png(64, "white"))}).status_code == 200


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_signer_is_told_while_typing_and_takes_what_can_be_written(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    next_question(page)
    question = asked(page, "name")
    question.locator("input").fill(KATSURAGI)
    expect(question.locator(".error")).to_contain_text("U+845B U+E0100")
    next_question(page)
    asked(page, "name")  # it does not move on
    question.get_by_role("button", name="葛(으)로 쓰기").click()
    expect(question.locator("input")).to_have_value("葛城")
    expect(question.locator(".error")).to_have_text("")
    next_question(page)
    asked(page, "ok")
    page.locator("#s2").click()
    page.locator("#s6").click()
    draw(page, asked(page, "sign"))
    while not page.locator("#approve[open]").count():
        next_question(page)
    approve(page)
    assert FieldValue.objects.get(name="name").text == "葛城"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_problem_that_is_known_after_the_signer_moved_on_is_still_said(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    next_question(page)
    asked(page, "name").locator("input").fill("홍\u3164길동")
    next_question(page)
    asked(page, "ok")
    expect(page.locator("#q0 .error")).to_contain_text("U+3164 HANGUL FILLER")
    expect(page.locator("[data-jump]")).to_be_visible()
    expect(page.locator("#s0")).to_have_attribute("data-wrong", "")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_text_too_long_is_told_while_typing_until_it_fits(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, NARROW))
    question = asked(page, "s")
    question.locator("input").fill(LONG)
    expect(question.locator(".error")).to_contain_text("칸보다 깁니다")
    next_question(page)
    asked(page, "s")
    question.locator("input").fill("이서연")
    expect(question.locator(".error")).to_have_text("")
    next_question(page)
    approve(page)
    assert FieldValue.objects.get(name="s").text == "이서연"
