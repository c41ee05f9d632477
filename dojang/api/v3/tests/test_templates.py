"""Templates over v3: uploaded by strangers, read, renamed, archived."""

import asyncio
import hashlib
import json
import subprocess
import sys
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse

from dojang.api.v3.templates import upload as template_uploads
from dojang.api.v3.tests.calling import V3
from dojang.contracts.models import Contract
from dojang.flow import uploads
from dojang.flow.start import start
from dojang.lib import clock
from dojang.lib.deferred import WAITS, DeferredResponse
from dojang.library.errors import UnknownTemplate
from dojang.library.models import Template, TemplateUpload
from dojang.pdf.changes import Change, ChangeKind
from dojang.pdf.tests import forms, test_absent_fonts
from tests import factories
from tests.factories import blank_pdf, field, two_steps

Json = dict[str, Any]
LAYOUT = {"steps": [{"step": 1, "role": "갑"}, {"step": 2, "role": "을"}], "fields": two_steps()}


def send(v3: V3, path: str = "/templates", **parts: Any) -> HttpResponse:
    """An upload; a part that is `...` is left out."""
    key = parts.pop("key", "")
    usual = {"name": "NDA", "pdf": file(blank_pdf()), "layout": json.dumps(LAYOUT)} if path == "/templates" else {}
    given = {name: part for name, part in (usual | parts).items() if part is not ...}
    headers = {"Authorization": f"Bearer {v3.token}"} | ({"Idempotency-Key": key} if key else {})
    return v3.client.post(f"/api/v3{path}", given, headers=headers)  # type: ignore[return-value]


def file(content: bytes, name: str = "a.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(v3: V3, path: str = "/templates", **parts: Any) -> Json:
    response = send(v3, path, **parts)
    assert response.status_code == 201, response.content
    told: Json = json.loads(response.content)
    return told


def refused(v3: V3, path: str = "/templates", **parts: Any) -> str:
    response = send(v3, path, **parts)
    assert response.status_code == 422, response.content
    return str(json.loads(response.content)["header"]["result_msg"])


def test_an_uploaded_template_can_be_started_from(v3: V3) -> None:
    told = sent(v3)
    assert (told["template_id"], told["name"], told["steps"], told["can_start"]) == (1, "NDA", 2, True)
    assert told["creator"] == v3.member.email
    assert start(factories.order(v3.company)).contract.step_count == 2


def test_a_layout_that_was_read_can_be_uploaded_again(v3: V3) -> None:
    first = sent(v3)
    again = sent(v3, layout=json.dumps(first["layout"]))
    assert (again["template_id"], again["layout"]) == (2, first["layout"])


def test_a_layout_may_come_as_a_file_of_its_own(v3: V3) -> None:
    told = sent(v3, layout=file(b"\xef\xbb\xbf" + json.dumps(LAYOUT).encode(), "layout.json"))
    assert len(told["layout"]["fields"]) == len(LAYOUT["fields"])


def test_a_document_is_read_while_no_transaction_is_open(transactional_db: None, v3: V3) -> None:
    sent(v3)
    open_then = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if '"source"' in sql and sql.startswith("SELECT"):  # whether it is the same as before: asked before it is read
            open_then.append(connection.in_atomic_block)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        told = sent(v3, "/templates/1/versions", layout=json.dumps(LAYOUT | {"steps": []} | {"fields": []}), key="k")
    assert (told["version"], open_then[0]) == (2, False)


def test_an_upload_sent_twice_with_one_key_is_one_template(v3: V3) -> None:
    assert sent(v3, key="k") == sent(v3, key="k")
    assert Template.objects.count() == 1


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"name": ...}, "name is required."),
        ({"name": "  "}, "name is required."),
        ({"name": "x" * 129}, "128"),
        ({"pdf": ...}, "pdf is required."),
        ({"layout": ...}, "layout is required."),
        ({"layout": "{"}, "The layout must be a valid JSON object."),
        ({"layout": "[" * 100_000}, "The layout must be a valid JSON object."),
        ({"layout": "[]"}, "The layout must be a valid JSON object."),
        ({"layout": json.dumps({"steps": 7})}, "`steps` must be a list."),
        ({"layout": json.dumps(LAYOUT | {"fields": [field("where", "text", 1, 1.5)]})}, "field 1 (where): the box"),
        ({"layout": json.dumps(LAYOUT | {"fields": [field("what", "drawing", 1)]})}, "field 1 (what): `kind`"),
        ({"layout": json.dumps(LAYOUT | {"fields": [field("x", "text", 1, page=2)]})}, "field 1 (x): `page`"),
        ({"pdf": file(b"")}, "The file is not a PDF."),
        ({"pdf": file(b"MZ not a pdf")}, "The file is not a PDF."),
        ({"pdf": file(b"%PDF-1.7 nothing more")}, "damaged"),
        ({"pdf": file(blank_pdf() + b"\0" * 20_000_001)}, "20 MB"),
    ],
)
def test_an_upload_that_is_wrong_is_refused_with_what_is_wrong(v3: V3, parts: Json, says: str) -> None:
    assert says in refused(v3, **parts)
    assert not Template.objects.exists()


