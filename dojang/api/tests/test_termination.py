"""1510Q: cancel, dispose of, delete."""

from typing import Any

import pytest

from dojang.api.coded.termination import Ending
from dojang.api.tests.acts import end
from dojang.api.tests.calling import Api, code, result
from dojang.api.tests.stories import approve, begin, cancel, complete, delete, dispose
from dojang.contracts.models import Contract, Event, SealingFailure
from dojang.exports.models import Delivery
from dojang.exports.order import ExportOrder
from dojang.flow import seal_retries
from tests import factories
from tests.factories import KIM

TO_ERP = ExportOrder(url="https://erp.example/hook", scope="ALL")


def state(contract: Contract) -> str:
    contract.refresh_from_db()
    return contract.status


def test_a_contract_in_progress_is_canceled_and_that_is_exported(api: Api) -> None:
    contract = begin(api, export=TO_ERP)
    answer = end(api, contract, "CANCEL", description="wrong price")
    assert result(answer) == ("00", "폐기/취소를 성공했습니다.")
    assert answer["header"]["response_code"] == "1510A"
    assert answer["body"] == {
        "comp_id": "testapi", "biz_id": "0", "memb_email": KIM, "workflow_id": str(contract.pk), "command": "CANCEL",
    }  # fmt: skip
    assert (state(contract), contract.end_reason) == ("canceled", "wrong price")
    assert b'"status":"Canceled"' in bytes(Delivery.objects.get(contract=contract).body)


def test_one_that_cannot_be_sealed_is_canceled_and_one_that_is_being_sealed_is_not(api: Api) -> None:
    contract = begin(api)
    approve(contract)
    approve(contract)
    assert code(end(api, contract, "CANCEL")) == Ending.NOT_PLAYING.code
    seal_retries.record_failure(contract.pk, SealingFailure.Reason.DOCUMENT, ValueError())
    assert (code(end(api, contract, "CANCEL")), state(contract)) == ("00", "canceled")


def test_a_completed_contract_is_disposed_of_with_its_reason(api: Api) -> None:
    contract = complete(begin(api))
    assert code(end(api, contract, "DISPOSAL", description="signed twice", timezone_offset="-05:00")) == "00"
    assert (state(contract), contract.end_reason) == ("disposed", "signed twice")
    assert Event.objects.filter(contract=contract).latest("seq").payload == {"timezone_offset": "-05:00"}


def test_a_canceled_contract_is_deleted_with_its_people(api: Api) -> None:
    contract = begin(api)
    cancel(api, contract)
    assert code(end(api, contract, "DELETE")) == "00"
    assert (state(contract), contract.title, contract.signers.get(step=1).name) == ("deleted", "", "")


@pytest.mark.parametrize("command", ["cancel", "Cancel", " CANCEL "])
def test_the_command_may_stand_in_any_case_and_is_echoed(api: Api, command: str) -> None:
    answer = end(api, begin(api), command)
    assert (code(answer), answer["body"]["command"]) == ("00", command.strip())


@pytest.mark.parametrize(
    "changes", [{"biz_id": ...}, {"biz_id": 0}, {"client_id": "x", "more": {}}, {"comp_id": "TESTAPI"}]
)
def test_requests_of_all_editions_are_taken(api: Api, changes: dict[str, Any]) -> None:
    contract = begin(api)
    assert code(end(api, contract, workflow_id=contract.pk, **changes)) == "00"


def test_who_canceled_is_the_member_that_is_named(api: Api) -> None:
    factories.member(api.company, "manager@acme.test", name="Choi")
    contract = begin(api, export=TO_ERP)
    end(api, contract, memb_email="MANAGER@acme.test")
    assert Event.objects.filter(contract=contract).latest("seq").person.values["name"][1] == "Choi"
    assert b'"useremail":"manager@acme.test"' in bytes(Delivery.objects.get(contract=contract).body)


def playing(api: Api) -> Contract:
    return begin(api)


def sealing(api: Api) -> Contract:
    contract = begin(api)
    approve(contract)
    approve(contract)
    return contract


def completed(api: Api) -> Contract:
    return complete(begin(api))


def canceled(api: Api) -> Contract:
    return cancel(api, begin(api))


def disposed(api: Api) -> Contract:
    return dispose(api, completed(api))


WRONG = [
    (made, command)
    for made in (playing, sealing, completed, canceled, disposed)
    for command, right in (("CANCEL", playing), ("DISPOSAL", completed), ("DELETE", canceled))
    if made is not right
]


@pytest.mark.parametrize(("made", "command"), WRONG)
def test_in_the_wrong_state_nothing_happens(api: Api, made: Any, command: str) -> None:
    contract = made(api)
    before = (contract.status, contract.event_count)
    answer = end(api, contract, command)
    assert result(answer) == ("11", "필수 값이 없거나 상태 값이 올바르지 않습니다.")
    assert "문서만" in answer["body"]["detail"]
    assert (state(contract), contract.event_count) == before


@pytest.mark.parametrize("command", ["CANCEL", "DISPOSAL", "DELETE"])
def test_a_deleted_contract_is_unknown(api: Api, command: str) -> None:
    answer = end(api, delete(api, begin(api)), command, lang="en")
    assert (code(answer), answer["body"]["detail"]) == ("11", "There is no such document. Please check workflow_id.")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"description": ""}, "description is required."),
        ({"description": None}, "description is required."),
        ({"description": "x" * 501}, "description must have at most 500 characters."),
        ({"timezone_offset": " "}, "timezone_offset is required."),
        ({"timezone_offset": "9"}, "The format of timezone_offset is incorrect. ( +XX:XX or -XX:XX )"),
        ({"timezone_offset": "+25:00"}, "The format of timezone_offset is incorrect. ( +XX:XX or -XX:XX )"),
        ({"timezone_offset": 9}, "timezone_offset must be a string."),
    ],
)
def test_a_disposal_needs_a_reason_and_an_offset(api: Api, changes: dict[str, Any], told: str) -> None:
    contract = completed(api)
    answer = end(api, contract, "DISPOSAL", lang="en", **changes)
    assert (code(answer), answer["body"]["detail"], state(contract)) == ("11", told, "complete")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"command": ""}, "command is required."),
        ({"command": "FINISH"}, "command must be one of: CANCEL, DISPOSAL, DELETE"),
        ({"workflow_id": ...}, "workflow_id is required."),
        ({"workflow_id": "12x"}, "There is no such document. Please check workflow_id."),
        ({"memb_email": ""}, "memb_email is required."),
        ({"memb_email": "choi@other.test"}, "memb_email must be a member of the company."),
        ({"description": 5}, "description must be a string."),
    ],
)
def test_what_is_missing_or_wrong_is_named(api: Api, changes: dict[str, Any], told: str) -> None:
    contract = begin(api)
    answer = end(api, contract, lang="en", **changes)
    assert (result(answer)[0], answer["body"]["detail"]) == ("11", told)
    assert state(contract) == "playing"
