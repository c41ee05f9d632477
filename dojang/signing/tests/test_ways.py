"""The ways of signing over HTTP: what a form says, what may be looked at while it is made, and by whom."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dojang.companies.rate_limits import RateLimit
from dojang.contracts.models import Contract, FieldValue
from dojang.flow import acts, start
from dojang.pdf.tests.test_ink_extraction import BLUE, jpeg, on_paper
from dojang.signing.tests.visiting import approve_directly, current, data_in, refused
from dojang.signing.views import figures
from tests import factories
from tests.factories import STROKES, field, order, signer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
PHOTO = jpeg(on_paper(BLUE))
TYPED = {"f0.way": "type", "f0.text": " 이서연 ", "f0.font": "pen"}
SEALED = {"f1.way": "seal", "f1.seal": "이서연", "f1.shape": "oval"}


@pytest.fixture
def contract(db: None) -> Contract:
    company = factories.company()
    factories.member(company)
    fields = [field("sign", "signature", 1, 0.1), field("stamp", "stamp", 1, 0.3), field("other", "signature", 2, 0.5)]
    factories.template(company, fields=fields)
    return start.start(order(company)).contract


@pytest.fixture
def home(client: Client, contract: Contract) -> str:
    return current(client, contract)


def upload(data: bytes = PHOTO) -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", data, "image/jpeg")


def approved(client: Client, home: str, **entered: Any) -> dict[str, Any]:
    answer = client.post(f"{home}/approve", {name.replace("__", "."): value for name, value in entered.items()})
    assert answer.status_code == 303, answer.content.decode()
    return {row.name: row.data for row in FieldValue.objects.all()}


def test_the_chosen_way_is_what_is_kept(client: Client, home: str) -> None:
    photo = {"f0.file": upload(), "f0.paper": "clear", "f1.file": upload(), "f1.paper": "clear"}
    kept = approved(client, home, **TYPED, **SEALED, **photo)
    assert kept["sign"] == {"kind": "typed", "text": "이서연", "font": "pen"}
    assert kept["stamp"] == {"kind": "seal", "text": "이서연", "shape": "oval"}


def test_of_a_photo_the_ink_is_kept_or_the_whole_as_its_signer_wants(client: Client, home: str) -> None:
    papers = {"f0.way": "picture", "f0.paper": "clear", "f1.way": "picture", "f1.paper": "keep"}
    kept = approved(client, home, **papers, **{"f0.file": upload(), "f1.file": upload()})
    assert (kept["sign"]["media_type"], kept["stamp"]["media_type"]) == ("image/png", "image/jpeg")


@pytest.mark.parametrize("entered", [{"f0.way": "type", "f0.text": "Lee"}, {"f0.way": "picture"}, {"f0.way": "draw"}])
def test_a_way_that_was_only_looked_at_changes_nothing(client: Client, contract: Contract, entered: Any) -> None:
    approve_directly(contract, {"sign": STROKES})
    parks = current(client, contract)
    client.post(f"{parks}/reject", {"opinion": "once more"})
    approved(client, current(client, contract), **entered)
    assert data_in("sign")["kind"] == "drawn"


def test_a_signature_without_a_name_is_an_empty_box(client: Client, home: str) -> None:
    assert approved(client, home, **TYPED | {"f0.text": " "})["sign"] is None


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        (TYPED | {"f0.text": "x" * 41}, "40자까지"),
        (TYPED | {"f0.text": "이🦜"}, "쓸 수 없는 글자가 있습니다: 🦜"),
        (TYPED | {"f0.font": "comic"}, "다시 그려"),
        (SEALED | {"f1.seal": "가나다라마바사" * 3}, "20자까지"),
        ({"f0.way": "picture", "f0.paper": "clear", "f0.file": b"GIF89a"}, "JPG 또는 PNG"),
        ({"f0.way": "picture", "f0": "data:image/png;base64,!!!"}, "JPG 또는 PNG"),
    ],
)
def test_what_cannot_be_made_is_told_at_its_box(client: Client, home: str, entered: dict[str, Any], words: str) -> None:
    files = {name: upload(value) if isinstance(value, bytes) else value for name, value in entered.items()}
    assert words in refused(client, f"{home}/approve", files)


def test_what_was_made_comes_back_with_a_page_that_was_refused(client: Client, home: str) -> None:
    wrong = SEALED | {"f1.seal": "가나다라마바사" * 3}
    photo = {"f0.way": "picture", "f0.file": upload(), "f0.paper": "clear"}
    page = refused(client, f"{home}/approve", wrong | photo)
    assert 'value="oval" checked' in page
    assert 'value="가나다라마바사가나다라마바사가나다라마바사"' in page
    until = page.partition('name="drafts" value="')[2].partition('"')[0]
    assert approved(client, home, drafts=until)["sign"]["media_type"] == "image/png"


@pytest.mark.parametrize(
    "drawing",
    [{"kind": "typed", "text": "x"}, {"kind": "seal", "text": "\ud800", "shape": "oval"}, {**STROKES, "url": 5}, []],
)
def test_a_drawing_that_is_none_or_says_more_than_one_is_no_fault_of_ours(
    client: Client, home: str, drawing: object
) -> None:
    sent = {"f0": json.dumps(drawing), "opinion": "x" * 251}
    assert 'role="alert"' in refused(client, f"{home}/approve", sent)


def test_a_later_signer_sees_what_was_made(client: Client, contract: Contract) -> None:
    approve_directly(contract, {"sign": {"kind": "typed", "text": "Lee", "font": "brush"}})
    assert (
        'class="spot-picture" src="data:image/svg+xml;base64,' in client.get(current(client, contract)).content.decode()
    )


@pytest.mark.parametrize("query", ["kind=typed&text=홍길동&font=brush", "kind=seal&text=홍길동&shape=round"])
def test_a_name_is_shown_as_it_will_be_sealed(client: Client, home: str, query: str) -> None:
    answer = client.get(f"{home}/made?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.startswith(b"<svg")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    "query", ["", "kind=photo", "kind=typed", "kind=typed&font=pen&text=", f"kind=typed&font=pen&text={'x' * 5000}"]
)
def test_what_cannot_be_shown_is_refused_in_words(client: Client, home: str, query: str) -> None:
    answer = client.get(f"{home}/made?{query}")
    assert answer.status_code == 422
    assert answer.json()["text"]


def test_the_ink_of_a_photo_is_shown_and_kept_nowhere(client: Client, home: str) -> None:
    answer = client.post(f"{home}/cut", {"file": upload()})
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "image/png", "no-store")
    assert answer.content.startswith(b"\x89PNG")
    assert not FieldValue.objects.exists()


@pytest.mark.parametrize("data", [b"", b"GIF89a", PHOTO[:3000], PHOTO + bytes(1_000_000)])
def test_what_is_no_photo_is_refused_in_words(client: Client, home: str, data: bytes) -> None:
    answer = client.post(f"{home}/cut", {"file": upload(data)})
    assert answer.status_code in (413, 422)
    assert answer.json()["text"]


def test_nobody_else_has_names_or_photos_made(client: Client, contract: Contract, home: str) -> None:
    asked = {"kind": "typed", "text": "x", "font": "pen"}
    choi = Client()
    assert choi.get(f"{home}/made", asked).status_code == 403
    assert choi.post(f"{home}/cut", {"file": upload()}).status_code == 403
    approve_directly(contract, {})
    assert client.get(f"{home}/made", asked).status_code == 409
    assert client.post(f"{home}/cut", {"file": upload()}).status_code == 409


def test_photos_are_looked_at_no_faster_than_anyone_takes_them(
    client: Client, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "CUTS", RateLimit("cut-out", 2, timedelta(hours=1)))
    answers = [client.post(f"{home}/cut", {"file": upload()}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].json()["text"]


def test_names_are_shown_no_faster_than_anyone_writes_them(
    client: Client, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "LOOKS", RateLimit("made", 2, timedelta(hours=1)))
    answers = [client.get(f"{home}/made?kind=typed&text=Lee&font=pen") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


@pytest.mark.parametrize("limit", ["APPROVALS", "APPROVALS_A_DAY"])
def test_a_page_that_is_sent_again_and_again_is_asked_to_wait(
    client: Client, home: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, limit, RateLimit("two-approvals", 2, timedelta(hours=1)))
    answers = [client.post(f"{home}/approve", {"opinion": "x" * 251}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 429]


def test_a_photo_is_taken_from_our_own_page_alone(contract: Contract) -> None:
    strict = Client(enforce_csrf_checks=True)
    home = current(strict, contract)
    assert strict.post(f"{home}/cut", {"file": upload()}).status_code == 403


def test_who_has_not_shown_who_they_are_has_nothing_made(client: Client, contract: Contract) -> None:
    lee = signer("Lee", factories.LEE, access_code="secret1")
    started = start.start(order(contract.company, signers=[lee, signer("Park", factories.PARK)]))
    home = current(client, started.contract)
    assert client.get(f"{home}/made", {"kind": "typed", "text": "x", "font": "pen"}).status_code == 409