def test_many_faults_of_a_layout_are_told_up_to_a_bound(v3: V3) -> None:
    wrong = [field(f"box{number}", "drawing", 1) for number in range(50)]
    says = refused(v3, layout=json.dumps(LAYOUT | {"fields": wrong}))
    assert "box19" in says
    assert "(+30)" in says
    assert "box20" not in says


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("ko", "1쪽의 입력란 'name'에 표시할 수 없는 글자가 있습니다: م (U+0645)."),
        ("en", "Field 'name' on page 1 has characters that no font can show: م (U+0645)."),
        ("ja", "1ページの入力欄「name」に表示できない文字があります: م (U+0645)。"),
    ],
)
def test_text_that_no_font_has_is_named_with_its_field_and_page(v3: V3, language: str, says: str) -> None:
    pdf = file(forms.field(b"/FT/Tx/V" + forms.text("م")))
    assert says in refused(v3, f"/templates?lang={language}", name="x", pdf=pdf, layout="{}")


@pytest.mark.parametrize(
    ("language", "says"), [("ko", "글꼴 '굴림'이(가)"), ("en", "its font '굴림'"), ("ja", "フォント「굴림」が")]
)
def test_a_font_that_is_not_in_the_file_is_named(v3: V3, language: str, says: str) -> None:
    absent = test_absent_fonts.font("Identity-V", "Korea1", name=b"#B1#BC#B8#B2")
    parts = {"pdf": file(test_absent_fonts.page(b"00", absent)), "name": "x", "layout": "{}"}
    assert says in refused(v3, f"/templates?lang={language}", **parts)


def test_a_comment_whose_text_no_font_has_is_named_by_its_page(v3: V3) -> None:
    pdf = file(forms.comment(b"/Subtype/FreeText/DA(/Helv 9 Tf)/Contents" + forms.text("م")))
    assert "A comment on page 1 has characters that no font can show: م (U+0645)." in refused(v3, pdf=pdf)


@pytest.mark.parametrize(
    ("language", "word"), [("ko", "PDF 파일이 아닙니다"), ("en", "not a PDF"), ("ja", "ではありません")]
)
def test_refusals_are_told_in_the_language_asked_for(v3: V3, language: str, word: str) -> None:
    assert word in refused(v3, f"/templates?lang={language}", name="x", pdf=file(b"x"), layout="{}")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("ko", "박스 1({x}): `page` 값은 1~1의 정수여야 합니다. 박스 2(b): `step` 값이 `steps`에 없습니다."),
        ("en", "field 1 ({x}): `page` must be a number from 1 to 1. field 2 (b): `step` is not among `steps`."),
        (
            "ja",
            "ボックス1({x}): `page`の値は1~1の整数でなければなりません。 ボックス2(b): `step`の値が`steps`にありません。",
        ),
    ],
)
def test_each_fault_of_a_layout_is_told_in_the_language_asked_for(v3: V3, language: str, says: str) -> None:
    wrong = LAYOUT | {"fields": [field("{x}", "text", 1, page=2), field("b", "text", 3)]}
    assert refused(
        v3, f"/templates?lang={language}", name="x", pdf=file(blank_pdf()), layout=json.dumps(wrong)
    ).endswith(says)


def test_a_new_version_counts_for_new_contracts_alone(v3: V3) -> None:
    sent(v3)
    contract = start(factories.order(v3.company)).contract
    changed = LAYOUT | {"fields": [*two_steps(), field("extra", "text", 1, 0.6)]}
    told = sent(v3, "/templates/1/versions", layout=json.dumps(changed))
    assert ([one["version"] for one in told["versions"]], told["name"]) == ([2, 1], "NDA")
    assert Contract.objects.get(pk=contract.pk).template_version.number == 1
    assert start(factories.order(v3.company)).contract.read_layout().field("extra") is not None


def test_a_new_version_with_another_file_keeps_the_boxes(v3: V3) -> None:
    first = sent(v3)
    told = sent(v3, "/templates/1/versions", pdf=file(blank_pdf()))
    assert told["layout"] == first["layout"]


