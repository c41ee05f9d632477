"""The document page over HTTP: shown, approved, rejected, and shown again when something is wrong."""

import hashlib
import json
import re
import secrets
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from dojang.companies.models import Company, Member
from dojang.contracts.models import Contract, Event, FieldValue, Signer
from dojang.flow import start, termination
from dojang.lib import blobs
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY
from dojang.library.layout import MAX_FIELDS
from dojang.pdf.images import take_picture
from dojang.signing.tests.visiting import approve_directly, current, data_in, first, refused
from tests import factories
from tests.factories import STROKES, field, order, signer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
INK = json.dumps(STROKES)
EVERY_KIND = [
    field("name", "text", 1, 0.05, required=True, max_length=10),
    field("ok", "check", 1, 0.10),
    field("yes", "radio", 1, 0.15, group="answer", required=True),
    field("no", "radio", 1, 0.20, group="answer", required=True),
    field("day", "date", 1, 0.25),
    field("photo", "picture", 1, 0.30),
    field("sign", "signature", 1, 0.40, required=True),
    field("seal", "stamp", 1, 0.50),
    field("fixed", "text", 1, 0.60, read_only=True, default="<b>as agreed</b>"),
    field("reply", "text", 2, 0.70),
]
NAME, OK, ANSWER, DAY, PHOTO, SIGN = "f0", "f1", "g2", "f4", "f5.file", "f6"


def png(side: int = 8, color: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (side, side), color).save(out, "PNG")
    return out.getvalue()


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.png", data, "image/png")


@pytest.fixture
def contract(db: None) -> Contract:
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=EVERY_KIND)
    return start.start(order(company)).contract


@pytest.fixture
def home(client: Client, contract: Contract) -> str:
    return current(client, contract)


def values(contract: Contract) -> dict[str, str]:
    return {row.name: row.text for row in FieldValue.objects.filter(contract=contract)}


def test_looking_changes_nothing(client: Client, contract: Contract, home: str) -> None:
    before = Event.objects.count(), values(contract)
    for path in ("", "/page/1", "/code", "/phone", "/phone/send", "/approve", "/reject", "/document"):
        client.get(f"{home}{path}")
    contract.refresh_from_db()
    assert (Event.objects.count(), values(contract)) == before
    assert (contract.status, contract.turn) == (Contract.Status.PLAYING, 1)


def test_the_page_shows_the_document_and_asks_for_the_signers_own_boxes(client: Client, home: str) -> None:
    page = client.get(home).content.decode()
    assert "A blank page." in page
    assert page.count('class="question"') == 7
    assert "&lt;b&gt;as agreed&lt;/b&gt;" in page
    assert "reply" not in page


def test_every_kind_of_box_is_filled_and_approved(client: Client, contract: Contract, home: str) -> None:
    filled = {NAME: "이서연", OK: "Y", ANSWER: "3", DAY: "2026-11-22", PHOTO: upload(png()), SIGN: INK}
    answer = client.post(f"{home}/approve", filled | {"opinion": "fine"})
    assert (answer.status_code, answer["Location"]) == (303, home)
    kept = values(contract)
    assert (kept["name"], kept["ok"], kept["yes"], kept["no"], kept["day"]) == ("이서연", "Y", "N", "Y", "2026-11-22")
    assert (data_in("photo")["kind"], data_in("sign")["kind"]) == ("picture", "drawn")
    assert "서명했습니다" in client.get(home).content.decode()


