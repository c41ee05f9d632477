"""A client written from the first edition of 2020 goes its whole way: its keys in every call, its spellings, its header fields."""

import json
from typing import Any

import pytest

from dojang.api.tests.acts import COMMON, template_for_bulk
from dojang.api.tests.calling import Api, Json, code, result
from dojang.api.tests.stories import complete
from dojang.contracts.models import CarbonCopy, Contract, FieldValue
from dojang.exports.models import ExportTarget
from tests.factories import CHOI, KIM, LEE, PARK, PASSWORD

CLIENT = {"comp_id": "testapi", "client_id": "acme-1"}
WHO = {"comp_id": "testapi", "biz_id": "0", "client_id": "acme-1", "memb_email": KIM}
HEADER = {"request_msg": "", "api_name": "start api", "session_id": "", "version": "1.1.58"}


@pytest.fixture(params=["2022", "2021"])
def client(api: Api, request: pytest.FixtureRequest) -> Api:
    """Logged in as the edition says; the company's setting makes no difference to what is accepted."""
    api.company.edition = request.param
    api.company.save()
    header = {"request_msg": "Login", "session_id": ""}
    answer = api.login({"memb_email": KIM, "memb_pwd": PASSWORD} | CLIENT, header=header)
    assert code(answer) == "00"
    api.token = answer["body"]["access_token"]
    return api


def ask(client: Api, address: str, request_code: str, body: Json) -> Json:
    answer = client.ask(address, request_code, body, header=HEADER, User_Agent="esignonapi")
    assert code(answer) == "00", answer
    told: Json = answer["body"]
    return told


def player(owner: int, name: str, address: str, **changes: Any) -> Json:
    return {
        "field_owner": str(owner), "email": address, "memb_id_type": "EMail", "name": name, "language": "ko-KR",
        "enable_mobile_cert": "false", "mobile_number": "", "enable_password_cert": "false", "password_hint": "", "password": "",
    } | changes  # fmt: skip


def start(client: Api, **changes: Any) -> Contract:
    body = WHO | {
        "workflow_name": "NDA 2020", "doc_id": "1", "language": "ko-KR", "comment": "",
        "player_list": [player(1, "Lee", LEE), player(2, "Park", PARK)],
        "field_list": [{"doc_id": "1", "field_name": "name", "field_value": "Seoul"}],
        "export_api_info": {
            "enable": "true", "api_type": "StartAndEnd", "url": "https://erp.example.com/esign", "request_code": "order-1",
            "clientid": "acme-1", "response_params": [{"param_id": "x", "param_value": ""}],
            "request_params": [{"param_id": "city", "param_value": "-", "fields": [{"doc_id": "1", "field_name": "name"}]}],
        },
        "customer_list": [{"email": CHOI, "name": "Choi", "id_type": "EMail", "language": "ko-KR"}],
    } | changes  # fmt: skip
    return Contract.objects.get(pk=ask(client, "/api/testapi/startsimple", "5005Q", body)["workflow_id"])


