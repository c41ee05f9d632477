"""The reads of /api/v2: a contract, a template, the company."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dojang.api import history
from dojang.api.tests.calling import Api, Json, code, result
from dojang.api.tests.stories import CHOI_READS, approve, begin, cancel, complete, delete, dispose, get, reject
from dojang.api.tests.test_contract_values_and_files import HOST, strangers
from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.flow import changes, entry, proofs
from dojang.flow.orders import SignerOrder
from dojang.flow.outbox import invite
from dojang.lib import clock
from dojang.lib.contact import Contact
from dojang.lib.visitor import NOBODY
from dojang.library.models import Template
from tests import factories
from tests.factories import CHOI, KIM, LEE, PARK, signer

BAD_IDS = ["0", "-1", "x", "%20", "1.0", "9" * 18, "9" * 30, "9" * 5000, "%D9%A1", "None"]
AT = "2026-01-31 10:00:00"


def workflow(api: Api, contract: Contract, query: str = "") -> Json:
    return get(api, f"/api/v2/workflows/{contract.pk}{query}")


def told(api: Api, contract: Contract) -> list[tuple[str, str, str]]:
    """The history as code, step and name."""
    entries = workflow(api, contract)["body"]["action_history_list"]
    return [(entry["step_code"], entry["action_id"], entry["name"]) for entry in entries]


# A contract


def test_a_contract_in_progress(api: Api) -> None:
    by_phone = SignerOrder(name="Park", contact=Contact.read("010-1234-5678"), access_code="abcd", access_hint="abc…")
    contract = begin(
        api, signers=(signer("Lee", LEE, mobile_number="010-9999-0000"), by_phone), copies=(CHOI_READS,), comment="Please sign",
        values={"name": "Lee"}, expires_at=datetime(2026, 2, 28, 14, 59, 59, tzinfo=UTC), biz_id="7",
    )  # fmt: skip
    answer = workflow(api, contract)
    assert answer["header"] == {
        "session_id": "S1001",
        "response_code": "/api/v2/workflows/:workflowId",
        "result_code": "00",
        "result_msg": "Success",
        "version": "9.9.99",
    }
    field_list = answer["body"].pop("field_list")
    assert answer["body"] == {
        "workflow_id": str(contract.pk),
        "workflow_name": "NDA 2026",
        "workflow_status": "Playing",
        "workflow_type": "WEBTYPE",
        "create_date": AT,
        "last_modify_date": AT,
        "expiry_date": "2026-02-28 23:59:59",
        "creator_email": KIM,
        "creator_name": "Kim",
        "biz_id": "7",
        "biz_name": "",
        "current_action_id": "1",
        "total_action_count": 2,
        "certificate_url": "",
        "download_url": "",
        "view_url": "",
        "action_history_list": [
            {"step_code": "WORKFLOW_START", "action_id": "", "confirm_date": AT, "name": "Kim", "confirm_email": KIM,
             "comment": "Please sign"},
            {"step_code": "SIGN_REQ", "action_id": "1", "confirm_date": AT, "name": "Lee", "confirm_email": LEE, "comment": ""},
        ],
        "referer_list": [
            {"name": "Kim", "type": "starter", "email": KIM},
            {"name": "Choi", "type": "referer", "email": CHOI},
        ],
        "owner_list": [
            {"action_id": "1", "turn_yn": "Y", "name": "Lee", "email": LEE, "phone_number": "010-9999-0000",
             "cert_mobile_yn": "Y", "cert_password_yn": "N", "password_hint": ""},
            {"action_id": "2", "turn_yn": "N", "name": "Park", "email": "", "phone_number": "010-1234-5678",
             "cert_mobile_yn": "N", "cert_password_yn": "Y", "password_hint": "abc…"},
        ],
    }  # fmt: skip
    assert field_list[0] == {"action_id": "1", "field_owner": "name", "field_value": "Lee", "email": LEE}
    assert field_list[6] == {"action_id": "", "field_owner": "number", "field_value": "", "email": ""}
    assert field_list[8] == {"action_id": "2", "field_owner": "reply", "field_value": "none", "email": "010-1234-5678"}
    assert len(field_list) == 10


def test_the_company_is_the_department_0(api: Api) -> None:
    Company.objects.update(name="Acme")
    assert workflow(api, begin(api))["body"]["biz_name"] == "Acme"


def test_a_contract_of_a_bulk_start_is_told_apart(api: Api) -> None:
    contract = begin(api)
    Contract.objects.update(via="bulk")
    assert workflow(api, contract)["body"]["workflow_type"] == "BULKTYPE"


def test_a_complete_contract_has_addresses_that_do_not_end(api: Api) -> None:
    contract = complete(begin(api))
    body = workflow(api, contract)["body"]
    assert (body["workflow_status"], body["current_action_id"]) == ("Complete", "2")
    with clock.stopped_at(clock.now() + timedelta(days=3650)):
        for key, content in (("certificate_url", b"%PDF-1.7 certificate"), ("download_url", b"%PDF-1.7 document")):
            assert api.client.get(body[key].removeprefix(HOST)).content == content
    assert "/view/" in body["view_url"]
    again = workflow(api, contract)["body"]
    assert [again[key] for key in ("certificate_url", "download_url", "view_url")] == [
        body[key] for key in ("certificate_url", "download_url", "view_url")
    ]


def test_of_a_disposed_contract_the_company_alone_still_has_addresses(api: Api) -> None:
    contract = complete(begin(api))
    old = workflow(api, contract)["body"]["download_url"]
    dispose(api, contract, "Duplicate")
    body = workflow(api, contract)["body"]
    disposal = body["action_history_list"][-1]
    assert (body["workflow_status"], disposal["step_code"], disposal["comment"]) == (
        "Disposal",
        "DISPOSAL",
        "Duplicate",
    )
    assert [api.client.get(url.removeprefix(HOST)).status_code for url in (old, body["download_url"])] == [410, 200]


def test_a_deleted_contract_is_told_by_its_id_with_nobody_in_it(api: Api) -> None:
    contract = begin(api, values={"name": "Lee"}, copies=(CHOI_READS,))
    delete(api, contract)
    body = workflow(api, contract)["body"]
    assert (body["workflow_status"], body["workflow_name"]) == ("Truncate", "")
    assert {value["field_value"] for value in body["field_list"]} == {""}
    assert {owner["name"] + owner["email"] for owner in body["owner_list"]} == {""}
    assert [reader["type"] for reader in body["referer_list"]] == ["starter"]
    assert body["action_history_list"][-1]["step_code"] == "TRUNCATE"
    assert LEE not in str(body)


def test_the_history_of_a_contract_that_goes_back_and_forth(api: Api) -> None:
    contract = begin(api)
    approve(contract, opinion="fine")
    reject(contract, opinion="not fine")
    approve(contract)
    changes.remind(contract.pk, api.member, NOBODY)
    complete_entries = told(api, contract)
    assert complete_entries == [
        ("WORKFLOW_START", "", "Kim"),
        ("SIGN_REQ", "1", "Lee"),
        ("SIGN_START", "1", "Lee"),
        ("SIGN_COMPLETE", "1", "Lee"),
        ("SIGN_REQ", "2", "Park"),
        ("SIGN_START", "2", "Park"),
        ("SIGN_RETURN", "2", "Park"),
        ("SIGN_REQ", "1", "Lee"),
        ("SIGN_START", "1", "Lee"),
        ("SIGN_COMPLETE", "1", "Lee"),
        ("SIGN_REQ", "2", "Park"),
        ("RESEND", "2", "Kim"),
    ]
    entries = workflow(api, contract)["body"]["action_history_list"]
    assert [(e["comment"], e["confirm_email"]) for e in entries if e["comment"]] == [("fine", LEE), ("not fine", PARK)]


def test_the_history_of_contracts_that_end(api: Api) -> None:
    done, canceled, rejected = complete(begin(api)), begin(api), begin(api)
    cancel(api, canceled, "no more")
    reject(rejected)
    assert told(api, done)[-2:] == [("SIGN_COMPLETE", "2", "Park"), ("WORKFLOW_COMPLETE", "", "")]
    assert told(api, canceled)[-1] == ("WORKFLOW_CANCEL", "1", "Kim")
    assert workflow(api, canceled)["body"]["action_history_list"][-1]["comment"] == "no more"
    assert told(api, rejected)[-1] == ("WORKFLOW_REJECT", "1", "Lee")
    assert workflow(api, rejected)["body"]["workflow_status"] == "Canceled"


def test_the_history_tells_proofs_views_and_downloads(api: Api) -> None:
    contract = begin(api, signers=(signer("Lee", LEE, access_code="abcd"), signer("Park", PARK)))
    opened = entry.exchange(invite(contract).url.partition("token=")[2], NOBODY)
    proofs.prove_access_code(opened.session, "abcd", NOBODY)
    assert told(api, contract)[-1] == ("PASSWORD_CERT", "1", "Lee")
    done = complete(begin(api))
    body = workflow(api, done)["body"]
    api.client.get(body["download_url"].removeprefix(HOST))
    api.client.get(body["certificate_url"].removeprefix(HOST))
    assert [code for code, _, _ in told(api, done)[-2:]] == ["DOC_DOWN", "CERT_DOWN"]


def test_a_long_history_is_told_by_its_newest_entries(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_EVENTS", 2)
    contract = begin(api)
    approve(contract)
    assert [code for code, _, _ in told(api, contract)] == ["SIGN_START", "SIGN_COMPLETE", "SIGN_REQ"]


@pytest.mark.parametrize("given", BAD_IDS, ids=lambda given: given[:12])
def test_an_id_that_names_no_contract_is_told(api: Api, given: str) -> None:
    expected = ("10", "문서 정보 조회가 실패했습니다. id를 확인하세요.")
    assert result(get(api, f"/api/v2/workflows/{given}")) == expected


def test_another_companys_contract_is_no_contract(api: Api) -> None:
    assert code(workflow(api, strangers(api))) == "10"


# The zone of times


@pytest.mark.parametrize(
    ("query", "created"),
    [
        ("", "10:00:00"),
        ("?offset=", "10:00:00"),
        ("?offset=%2B09:00", "10:00:00"),
        ("?offset=+09:00", "10:00:00"),
        ("?offset=%2B00:00", "01:00:00"),
        ("?offset=-00:30", "00:30:00"),
        ("?offset=%20%2B05:45%20", "06:45:00"),
        ("?offset=%2B14:00", "15:00:00"),
    ],
)
def test_times_are_told_where_the_caller_is(api: Api, query: str, created: str) -> None:
    assert workflow(api, begin(api), query)["body"]["create_date"] == f"2026-01-31 {created}"


@pytest.mark.parametrize(
    "offset", ["9", "0900", "+9:00", "+14:01", "+24:00", "Asia/Seoul", "%2B09:60", "09:00", "%00", "%F0%9F%95%91"]
)
@pytest.mark.parametrize("address", ["/api/v2/workflows/1", "/api/v2/docs/1", "/api/v2/company"])
def test_an_offset_that_is_none_is_told(api: Api, address: str, offset: str) -> None:
    number, text = result(get(api, f"{address}?offset={offset}"))
    assert number == "-1"
    assert text.startswith(("offset의 형식이 잘못되었습니다.", "수신 메세지의 Body 정보가"))


# A template


def test_a_template(api: Api) -> None:
    Template.objects.update(creator=api.member)
    answer = get(api, "/api/v2/docs/1")
    assert answer["header"]["response_code"] == "/api/v2/docs/:documentId"
    assert result(answer) == ("00", "Success")
    field_list = answer["body"].pop("field_list")
    assert answer["body"] == {
        "doc_id": "1",
        "doc_name": "NDA",
        "doc_type": "WEBTYPE",
        "creator": "Kim",
        "workflow_library_id": "1",
        "dir_type": "shared",
        "dir_path": "/",
        "last_modifier": "Kim",
        "file_workflow_count": 2,
        "last_modify_date": AT,
        "create_date": AT,
    }
    assert field_list[0] == {"action_id": "1", "field_owner": "name", "email": ""}
    assert field_list[6] == {"action_id": "", "field_owner": "number", "email": ""}


def test_a_template_for_bulk_is_told_apart(api: Api) -> None:
    version = factories.template(api.company, 2).latest()
    version.layout["bulk"] = True
    version.save(update_fields=["layout"])
    assert get(api, "/api/v2/docs/2")["body"]["doc_type"] == "BULKTYPE"


def test_a_template_that_nobody_of_the_company_made_has_no_creator(api: Api) -> None:
    assert get(api, "/api/v2/docs/1")["body"]["creator"] == ""


@pytest.mark.parametrize(("fields", "steps"), [([], 0), ([factories.field("a", "text", 1)], 2)])
def test_a_template_that_cannot_be_started_is_told(api: Api, fields: list[Any], steps: int) -> None:
    factories.template(api.company, 2, fields=fields, steps=steps)
    assert result(get(api, "/api/v2/docs/2")) == ("10", "완성되지 않은 서식입니다.")


@pytest.mark.parametrize("given", BAD_IDS, ids=lambda given: given[:12])
def test_an_id_that_names_no_template_is_told(api: Api, given: str) -> None:
    assert result(get(api, f"/api/v2/docs/{given}")) == ("11", "문서 정보 조회가 실패했습니다. id를 확인하세요.")


def test_another_companys_template_is_no_template(api: Api) -> None:
    factories.template(factories.company("other"), 2)
    assert code(get(api, "/api/v2/docs/2")) == "11"


# The company


def test_a_company_without_bounds(api: Api) -> None:
    Company.objects.update(name="Acme", created_at=datetime(2026, 1, 1, tzinfo=UTC))
    begin(api)
    answer = get(api, "/api/v2/company")
    assert answer["header"]["response_code"] == "/api/v2/company"
    assert result(answer) == ("00", "Success")
    assert answer["body"] == {
        "name": "Acme",
        "contract_company_name": "Acme",
        "create_email": KIM,
        "country_code": "KR",
        "workflow_capacity": None,
        "workflow_usage": 1,
        "allow_list": [],
        "expiry_date": "",
        "workflow_charge_list": [],
        "sign_up_type": "company",
        "grade_code": "ST",
        "create_date": "2026-01-01 09:00:00",
    }


def test_a_company_with_a_plan(api: Api) -> None:
    Company.objects.update(
        capacity=10, usage=3, plan_ends_at=datetime(2026, 12, 31, 14, 59, 59, tzinfo=UTC), language="ja"
    )
    body = get(api, "/api/v2/company")["body"]
    assert (body["workflow_capacity"], body["workflow_usage"]) == (10, 3)
    assert (body["expiry_date"], body["country_code"]) == ("2026-12-31 23:59:59", "JP")


# All of them

ALL = ["/api/v2/workflows/1", "/api/v2/docs/1", "/api/v2/company"]


@pytest.mark.parametrize("address", ALL)
def test_without_a_good_token_nothing_is_told(api: Api, address: str) -> None:
    assert result(get(api, address, Authorization="")) == ("94", "인증키가 올바르지 않습니다.")
    assert code(get(api, f"{address}/", Authorization="", Authentication=f"esignon {api.token}")) != "94"


@pytest.mark.parametrize("address", ALL)
def test_they_only_read(api: Api, address: str) -> None:
    assert api.raw(address, "{}").status_code == 405


@pytest.mark.parametrize(
    ("lang", "unknown", "incomplete", "offset"),
    [
        ("ko", "문서 정보 조회가 실패했습니다.", "완성되지 않은 서식입니다.", "offset의 형식이"),
        ("en", "The document could not be read.", "The template is not complete.", "The format of offset"),
        ("ja", "文書情報の照会に失敗しました。", "完成していない書式です。", "offsetの形式が"),
    ],
)
def test_they_speak_three_languages(api: Api, lang: str, unknown: str, incomplete: str, offset: str) -> None:
    factories.template(api.company, 2, fields=[], steps=0)
    assert result(get(api, f"/api/v2/workflows/0?lang={lang}"))[1].startswith(unknown)
    assert result(get(api, f"/api/v2/docs/0?lang={lang}"))[1].startswith(unknown)
    assert result(get(api, f"/api/v2/docs/2?lang={lang}"))[1] == incomplete
    assert result(get(api, f"/api/v2/company?offset=x&lang={lang}"))[1].startswith(offset)
