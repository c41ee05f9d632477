"""1429Q: remind the signer who has the turn."""

from typing import Any

import pytest

from dojang.api.tests.acts import remind
from dojang.api.tests.calling import Api, code, result
from dojang.api.tests.stories import approve, begin, cancel, complete, delete, dispose
from dojang.api.tests.test_termination import sealing
from dojang.contracts.models import Contract, Event, Link
from dojang.exports.order import ExportOrder
from dojang.flow import entry
from dojang.lib import clock
from dojang.lib.visitor import NOBODY
from dojang.notifications.models import Message
from tests.factories import KIM, LEE, PARK

EMBED = ExportOrder(url="https://erp.example/hook", scope="ALL", request_code="embed")
REMINDERS = Message.objects.filter(purpose=Message.Purpose.REMINDER)


def test_the_signer_gets_a_fresh_link_and_the_answer_none(api: Api) -> None:
    contract = begin(api)
    answer = remind(api, contract)
    assert result(answer) == ("00", "Remind를 성공 하었습니다.")
    assert answer["header"]["response_code"] == "1429A"
    assert answer["body"] == {
        "comp_id": "testapi", "biz_id": "0", "workflow_id": str(contract.pk), "memb_email": KIM,
    }  # fmt: skip
    assert [message.address for message in REMINDERS.all()] == [LEE]


def test_the_old_link_dies(api: Api) -> None:
    contract = begin(api)
    remind(api, contract)
    deaths = (
        Link.objects.filter(contract=contract, purpose="sign").order_by("pk").values_list("revoke_reason", flat=True)
    )
    assert list(deaths) == ["replaced", ""]


def test_it_is_the_one_who_has_the_turn_that_is_reminded(api: Api) -> None:
    contract = begin(api)
    approve(contract)
    remind(api, contract)
    assert [message.address for message in REMINDERS.all()] == [PARK]


def test_embedded_the_answer_has_the_fresh_url_and_nobody_is_told(api: Api) -> None:
    contract = begin(api, export=EMBED)
    body = remind(api, contract)["body"]
    assert (body["next_play_user"], body["next_play_user_name"]) == (LEE, "Lee")
    assert entry.exchange(body["play_url"].partition("token=")[2], NOBODY).session.signer is not None
    assert Message.objects.count() == 0


def test_the_member_that_is_named_reminded(api: Api) -> None:
    contract = begin(api)
    remind(api, contract, memb_email=KIM.upper())
    event = Event.objects.get(contract=contract, kind="link:rotated")
    assert event.person.values["contact"][1] == KIM


@pytest.mark.parametrize(
    "made", [sealing, lambda api: complete(begin(api)), lambda api: dispose(api, complete(begin(api)))]
)
def test_what_everybody_has_signed_cannot_be_resent(api: Api, made: Any) -> None:
    assert result(remind(api, made(api))) == ("11", "완료 상태의 문서는 재전송을 할 수 없습니다.")


def test_what_was_canceled_cannot_be_resent(api: Api) -> None:
    contract = cancel(api, begin(api))
    assert result(remind(api, contract)) == ("12", "취소 상태의 문서는 재전송을 할 수 없습니다.")


def test_what_is_past_its_deadline_cannot_be_resent(api: Api) -> None:
    contract = begin(api, expires_at=clock.now())
    assert (code(remind(api, contract)), REMINDERS.count()) == ("12", 0)


def test_the_edition_of_2021_has_texts_of_its_own(api: Api) -> None:
    api.company.edition = "2021"
    api.company.save()
    assert result(remind(api, complete(begin(api)))) == ("11", "서명이 완료된 문서입니다.")
    assert result(remind(api, cancel(api, begin(api)), lang="en")) == ("12", "This document has been cancelled.")
    assert result(remind(api, begin(api), memb_email=1))[0] == "12"


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"workflow_id": "9999999"}, "There is no such document. Please check workflow_id."),
        ({"memb_email": "choi@other.test"}, "memb_email must be a member of the company."),
    ],
)
def test_what_is_not_there_fails(api: Api, changes: dict[str, Any], detail: str) -> None:
    answer = remind(api, begin(api), lang="en", **changes)
    assert (result(answer), answer["body"]["detail"]) == (("10", "fail"), detail)


def test_a_deleted_contract_is_unknown(api: Api) -> None:
    assert code(remind(api, delete(api, begin(api)))) == "10"


@pytest.mark.parametrize("changes", [{"workflow_id": ...}, {"workflow_id": {}}, {"memb_email": ""}, {"memb_email": []}])
def test_a_wrong_parameter_is_an_unexpected_exception(api: Api, changes: dict[str, Any]) -> None:
    contract: Contract = begin(api)
    answer = remind(api, contract, lang="en", **changes)
    assert result(answer) == ("99", "Unexpected exception (incorrect format)")
    assert next(iter(changes)) in answer["body"]["detail"]
    assert REMINDERS.count() == 0