def test_a_contract_is_started_with_all_that_was_asked_for(client: Api) -> None:
    contract = start(client)
    assert FieldValue.objects.get(contract=contract, name="name").text == "Seoul"
    assert CarbonCopy.objects.get(contract=contract).contact_address == CHOI
    target = ExportTarget.objects.get(contract=contract)
    assert (target.scope, target.client_id, target.params) == (
        "StartAndEnd", "acme-1", [{"name": "city", "default": "-", "fields": ["name"]}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("enable", "exports"), [("true", 1), ("", 1), (True, 1), ("false", 0), (False, 0), ("FALSE", 0)]
)
def test_exports_are_switched_off_by_a_plain_no_alone(client: Api, enable: object, exports: int) -> None:
    info = {"enable": enable, "api_type": "ALL", "url": "https://erp.example.com/", "request_code": "1", "clientid": ""}
    start(client, export_api_info=info)
    assert ExportTarget.objects.count() == exports


@pytest.mark.parametrize("switched", [("true", True), ("false", False)])
def test_proofs_are_switched_on_and_off(client: Api, switched: tuple[str, bool]) -> None:
    word, on = switched
    proofs = {"mobile_number": "01012345678", "password": "abcd", "password_hint": "a…"}
    lee = player(1, "Lee", LEE, enable_mobile_cert=word, enable_password_cert=word, **proofs)
    signer = start(client, player_list=[lee, player(2, "Park", PARK)]).signers.get(step=1)
    assert (bool(signer.mobile_number), bool(signer.access_code)) == (on, on)


def test_a_signer_by_phone_is_declared_to_be_one(client: Api) -> None:
    by_phone = player(1, "Lee", "010-1234-5678", memb_id_type="Mobile")
    assert start(client, player_list=[by_phone, player(2, "Park", PARK)]).signers.get(step=1).contact_kind == "phone"


def test_it_is_listed_and_found(client: Api) -> None:
    contract, box = start(client), {"doc_uid": "1", "field_name": "name"}
    listed = client.client.get("/worklists/new?page=1&rows=50", headers={"Authorization": f"esignon {client.token}"})
    by_value = ask(client, "/api/testapi/search", "5008Q", CLIENT | {"field_list": [box | {"field_value": "Seoul"}]})
    days = {"search_date_type": "START", "start_date": "2026-01-31", "end_date": "2026-01-31"}
    beside = CLIENT | {"doc_uid": "1", "field_list": [{"field_name": "name"}]} | days  # the template beside the list
    by_day = ask(client, "/api/testapi/search", "5009Q", beside)
    rows = [listed.json()["body"]["workflow_list"], by_value["wf_list"], by_day["wf_list"]]
    assert [[row["wfuid"] for row in one] for one in rows] == [[str(contract.pk)]] * 3
    assert [one[0]["field_value"] for one in rows[1:]] == ["Seoul", "Seoul"]


def test_signers_are_acted_for_and_reminded(client: Api) -> None:
    contract = start(client)
    act = {
        "biz_id": "0",
        "memb_email": LEE,
        "action_id": "1",
        "workflow_id": str(contract.pk),
        "comment": "",
        "command": "CF",
    }
    assert ask(client, "/api/testapi/action", "5010Q", CLIENT | act) == {"comp_id": "testapi"}
    assert ask(client, COMMON, "1429Q", WHO | {"workflow_id": str(contract.pk)})["workflow_id"] == str(contract.pk)
    contract.refresh_from_db()
    assert contract.turn == 2


def test_it_is_canceled_and_disposed_of_in_small_letters(client: Api) -> None:
    contract, sealed = start(client), complete(start(client))
    ask(client, COMMON, "1510Q", WHO | {"workflow_id": contract.pk, "command": "cancel"})
    why = {"description": "twice", "timezone_offset": "+09:00"}
    ask(client, COMMON, "1510Q", WHO | {"workflow_id": sealed.pk, "command": "disposal"} | why)
    assert list(Contract.objects.order_by("pk").values_list("status", flat=True)) == ["canceled", "disposed"]


def test_the_sealed_document_has_the_url_of_that_time(client: Api) -> None:
    contract = complete(start(client))
    given = CLIENT | {"wfuid": str(contract.pk)}
    answer = json.loads(client.raw("/workflow/download", json.dumps(given)).content)
    assert result(answer) == ("00", "Success")
    assert answer["body"]["wfname"] == "NDA 2020"
    assert b"document" in client.client.get(answer["body"]["result_url"].removeprefix("http://localhost:8000")).content


def test_templates_are_listed(client: Api) -> None:
    given = WHO | {"search_dir_id": "all", "display_order_mode": "1"}
    (file,) = ask(client, COMMON, "1123Q", given)["file_list"]
    assert (file["file_id"], file["file_type"]) == ("1", "templete")


def test_many_are_started_with_values_beside_the_list(client: Api) -> None:
    template_for_bulk(client.company)
    entry = player(1, "Lee", LEE) | {"workflow_name": ""}
    body = WHO | {
        "workflow_name": "NDA 2020", "workflow_lib_id": "2", "comment": "", "unset_player_list": [entry],
        "field_list": [{"doc_id": "2", "field_name": "text1", "field_value": "Seoul"}], "customer_list": [],
    }  # fmt: skip
    (row,) = ask(client, COMMON, "1410Q", body)["workflow_list"]
    assert (row["result"], row["description"], row["workflow_name"]) == ("OK", "", "NDA 2020")
    assert FieldValue.objects.get(contract=row["workflow_id"], name="text1").text == "Seoul"