def test_approving_twice_gives_the_same_answer_and_one_event(client: Client, contract: Contract, home: str) -> None:
    answers = [client.post(f"{home}/approve", {NAME: "Lee", ANSWER: "2", SIGN: INK}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Event.objects.filter(kind=Event.Kind.APPROVED).count() == 1


def test_a_rejection_after_the_approval_changes_nothing(client: Client, contract: Contract, home: str) -> None:
    client.post(f"{home}/approve", {NAME: "Lee", ANSWER: "2", SIGN: INK})
    assert client.post(f"{home}/reject", {"opinion": "no"}).status_code == 303
    assert not Event.objects.filter(kind=Event.Kind.REJECTED).exists()


def test_empty_required_boxes_are_named_and_nothing_entered_is_lost(
    client: Client, contract: Contract, home: str
) -> None:
    page = refused(client, f"{home}/approve", {NAME: "이서연", OK: "Y", DAY: "2026-11-22", "opinion": "almost"})
    assert page.count("꼭 필요한 칸입니다.</p>") == 2
    for entered in ('value="이서연"', 'value="2026-11-22"', ">almost</textarea>"):
        assert entered in page
    assert 'value="Y" checked' in page
    assert "name" not in values(contract)


def test_a_refused_form_goes_on_by_get_and_says_what_is_wrong_once(client: Client, home: str) -> None:
    answer = client.post(f"{home}/approve", {NAME: "이서연"})
    assert (answer.status_code, answer["Location"]) == (303, home)
    pages = [client.get(home).content.decode() for _ in range(2)]
    assert [page.count("꼭 필요한 칸입니다.</p>") for page in pages] == [2, 0]
    assert all('value="이서연"' in page for page in pages)


def test_a_drawing_and_a_picture_come_back_with_the_page(client: Client, home: str) -> None:
    page = refused(client, f"{home}/approve", {SIGN: INK, PHOTO: upload(png())})
    assert '"strokes": [[[0.1, 0.6]' in page
    assert f'src="{home}/picture/5"' in page


@pytest.mark.parametrize("unreadable", [b"GIF89a" + bytes(40), png()[:30], png() + bytes(1_000_000)])
def test_a_picture_that_cannot_be_read_leaves_the_one_before_in_its_box(
    client: Client, home: str, unreadable: bytes
) -> None:
    kept = refused(client, f"{home}/approve", {PHOTO: upload(png(color="teal"))})
    before = client.get(f"{home}/picture/5").content
    page = refused(client, f"{home}/approve", {NAME: "Lee", ANSWER: "2", SIGN: INK, PHOTO: upload(unreadable)})
    assert f'src="{home}/picture/5"' in kept
    assert client.get(f"{home}/picture/5").content == before
    assert 'id="q5-error"></p>' not in page


def test_a_form_with_more_wrong_than_a_cookie_holds_is_refused_all_the_same(client: Client, home: str) -> None:
    page = refused(client, f"{home}/approve", {NAME: "Lee", "opinion": secrets.token_hex(5_000)})
    assert "의견은 250자까지" in page


@pytest.mark.parametrize(("entered", "words"), [
    ({NAME: "x" * 11}, "10자까지"),
    ({NAME: "a\U000130b8"}, "쓸 수 없는 글자"),
    ({DAY: "2026-13-01"}, "날짜가 올바르지"),
    ({SIGN: "{broken"}, "다시 그려"),
    ({SIGN: json.dumps({"kind": "drawn", "ratio": 2.5, "strokes": [[[0.5, 0.5]]]})}, "크게 그려"),
    ({SIGN: json.dumps({"kind": "drawn", "ratio": "x", "strokes": 7})}, "다시 그려"),
])  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_at_its_box(
    client: Client, home: str, entered: dict[str, str], words: str
) -> None:
    assert words in refused(client, f"{home}/approve", {NAME: "Lee", ANSWER: "2", SIGN: INK} | entered)


@pytest.mark.parametrize(("data", "words"), [
    (b"GIF89a" + bytes(40), "JPG 또는 PNG"), (png()[:30], "읽을 수 없습니다"), (png() + bytes(1_000_000), "너무 큽니다"),
])  # fmt: skip
def test_a_file_that_is_no_picture_of_ours_is_refused(client: Client, home: str, data: bytes, words: str) -> None:
    assert words in refused(client, f"{home}/approve", {NAME: "Lee", ANSWER: "2", SIGN: INK, PHOTO: upload(data)})


def test_two_choices_of_a_group_cannot_be_sent_and_a_strange_one_is_no_choice(client: Client, home: str) -> None:
    page = refused(client, f"{home}/approve", {NAME: "Lee", ANSWER: "999", SIGN: INK})
    assert "꼭 필요한 칸입니다.</p>" in page


def test_a_box_of_someone_else_cannot_be_filled(client: Client, contract: Contract, home: str) -> None:
    client.post(f"{home}/approve", {NAME: "Lee", ANSWER: "2", SIGN: INK, "f9": "mine now", "f8": "changed"})
    assert "reply" not in values(contract)
    assert values(contract)["fixed"] == "<b>as agreed</b>"


def test_rejecting_at_the_first_step_cancels_and_says_so(client: Client, contract: Contract, home: str) -> None:
    assert "서명 요청이 취소되고" in client.get(home).content.decode()
    client.post(f"{home}/reject", {"opinion": "not like this"})
    contract.refresh_from_db()
    assert (contract.status, contract.end_reason) == (Contract.Status.CANCELED, "not like this")
    assert "거절했습니다" in client.get(home).content.decode()


def test_who_gets_the_document_back_reads_why_and_finds_their_values(client: Client, contract: Contract) -> None:
    approve_directly(contract, {"name": "Lee", "yes": "Y", "sign": STROKES})
    parks = current(client, contract)
    assert "Lee\N{NO-BREAK SPACE}님께 돌려보내고" in client.get(parks).content.decode()
    client.post(f"{parks}/reject", {"opinion": "the name is wrong"})
    page = client.get(current(client, contract)).content.decode()
    assert "Park\N{NO-BREAK SPACE}님이 문서를 돌려보냈습니다." in page
    assert "the name is wrong" in page
    assert 'value="Lee"' in page


def test_a_signer_who_sent_it_back_reads_so_and_later_that_it_was_canceled(client: Client, contract: Contract) -> None:
    approve_directly(contract, {"name": "Lee", "yes": "Y", "sign": STROKES})
    parks = current(client, contract)
    client.post(f"{parks}/reject", {"opinion": "the name is wrong"})
    assert '<h1 id="headline">돌려보냈습니다</h1>' in client.get(parks).content.decode()
    termination.cancel(contract.pk, Member.objects.get(), "", NOBODY)
    assert '<h1 id="headline">서명 요청이 취소되었습니다</h1>' in client.get(parks).content.decode()


def test_a_step_without_a_signature_is_approved_not_signed(client: Client, acme: Company) -> None:
    factories.template(acme, 2, fields=[field("name", "text", 1, 0.1), field("sign", "signature", 2, 0.2)])
    contract = start.start(order(acme, template_number="2")).contract
    home = current(client, contract)
    assert "작성한 내용이 확정됩니다." in client.get(home).content.decode()
    client.post(f"{home}/approve", {"f0": "Lee"})
    page = client.get(home).content.decode()
    assert ("승인했습니다" in page, "승인함" in page, "서명함" in page) == (True, True, False)


def test_a_later_signer_sees_what_earlier_ones_filled(client: Client, contract: Contract) -> None:
    photo = png(color="blue")
    approve_directly(contract, {"name": "이서연", "yes": "Y", "sign": STROKES, "photo": photo})
    home = current(client, contract)
    page = client.get(home).content.decode()
    assert ">이서연</span>" in page
    assert 'class="spot-ink"' in page
    assert f'src="{home}/picture/5"' in page
    assert client.get(f"{home}/picture/5")["Content-Type"] == "image/png"


def test_a_box_without_a_picture_has_none(client: Client, home: str) -> None:
    assert [client.get(f"{home}/picture/{n}").status_code for n in (0, 5, 99)] == [404, 404, 404]


def test_a_page_that_does_not_exist_is_not_found(client: Client, home: str) -> None:
    assert [client.get(f"{home}/page/{n}").status_code for n in (0, 1, 2)] == [404, 200, 404]


def test_a_zero_byte_in_the_opinion_is_no_error(client: Client, contract: Contract, home: str) -> None:
    assert client.post(f"{home}/reject", {"opinion": "a\x00b"}).status_code == 303
    assert Signer.objects.get(contract=contract, step=1).opinion == "ab"


def test_a_form_from_elsewhere_is_refused(contract: Contract) -> None:
    strict = Client(enforce_csrf_checks=True)
    home = current(strict, contract)
    assert strict.post(f"{home}/approve", {NAME: "Lee"}).status_code == 403
    token = strict.get(home).content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    foreign = strict.post(f"{home}/reject", {"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.test"})
    assert foreign.status_code == 403
    own = strict.post(f"{home}/reject", {"csrfmiddlewaretoken": token}, headers={"Origin": "http://testserver"})
    assert own.status_code == 303


def test_a_body_beyond_the_bound_is_refused_unread(client: Client, home: str) -> None:
    answer = client.post(f"{home}/approve", {NAME: "Lee"}, headers={"Content-Length": "25000001"})
    assert answer.status_code == 413


def test_a_japanese_signer_is_addressed_as_one_does(client: Client, acme: Company) -> None:
    people = [signer("佐藤", factories.LEE, language=Language.JA), signer("Park", factories.PARK)]
    page = client.get(first(client, start.start(order(acme, signers=people)))).content.decode()
    assert "佐藤\N{NO-BREAK SPACE}様" in page


def test_nothing_is_kept_of_someone_who_has_yet_to_prove_who_they_are(client: Client, db: None) -> None:
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=EVERY_KIND)
    lee = signer("Lee", factories.LEE, access_code="secret1")
    home = current(client, start.start(order(company, signers=[lee, signer("Park", factories.PARK)])).contract)
    sent = png(color="teal")
    assert client.post(f"{home}/approve", {PHOTO: upload(sent)}).status_code == 303
    name = hashlib.sha256(take_picture(sent).data).hexdigest()
    with pytest.raises(FileNotFoundError):
        blobs.get(f"companies/{company.pk}/pictures/{name}.png")


def test_what_came_back_asks_to_be_looked_over_not_filled(client: Client, contract: Contract) -> None:
    approve_directly(contract, {"name": "Lee", "yes": "Y", "sign": STROKES})
    contract.refresh_from_db()
    park = current(client, contract)
    client.post(f"{park}/reject", {"opinion": "Once more, please."})
    contract.refresh_from_db()
    page = client.get(current(client, contract)).text
    assert "고칠 곳을 고친 뒤 다시 서명해 주세요." in page
    assert "칸을 작성해 주세요." not in page


def test_a_signer_of_as_many_signatures_as_a_layout_takes_can_approve(client: Client, acme: Company) -> None:
    boxes = [field(f"sign{number}", "signature", 1) for number in range(MAX_FIELDS - 1)]
    factories.template(acme, 7, fields=[*boxes, field("last", "signature", 2)])
    contract = start.start(order(acme, template_number="7")).contract
    home = current(client, contract)
    # What a browser sends of a signature that was not entered; a file that was not chosen is a part as well.
    inputs = ('"', '.way"', '.text"', '.font"', '.paper"', '.file"; filename=""')
    head = '--kim\r\nContent-Disposition: form-data; name="'
    parts = [f"{head}f{number}{part}\r\n\r\n\r\n" for number in range(MAX_FIELDS - 1) for part in inputs]
    client.post(f"{home}/approve", "".join([*parts, "--kim--\r\n"]), content_type="multipart/form-data; boundary=kim")
    contract.refresh_from_db()
    assert contract.turn == 2


def deciding(page: str) -> list[str]:
    """The words of the buttons that decide, first those of approving."""
    return [
        re.sub(r"<[^>]*>", "", button) for button in re.findall(r"<button[^>]*data-final[^>]*>(.*?)</button>", page)
    ]


def test_where_a_signature_is_asked_for_the_button_says_so(client: Client, db: None) -> None:
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=[field("name", "text", 1), field("sign", "signature", 2)])
    contract = start.start(order(company)).contract
    assert deciding(client.get(current(client, contract)).text) == ["승인", "거절"]
    approve_directly(contract, {"name": "Lee"})
    park = current(client, contract)
    assert [deciding(client.get(f"{park}?lang={language}").text) for language in ("ko", "en", "ja")] == [
        ["서명 완료", "돌려보내기"], ["Sign", "Send back"], ["同意して署名", "差し戻す"]
    ]  # fmt: skip