def test_a_new_version_of_nothing_is_refused(v3: V3) -> None:
    sent(v3)
    assert "pdf, layout" in refused(v3, "/templates/1/versions", x="1")
    assert send(v3, "/templates/2/versions", layout=json.dumps(LAYOUT)).status_code == 404


def test_templates_are_listed_page_by_page(v3: V3) -> None:
    for number in (1, 2, 3):
        factories.template(v3.company, number, name=f"NDA {number}")
    first = v3.get("/templates?limit=2")
    second = v3.get(f"/templates?limit=2&before={first['next']}")
    told = [(row["template_id"], row["steps"], row["version"]) for row in first["templates"] + second["templates"]]
    assert told == [(3, 2, 1), (2, 2, 1), (1, 2, 1)]
    assert second["next"] is None


def test_a_template_tells_its_boxes_and_versions(v3: V3) -> None:
    factories.template(v3.company)
    told = v3.get("/templates/1")
    assert [box["name"] for box in told["layout"]["fields"]] == ["name", "sign1", "reply", "sign2"]
    assert [step["role"] for step in told["layout"]["steps"]] == ["role 1", "role 2"]
    assert (told["versions"][0]["pages"], told["versions"][0]["size"]) == (1, len(blank_pdf()))


@pytest.mark.parametrize("number", ["2", "0", "x", "99999999999", str(2**63 - 1)])
def test_what_is_no_template_is_not_found(v3: V3, number: str) -> None:
    factories.template(v3.company)
    assert v3.problem("GET", f"/templates/{number}") == (404, "not_found")
    assert v3.problem("GET", f"/templates/{number}/document") == (404, "not_found")


def test_from_an_archived_template_nothing_is_started_until_it_is_back(v3: V3) -> None:
    factories.template(v3.company)
    assert v3.call("PATCH", "/templates/1", {"archived": True})["can_start"] is False
    with pytest.raises(UnknownTemplate):
        start(factories.order(v3.company))
    assert v3.get("/templates")["templates"] == []
    assert [row["template_id"] for row in v3.get("/templates?archived=true")["templates"]] == [1]
    v3.call("PATCH", "/templates/1", {"archived": False})
    start(factories.order(v3.company))


def test_a_template_is_renamed(v3: V3) -> None:
    factories.template(v3.company)
    assert v3.call("PATCH", "/templates/1", {"name": " NDA 2027 "})["name"] == "NDA 2027"
    assert v3.call("PATCH", "/templates/1", {})["name"] == "NDA 2027"
    assert v3.problem("PATCH", "/templates/1", {"name": " "}) == (422, "bad_parameter")
    assert v3.problem("PATCH", "/templates/1", {"name": "x" * 129}) == (422, "bad_parameter")


@pytest.mark.parametrize(
    ("language", "lost", "fault"),
    [
        ("ko", "3쪽: 원본에 보이던 내용의 일부가 보이지 않습니다.", "1쪽에 입력한 내용이 보이지 않습니다."),
        ("en", "Page 3: part of what the original shows is missing.", "Filled-in values on page 1 are not visible."),
        (
            "ja",
            "3ページ: 元のPDFに表示されていた内容の一部が表示されません。",
            "1ページに記入した内容が表示されません。",
        ),
    ],
)
def test_pages_that_look_different_and_a_failed_trial_are_told(v3: V3, language: str, lost: str, fault: str) -> None:
    version = factories.template(v3.company).latest()
    version.changes = [Change(3, ChangeKind.LOST).to_dict()]
    version.fault = {"reason": "not_shown", "detail": "", "facts": {"page": "1"}}
    version.save()
    told = v3.call("GET", f"/templates/1?lang={language}")
    assert told["changes"] == [{"page": 3, "kind": "lost", "message": lost}]
    assert told["can_start"] is False
    assert told["fault"].startswith(fault)


def test_nothing_is_started_from_a_template_whose_trial_failed(v3: V3) -> None:
    factories.faulty_template(v3.company, 1)
    recipients = [{"order": step, "email": f"{step}@example.test", "name": "Lee"} for step in (1, 2)]
    body = {"workflow_name": "NDA 2026", "template_id": 1, "recipient_list": recipients}
    assert v3.problem("POST", "/workflows/start", body) == (422, "template_faulty")


