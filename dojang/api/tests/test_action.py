"""5010Q: approve or reject by the API."""

from typing import Any

import pytest

from dojang.api.tests.acts import act, free_of_duties
from dojang.api.tests.calling import Api, code, result
from dojang.api.tests.stories import approve, begin, cancel, delete, reject
from dojang.contracts.models import Contract, Event
from dojang.exports.models import Delivery
from dojang.exports.order import ExportOrder
from dojang.lib import clock
from tests import factories
from tests.factories import LEE, PARK

TO_ERP = ExportOrder(url="https://erp.example/hook", scope="ALL")


@pytest.fixture
def contract(api: Api) -> Contract:
    free_of_duties(api)
    return begin(api, export=TO_ERP)


def state(contract: Contract) -> tuple[str, int]:
    contract.refresh_from_db()
    return contract.status, contract.turn


def test_an_approval_gives_the_turn_to_the_next_and_is_exported(api: Api, contract: Contract) -> None:
    answer = act(api, contract, comment="좋습니다")
    assert (result(answer), answer["body"]) == (("00", "성공하였습니다."), {"comp_id": "testapi"})
    assert answer["header"]["response_code"] == "5010A"
    assert state(contract) == ("playing", 2)
    body = bytes(Delivery.objects.get(contract=contract).body).decode()
    assert f'"useremail":"{LEE}","opinion":"좋습니다"' in body


def test_a_rejection_at_the_first_step_cancels(api: Api, contract: Contract) -> None:
    assert code(act(api, contract, command="RT", comment="wrong price")) == "00"
    assert (state(contract), contract.end_reason) == (("canceled", 0), "wrong price")


def test_the_history_tells_that_the_company_did_it(api: Api, contract: Contract) -> None:
    act(api, contract)
    event = Event.objects.filter(contract=contract).latest("seq")
    assert (event.actor, event.step, event.payload["by"]) == ("member", 1, "api")
    assert event.person.values["contact"][1] == api.member.email


@pytest.mark.parametrize("command", ["cf", "Cf", " CF "])
def test_the_command_may_stand_in_any_case(api: Api, contract: Contract, command: str) -> None:
    assert code(act(api, contract, command=command)) == "00"


@pytest.mark.parametrize(
    "changes",
    [
        {"action_id": 1}, {"memb_email": "LEE@example.test "}, {"comp_id": ..., "biz_id": ..., "comment": ...},
        {"comment": None}, {"client_id": "abc", "unknown": [1]}, {"biz_id": 0},
    ],
)  # fmt: skip
def test_requests_of_all_editions_are_taken(api: Api, contract: Contract, changes: dict[str, Any]) -> None:
    assert code(act(api, contract, **changes)) == "00"


def test_the_contract_may_be_a_number(api: Api, contract: Contract) -> None:
    assert code(act(api, contract, workflow_id=contract.pk)) == "00"


def test_a_phone_may_be_spelt_without_hyphens(api: Api, contract: Contract) -> None:
    contract = begin(api, signers=[factories.signer("Lee", "010-1234-5678"), factories.signer("Park", PARK)])
    assert code(act(api, contract, memb_email="01012345678")) == "00"


def test_the_same_act_again_gives_the_same_answer_and_one_event(api: Api, contract: Contract) -> None:
    assert [act(api, contract) for _ in range(2)] == [act(api, contract)] * 2
    assert Event.objects.filter(contract=contract, kind="signer:approved").count() == 1
    assert Delivery.objects.filter(contract=contract).count() == 1


def test_the_other_act_afterwards_is_refused(api: Api, contract: Contract) -> None:
    act(api, contract)
    answer = act(api, contract, command="RT")
    assert (result(answer), "이미" in answer["body"]["detail"]) == (("10", "실패"), True)


@pytest.mark.parametrize(
    "changes",
    [{"memb_email": PARK}, {"action_id": "2"}, {"action_id": "3"}, {"memb_email": "choi"}, {"memb_email": "010"}],
)
def test_only_the_signer_of_the_step_can_be_acted_for(api: Api, contract: Contract, changes: dict[str, str]) -> None:
    answer = act(api, contract, **changes)
    assert (result(answer), state(contract)) == (("10", "실패"), ("playing", 1))
    assert "memb_email" in answer["body"]["detail"]


def test_a_step_whose_turn_has_not_come_is_refused(api: Api, contract: Contract) -> None:
    answer = act(api, contract, action_id="2", memb_email=PARK, lang="en")
    assert (result(answer), answer["body"]["detail"]) == (
        ("10", "fail"),
        "It is not the turn of the step action_id.",
    )


def test_required_boxes_have_to_be_filled(api: Api) -> None:
    factories.give_layout(api.company.templates.get(), factories.layout())
    contract = begin(api)
    answer = act(api, contract)
    assert result(answer) == ("99", "필수항목이 남아있어 진행할 수 없습니다.")
    assert (answer["body"]["detail"], state(contract)) == ("비어 있는 박스: sign1", ("playing", 1))


def test_what_the_signer_filled_in_before_it_came_back_counts(api: Api) -> None:
    factories.give_layout(api.company.templates.get(), factories.layout())
    contract = begin(api)
    approve(contract)
    reject(contract)
    assert code(act(api, contract)) == "00"


def test_the_last_approval_leads_to_sealing(api: Api, contract: Contract) -> None:
    act(api, contract)
    assert code(act(api, contract, action_id="2", memb_email=PARK)) == "00"
    assert state(contract) == ("sealing", 0)


def test_what_has_ended_is_refused(api: Api, contract: Contract) -> None:
    cancel(api, contract)
    answer = act(api, contract, lang="en")
    assert (code(answer), answer["body"]["detail"]) == ("10", "The document is not in progress.")


def test_after_the_deadline_nothing_is_done(api: Api, contract: Contract) -> None:
    Contract.objects.update(expires_at=clock.now())
    assert code(act(api, contract)) == "10"


@pytest.mark.parametrize("workflow_id", ["0", "999999999", "99999999999999999999999", "-1", "x", "１"])
def test_an_unknown_contract_is_told(api: Api, contract: Contract, workflow_id: str) -> None:
    answer = act(api, contract, workflow_id=workflow_id, lang="en")
    assert answer["body"]["detail"] == "There is no such document. Please check workflow_id."


def test_a_deleted_contract_is_unknown(api: Api, contract: Contract) -> None:
    delete(api, contract)
    assert "workflow_id" in act(api, contract)["body"]["detail"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"command": "OK"}, "command must be one of: CF, RT"),
        ({"command": ""}, "command is required."),
        ({"command": 1}, "command must be a string."),
        ({"workflow_id": ...}, "workflow_id is required."),
        ({"workflow_id": [1]}, "workflow_id must be a string or a whole number."),
        ({"action_id": " "}, "action_id is required."),
        ({"action_id": "one"}, "action_id must be a whole number."),
        ({"action_id": 0}, "action_id must be at least 1."),
        ({"memb_email": None}, "memb_email is required."),
        ({"comment": "x" * 251}, "comment must have at most 250 characters."),
    ],
)
def test_a_wrong_parameter_is_named(api: Api, contract: Contract, changes: dict[str, Any], told: str) -> None:
    answer = act(api, contract, lang="en", **changes)
    assert (code(answer), answer["body"]["detail"]) == ("12", told)
    assert state(contract) == ("playing", 1)


def test_a_removed_members_token_does_nothing(api: Api, contract: Contract) -> None:
    api.member.removed_at = clock.now()
    api.member.save()
    assert (code(act(api, contract)), state(contract)) == ("94", ("playing", 1))
