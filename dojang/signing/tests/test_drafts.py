"""Drafts: what a signer has entered is kept box by box, for themself alone, until they act."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dojang.companies.models import Company
from dojang.companies.rate_limits import RateLimit
from dojang.contracts.models import Contract, Draft, Event, FieldValue
from dojang.exports.models import Delivery
from dojang.exports.order import ExportOrder
from dojang.flow import changes, drafts, start, termination
from dojang.flow.changes import SignerChange
from dojang.flow.outbox import invite
from dojang.lib import blobs, clock
from dojang.lib.visitor import NOBODY
from dojang.pdf.tests.test_ink_extraction import BLUE, jpeg, on_paper
from dojang.signing.tests.test_document import ANSWER, EVERY_KIND, INK, NAME, PHOTO, SIGN, png, upload
from dojang.signing.tests.visiting import come_in, current, data_in, open_link, refused, token_in
from dojang.signing.views.activity import MAX_DRAFT_BYTES
from tests import factories
from tests.factories import order, signer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]


@pytest.fixture
def contract(db: None) -> Contract:
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=EVERY_KIND)
    export = ExportOrder(url="https://example.com/hook", scope="ALL", request_code="")
    return start.start(order(company, export=export)).contract


@pytest.fixture
def home(client: Client, contract: Contract) -> str:
    return current(client, contract)


def keep(client: Client, home: str, question: str, **entered: object) -> int:
    return client.post(f"{home}/draft", {"question": question, **entered}).status_code


def page(client: Client, home: str) -> str:
    return client.get(home).content.decode()


def shown_until(client: Client, home: str) -> str:
    return page(client, home).partition('name="drafts" value="')[2].partition('"')[0]


def test_what_was_entered_is_there_again_after_a_reload_and_at_another_device(
    client: Client, contract: Contract
) -> None:
    token, other = token_in(invite(contract).url), Client()
    home = come_in(client, token)
    entered: dict[str, dict[str, object]] = {
        "q0": {NAME: "이서"}, "q1": {"f1": "Y"}, "q2": {ANSWER: "3"}, "q4": {"f4": "2026-11-22"}, "q6": {SIGN: INK},
    }  # fmt: skip
    assert [keep(client, home, question, **values) for question, values in entered.items()] == [200] * 5
    for reader, where in ((client, home), (other, come_in(other, token))):
        told = page(reader, where)
        for again in (
            'value="이서"',
            'value="Y" checked',
            'value="3" data-spot="s3" checked',
            'value="2026-11-22"',
            "0.1, 0.6",
        ):
            assert again in told


def test_a_draft_is_no_entry_and_nobody_else_sees_it(client: Client, contract: Contract, home: str) -> None:
    before = FieldValue.objects.count(), Event.objects.count(), Delivery.objects.count()
    keep(client, home, "q0", **{NAME: "unsure"})
    assert (FieldValue.objects.count(), Event.objects.count(), Delivery.objects.count()) == before
    approved = {NAME: "Lee", ANSWER: "2", SIGN: INK}
    client.post(f"{home}/approve", approved)
    assert "unsure" not in page(client, current(client, contract))
    assert b"unsure" not in b"".join(bytes(one.body) for one in Delivery.objects.all())
    assert FieldValue.objects.get(name="name").text == "Lee"


def test_a_picture_is_kept_shown_and_approved_with_the_page_that_showed_it(
    client: Client, contract: Contract, home: str
) -> None:
    assert keep(client, home, "q5", **{PHOTO: upload(png(color="teal"))}) == 200
    assert f'src="{home}/picture/5"' in page(client, home)
    assert client.get(f"{home}/picture/5")["Content-Type"] == "image/png"
    until = shown_until(client, home)
    client.post(f"{home}/approve", {NAME: "Lee", ANSWER: "2", SIGN: INK, "drafts": until})
    assert data_in("photo")["kind"] == "picture"
    assert not Draft.objects.exists()


def test_a_photo_is_approved_byte_for_byte_as_it_was_kept(client: Client, contract: Contract, home: str) -> None:
    photo = SimpleUploadedFile("photo.jpg", jpeg(on_paper(BLUE)), "image/jpeg")
    assert keep(client, home, "q5", **{PHOTO: photo}) == 200
    kept = Draft.objects.get(name="photo").data
    client.post(f"{home}/approve", {NAME: "Lee", ANSWER: "2", SIGN: INK, "drafts": shown_until(client, home)})
    assert data_in("photo") == kept


def lose(name: str) -> None:
    """Take the picture of a draft out of the store."""
    data = Draft.objects.get(name=name).data
    assert data is not None
    blobs.delete([data["blob"]])


def test_a_picture_that_the_store_lost_is_asked_for_again_at_its_box(
    client: Client, contract: Contract, home: str
) -> None:
    keep(client, home, "q5", **{PHOTO: upload(png(color="navy"))})
    form = {NAME: "Lee", ANSWER: "2", SIGN: INK, "drafts": shown_until(client, home)}
    lose("photo")
    asked_again = refused(client, f"{home}/approve", form)
    assert "사진을 읽을 수 없습니다" in asked_again.partition('id="q5-error"')[2][:200]
    client.post(f"{home}/approve", {**form, PHOTO: upload(png(color="olive"))})
    assert data_in("photo")["kind"] == "picture"


def test_the_page_for_a_lost_picture_does_not_say_that_the_company_was_notified(
    client: Client, contract: Contract, home: str
) -> None:
    keep(client, home, "q5", **{PHOTO: upload(png(color="maroon"))})
    lose("photo")
    answer = client.get(f"{home}/picture/5")
    assert answer.status_code == 500
    assert "보낸 회사에 알려 주세요" in answer.content.decode()


def test_what_came_later_from_another_device_is_not_approved_with_a_page_that_did_not_show_it(
    client: Client, contract: Contract, home: str
) -> None:
    keep(client, home, "q0", **{NAME: "Lee"})
    until = shown_until(client, home)
    keep(client, home, "q6", **{SIGN: INK})
    client.post(f"{home}/approve", {NAME: "Lee", ANSWER: "2", "drafts": until})
    contract.refresh_from_db()
    assert contract.turn == 1
    assert "0.1, 0.6" in page(client, home)


@pytest.mark.parametrize("until", ["", "yesterday", "2026-01-01", "9" * 400])
def test_a_page_that_tells_no_time_approves_no_draft(client: Client, contract: Contract, home: str, until: str) -> None:
    keep(client, home, "q6", **{SIGN: INK})
    client.post(f"{home}/approve", {NAME: "Lee", ANSWER: "2", "drafts": until})
    contract.refresh_from_db()
    assert contract.turn == 1


def test_a_signature_and_a_seal_that_were_made_are_kept_and_approved_with_the_page_that_showed_them(
    client: Client, contract: Contract, home: str
) -> None:
    typed = {"f6.way": "type", "f6.text": "이서연", "f6.font": "pen"}
    sealed = {"f7.way": "seal", "f7.seal": "이서연", "f7.shape": "oval"}
    assert [keep(client, home, "q6", **typed), keep(client, home, "q7", **sealed)] == [200, 200]
    until = shown_until(client, home)
    assert client.post(f"{home}/approve", {NAME: "Lee", ANSWER: "2", "drafts": until}).status_code == 303
    assert [data_in(name)["kind"] for name in ("sign", "seal")] == ["typed", "seal"]


def test_a_box_that_was_emptied_stays_empty(client: Client, contract: Contract, home: str) -> None:
    for value in ("Lee", ""):
        keep(client, home, "q0", **{NAME: value})
    assert 'name="f0" value="Lee"' not in page(client, home)


def test_drafts_are_gone_once_the_signer_has_acted(client: Client, contract: Contract, home: str) -> None:
    keep(client, home, "q0", **{NAME: "Lee"})
    client.post(f"{home}/reject", {"opinion": "no"})
    assert not Draft.objects.exists()
    assert keep(client, home, "q0", **{NAME: "Lee"}) == 409


def test_drafts_are_gone_once_the_contract_ends(client: Client, contract: Contract, home: str) -> None:
    keep(client, home, "q0", **{NAME: "Lee"})
    termination.cancel(contract.pk, contract.starter, "", NOBODY)
    assert not Draft.objects.exists()
    termination.delete(contract.pk, contract.starter, NOBODY)


def test_who_takes_a_signers_place_does_not_see_what_they_had_begun(
    client: Client, contract: Contract, home: str
) -> None:
    keep(client, home, "q0", **{NAME: "Lee's secret"})
    changes.change_signer(contract.pk, 1, SignerChange(name="Choi"), contract.starter, NOBODY)
    assert "secret" not in page(client, current(client, contract))


@pytest.mark.parametrize(("question", "entered", "status"), [
    ("q0", {NAME: "x" * 10_001}, 422),
    ("q0", {NAME: "a\0b"}, 422),
    ("q6", {SIGN: "{broken"}, 422),
    ("q6", {SIGN: json.dumps({"kind": "\ud800", "ratio": 2, "strokes": [["\0"]]})}, 422),
    ("q6", {"f6.way": "type", "f6.text": "a\0b", "f6.font": "pen"}, 422),
    ("q6", {"f6.way": "type", "f6.text": "Lee", "f6.font": "no such hand"}, 422),
    ("q5", {PHOTO: upload(b"GIF89a")}, 422),
    ("q8", {"f8": "of a locked box"}, 422),
    ("q9", {"f9": "of somebody else's box"}, 422),
    ("", {}, 422),
])  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(
    client: Client, home: str, question: str, entered: dict[str, object], status: int
) -> None:
    answer = client.post(f"{home}/draft", {"question": question, **entered})
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert answer.json()["text"]
    assert not Draft.objects.exists()


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=", "multipart/form-data; boundary=\u00e9"])
def test_a_form_that_cannot_be_read_is_refused_in_words(client: Client, home: str, kind: str) -> None:
    answer = client.post(f"{home}/draft", b"--x\r\n", content_type=kind)
    assert (answer.status_code, bool(answer.json()["text"])) == (400, True)


def test_the_form_comes_from_our_page_in_a_session_and_in_bounds(contract: Contract) -> None:
    strict = Client(enforce_csrf_checks=True)
    home = current(strict, contract)
    answers = [
        strict.post(f"{home}/draft", {"question": "q0", NAME: "Lee"}),
        Client().post(f"{home}/draft", {"question": "q0", NAME: "Lee"}),
        strict.get(f"{home}/draft"),
        strict.post(f"{home}/draft", {}, headers={"Content-Length": str(MAX_DRAFT_BYTES + 1)}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 405, 413]
    assert all(answer.json()["text"] for answer in answers)


def test_too_often_is_told_with_the_time_to_wait(client: Client, home: str) -> None:
    with clock.stopped_at(clock.now()):
        statuses = [keep(client, home, "q0", **{NAME: "Lee"}) for _ in range(drafts.SAVES.most + 1)]
        answer = client.post(f"{home}/draft", {"question": "q0", NAME: "Lee"})
    assert (set(statuses[:-1]), statuses[-1]) == ({200}, 429)
    assert int(answer["Retry-After"]) >= 1


@pytest.mark.parametrize("limit", ["PICTURES", "PICTURES_A_DAY"])
def test_pictures_are_kept_no_faster_than_anyone_takes_them(
    client: Client, home: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, limit, RateLimit("two-pictures", 2, timedelta(hours=1)))
    photos = [keep(client, home, "q5", **{PHOTO: upload(png())}) for _ in range(3)]
    signs = [keep(client, home, "q6", **{SIGN: INK}) for _ in range(3)]
    assert (photos, signs) == ([200, 200, 429], [200] * 3)


def test_nothing_is_kept_of_who_has_not_proved_who_they_are_or_not_agreed(client: Client, acme: Company) -> None:
    lee = signer("Lee", factories.LEE, access_code="secret1")
    home = open_link(
        client, token_in(start.start(order(acme, signers=[lee, signer("Park", factories.PARK)])).first.url)
    )
    assert keep(client, home, "q0", f0="Lee") == 409
    client.post(f"{home}/code", {"code": "secret1"})
    assert keep(client, home, "q0", f0="Lee") == 409
    assert not Draft.objects.exists()