def test_the_pdf_of_a_version_is_fetched_and_not_sent_again(v3: V3) -> None:
    factories.template(v3.company)
    response = v3.raw("GET", "/templates/1/document")
    assert (response.content, response["Content-Type"]) == (blank_pdf(), "application/pdf")
    assert response["ETag"] == f'"{hashlib.sha256(blank_pdf()).hexdigest()}"'
    again = v3.raw("GET", "/templates/1/document?version=1", If_None_Match=response["ETag"])
    assert again.status_code == 304
    assert v3.problem("GET", "/templates/1/document?version=2") == (404, "not_found")


def test_the_web_process_reads_no_stranger_s_pdf_itself() -> None:
    program = (
        "import sys, django; django.setup(); import dojang.api.urls;"
        "print([name for name in ('pikepdf', 'pypdfium2', 'pyhanko', 'typst') if name in sys.modules])"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "dojang.config.settings", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_boxes_of_a_template_can_be_looked_at(v3: V3) -> None:
    number = factories.template(v3.company, 40).number
    response = v3.raw("GET", f"/templates/{number}/preview")
    assert (response.status_code, response["Content-Type"], response.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert v3.problem("GET", f"/templates/{number}/preview?version=9")[0] == 404


# What takes longer


def begun(v3: V3, **parts: Any) -> DeferredResponse:
    """An upload to a server that waits for it without a thread."""
    given: Json = {"name": "NDA", "pdf": file(blank_pdf()), "layout": json.dumps(LAYOUT)} | parts
    headers = {"Authorization": f"Bearer {v3.token}", "Idempotency-Key": "k"}
    waits: Any = {WAITS: True}
    response = v3.client.post("/api/v3/templates", given, headers=headers, **waits)
    assert isinstance(response, DeferredResponse)
    return response


def answered(response: DeferredResponse) -> tuple[int, Any]:
    final = response.then(lambda: None)
    return final.status_code, json.loads(final.content)


def test_a_long_upload_is_answered_with_how_far_it_is_and_read_until_it_is_done(v3: V3) -> None:
    response = begun(v3)
    status, told = answered(response)
    assert (status, told["state"], told["template"], told["problem"]) == (202, "waiting", None, None)
    final = response.then(lambda: None)
    assert (final["Location"], final["Retry-After"]) == (f"/api/v3/templates/uploads/{told['upload_id']}", "1")
    address = f"/templates/uploads/{told['upload_id']}"
    assert v3.get(address) == told
    uploads.process(told["upload_id"])
    done = v3.get(address)
    assert (done["state"], done["pages_done"], done["pages"]) == ("done", 1, 1)
    assert (done["template"], answered(response)) == (v3.get("/templates/1"), (201, v3.get("/templates/1")))


def test_who_prefers_not_to_wait_is_answered_at_once(v3: V3) -> None:
    given: Json = {"name": "NDA", "pdf": file(blank_pdf()), "layout": json.dumps(LAYOUT)}
    headers = {"Authorization": f"Bearer {v3.token}", "Prefer": "respond-async"}
    response = v3.client.post("/api/v3/templates", given, headers=headers)
    assert (response.status_code, response.json()["state"]) == (202, "waiting")


def test_a_long_upload_that_is_refused_says_so_in_both_places(v3: V3) -> None:
    response = begun(v3, pdf=file(b"%PDF-1.7 nothing more"))
    upload_id = answered(response)[1]["upload_id"]
    uploads.process(upload_id)
    status, told = answered(response)
    assert (status, told["header"]["result_code"]) == (422, "bad_parameter")
    read = v3.get(f"/templates/uploads/{upload_id}")
    assert (read["state"], read["problem"]) == ("refused", told["header"])


def test_the_same_key_asks_for_the_same_upload_and_is_free_after_a_refusal(v3: V3) -> None:
    first, second = answered(begun(v3))[1], answered(begun(v3))[1]
    assert first["upload_id"] == second["upload_id"]
    uploads.process(first["upload_id"])
    assert answered(begun(v3))[0] == 201
    assert send(v3, key="k", name="another").status_code == 422
    assert send(v3, key="other", pdf=file(b"%PDF-1.7 nothing more")).status_code == 422
    assert send(v3, key="other").status_code == 201


async def test_an_upload_is_waited_for_no_longer_than_it_takes(transactional_db: None) -> None:
    def settled() -> int:
        company = factories.company("acme")
        done = TemplateUpload.objects.create(
            company=company, member=factories.member(company), name="NDA", pdf="", layout={}, state="done",
            settled_at=clock.now(),
        )  # fmt: skip
        return done.pk

    upload_id = await asyncio.to_thread(settled)
    async with asyncio.timeout(60):
        await template_uploads._until_settled(upload_id)
