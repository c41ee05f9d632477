"""1410Q: start contracts in bulk."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest

from dojang.api.coded.bulkstart import batch
from dojang.api.tests.acts import bulk, customer, template_for_bulk
from dojang.api.tests.calling import NOW, Api, Json, code, export, result, value
from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports.models import ExportTarget
from dojang.lib import clock
from dojang.lib.tokens import digest
from dojang.notifications.models import Message
from tests import factories
from tests.factories import KIM, LEE, PARK, field


@pytest.fixture
def api(api: Api) -> Api:
    """Template 2 is for bulk: the customer's step and then the starter's."""
    template_for_bulk(api.company)
    return api


def rows(answer: Json) -> list[Json]:
    listed: list[Json] = answer["body"]["workflow_list"]
    return listed


def results(answer: Json) -> list[str]:
    return [row["result"] for row in rows(answer)]


def people(contract: Contract) -> list[tuple[str, str]]:
    return [(signer.name, signer.contact_address) for signer in contract.signers.all()]


def many(number: int, **changes: Any) -> list[Json]:
    return [customer(email=f"lee{one}@example.test", name=f"Lee {one}", **changes) for one in range(number)]


def test_one_contract_is_started_for_each_entry(api: Api) -> None:
    answer = bulk(api, unset_player_list=many(3))
    assert result(answer) == ("00", "Work Flow bulk Sending이 시작됩니다.")
    assert answer["header"]["response_code"] == "1410A"
    contracts = list(Contract.objects.order_by("pk"))
    assert [row["workflow_id"] for row in rows(answer)] == [str(contract.pk) for contract in contracts]
    assert [people(contract) for contract in contracts] == [
        [(f"Lee {one}", f"lee{one}@example.test"), ("Kim", KIM)] for one in range(3)
    ]


def test_a_row_is_told_with_exactly_these_keys(api: Api) -> None:
    answer = bulk(api)
    contract = Contract.objects.get()
    (row,) = rows(answer)
    token = row.pop("token")
    assert bytes(contract.links.get(purpose="starter").digest) == digest(token)
    assert row == {
        "workflow_id": str(contract.pk), "unset_player_email": LEE, "unset_player_name": "Lee", "result": "OK",
        "description": "", "workflow_name": "NDA 2026", "lang": "ko-KR", "reg_date": "",
    }  # fmt: skip
    answer["body"].pop("workflow_list")
    assert answer["body"] == {"comp_id": "testapi", "biz_id": "0", "memb_email": KIM, "workflow_lib_id": "2"}


def test_the_contracts_are_known_as_started_in_bulk(api: Api) -> None:
    bulk(api)
    assert Contract.objects.get().via == Contract.Via.BULK


def test_the_customer_is_invited_with_the_message(api: Api) -> None:
    bulk(api, comment="서명해 주세요", comment_to="all")
    message = Message.objects.get()
    assert (message.address, "서명해 주세요" in message.text) == (LEE, True)


def test_the_starters_step_may_come_first(api: Api) -> None:
    template_for_bulk(api.company, 3, starters=(1,))
    bulk(api, workflow_lib_id=3)
    assert people(Contract.objects.get()) == [("Kim", KIM), ("Lee", LEE)]


def test_without_a_step_of_the_starter_a_second_customer_signs(api: Api) -> None:
    template_for_bulk(api.company, 3, starters=())
    second = customer(email=PARK, name="Park", enable_password_cert="true", password="secret1", password_hint="born")
    bulk(api, workflow_lib_id="3", unset_player_list=many(2), customer_list=[second])
    for contract in Contract.objects.all():
        park = contract.signers.get(step=2)
        assert (park.name, park.contact_address, bool(park.access_code)) == ("Park", PARK, True)


def test_further_customers_and_the_starter_stand_where_the_template_says(api: Api) -> None:
    template_for_bulk(api.company, 3, starters=(2,), steps=3)
    bulk(api, workflow_lib_id="3", customer_list=[customer(email=PARK, name="Park")])
    assert [name for name, _ in people(Contract.objects.get())] == ["Lee", "Kim", "Park"]


def test_a_starter_whose_name_no_signer_could_have_signs_all_the_same(api: Api) -> None:
    api.member.name = "Kim <Manager>"
    api.member.save()
    assert results(bulk(api)) == ["OK"]


def test_an_entry_may_have_its_own_title_language_and_values(api: Api) -> None:
    own = customer(workflow_name="For Lee", language="en-US", field_list=[value("text1", "mine", doc_id="2")])
    answer = bulk(api, unset_player_list=[own, customer()])
    assert [(row["workflow_name"], row["lang"]) for row in rows(answer)] == [
        ("For Lee", "en-US"),
        ("NDA 2026", "ko-KR"),
    ]
    assert [contract.values.filter(name="text1").count() for contract in Contract.objects.order_by("pk")] == [1, 0]


def test_values_beside_the_list_are_every_entrys_unless_it_has_its_own(api: Api) -> None:
    own = customer(field_list=[value("text1", "mine")])
    bulk(api, unset_player_list=[own, customer()], field_list=[value("text1", "ours"), value("text2", "all")])
    told = [dict(contract.values.values_list("name", "text")) for contract in Contract.objects.order_by("pk")]
    assert told == [{"text1": "mine", "text2": "all"}, {"text1": "ours", "text2": "all"}]


def test_proofs_are_asked_of_the_customer(api: Api) -> None:
    proving = customer(
        enable_mobile_cert="true", mobile_number="01012345678", enable_password_cert="true", password="secret1"
    )
    bulk(api, unset_player_list=[proving])
    lee = Contract.objects.get().signers.get(step=1)
    assert (lee.mobile_number, bool(lee.access_code)) == ("01012345678", True)


def test_a_phone_is_taken_as_it_is_for_one_contract(api: Api) -> None:
    answer = bulk(api, unset_player_list=[customer(memb_id_type="Mobile", email="01012345678")])
    assert rows(answer)[0]["unset_player_email"] == "01012345678"


def test_deadline_and_exports_may_stand_beside_the_list(api: Api) -> None:
    bulk(api, expireddate="2026-02-28", timezone_offset="+09:00", export_api_info=export(), unset_player_list=many(2))
    assert ExportTarget.objects.count() == 2
    assert {contract.expires_at for contract in Contract.objects.all()} != {None}


@pytest.mark.parametrize(
    "changes",
    [
        {"comp_id": ..., "biz_id": ..., "comment": ..., "enable_legal_agreement": ...}, {"workflow_lib_id": 2},
        {"client_id": "x", "extra": []}, {"customer_list": []}, {"customer_list": None}, {"field_list": None},
        {"customer_list": [{"memb_id_type": "", "email": "", "name": ""}]}, {"unset_player_list": [{"email": LEE, "name": "Lee"}]},
    ],
)  # fmt: skip
def test_requests_of_all_editions_are_taken(api: Api, changes: dict[str, Any]) -> None:
    assert results(bulk(api, **changes)) == ["OK"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"email": "lee@"}, "The e-mail format is incorrect."),
        ({"memb_id_type": "Mobile", "email": "010"}, "The phone number format is incorrect. ( with or without - )"),
        ({"name": ""}, "The name in player_list is required."),
        ({"name": "<Lee>"}, "A name cannot contain special characters."),
        ({"email": ""}, "unset_player_list[1].email is required."),
        ({"password": "abc", "enable_password_cert": "true"}, "Please enter a password of 4 to 15 characters."),
        ({"enable_mobile_cert": "true"}, "unset_player_list[1].mobile_number is required."),
        ({"workflow_name": "a/b"}, "The document name cannot contain special characters."),
        ({"language": "fr"}, "unset_player_list[1].language must be one of: ko-KR, en-US, ja-JP"),
        ({"field_list": [value("sign1", "x")]}, "The value does not fit the box 'sign1'"),
        ({"field_list": "x"}, "unset_player_list[1].field_list must be an array."),
        ({"email": 5}, "unset_player_list[1].email must be a string."),
    ],
)
def test_a_wrong_entry_says_why_and_does_not_stop_the_others(api: Api, wrong: Json, told: str) -> None:
    first, last = many(2)
    answer = bulk(api, unset_player_list=[first, customer(**wrong), last], lang="en")
    assert (code(answer), results(answer)) == ("00", ["OK", "FAIL", "OK"])
    assert rows(answer)[1]["description"].startswith(told)
    assert (rows(answer)[1]["workflow_id"], rows(answer)[1]["token"], Contract.objects.count()) == ("", "", 2)


def test_what_is_not_used_of_an_entry_is_described(api: Api) -> None:
    strange = customer(field_list=[value("nothing", "x"), value("text1", "y", doc_id="77")])
    (row,) = rows(bulk(api, unset_player_list=[strange], lang="en"))
    assert row["result"] == "OK"
    assert "The template has no box 'nothing'" in row["description"]
    assert "doc_id: 77" in row["description"]


def test_when_no_entry_can_be_started_the_call_has_failed(api: Api) -> None:
    answer = bulk(api, unset_player_list=[customer(email="x")], lang="en")
    assert (result(answer), results(answer)) == (("11", "Failed."), ["FAIL"])
    assert answer["body"]["detail"] == "No document was started. See the descriptions in workflow_list."


def test_a_fault_of_ours_in_one_entry_does_not_stop_the_others(api: Api) -> None:
    from dojang.flow import start

    done, tries = start.start, iter([False, True, True])
    with patch.object(start, "start", lambda *given: done(*given) if next(tries) else 1 / 0):
        answer = bulk(api, unset_player_list=many(3), lang="en")
    assert results(answer) == ["FAIL", "OK", "OK"]
    assert rows(answer)[0]["description"] == "Unexpected exception (incorrect format)"


@pytest.mark.parametrize("number", ["1", "99", "x", "0", "99999999999999"])
def test_only_a_template_for_bulk_will_do(api: Api, number: str) -> None:
    answer = bulk(api, workflow_lib_id=number)
    assert result(answer) == ("10", "해당 Work Flow Library가 존재하지 않습니다.")


def test_another_companys_template_does_not_exist(api: Api) -> None:
    template_for_bulk(factories.company("other"), 5)
    assert code(bulk(api, workflow_lib_id="5")) == "10"


@pytest.mark.parametrize(
    ("layout", "customers", "told"),
    [
        ({"starters": (1, 2)}, [], "All steps of the template are the manager's; one has to be the customer's."),
        ({"starters": ()}, [], "The template needs 1 further customers; customer_list has 0."),
        ({"starters": (2,)}, [customer()], "The template needs 0 further customers; customer_list has 1."),
    ],
)
def test_the_writers_have_to_fit_the_template(api: Api, layout: Json, customers: list[Json], told: str) -> None:
    template_for_bulk(api.company, 3, **layout)
    answer = bulk(api, workflow_lib_id="3", customer_list=customers, lang="en")
    assert (result(answer), answer["body"]["detail"]) == (("15", "The writer setting is incorrect."), told)
    assert Contract.objects.count() == 0


@pytest.mark.parametrize(("fields", "steps"), [([], 0), ([], 1), ([field("a", "text", 1)], 2)])
def test_a_template_without_writers_is_told(api: Api, fields: list[Json], steps: int) -> None:
    made = factories.layout(fields, steps=steps) | {"bulk": True}
    factories.give_layout(api.company.templates.get(number=2), made)
    assert result(bulk(api)) == ("15", "작성자 설정이 올바르지 않습니다.")


def test_a_stranger_cannot_start(api: Api) -> None:
    answer = bulk(api, memb_email="choi@other.test", lang="en")
    assert (result(answer)[0], answer["body"]["detail"]) == (
        "11",
        "The starter (memb_email:choi@other.test) must be a member of the company.",
    )


def test_more_than_the_plan_has_left_is_refused_as_a_whole(api: Api) -> None:
    Company.objects.update(capacity=5, usage=3)
    assert result(bulk(api, unset_player_list=many(3))) == ("13", "가능한 문서 수를 초과합니다.")
    assert (Contract.objects.count(), Company.objects.get().usage) == (0, 3)
    assert results(bulk(api, unset_player_list=many(2))) == ["OK", "OK"]
    assert Company.objects.get().usage == 5


def test_after_the_plans_end_nothing_is_started(api: Api) -> None:
    Company.objects.update(plan_ends_at=clock.now())
    assert result(bulk(api)) == ("14", "이용기간이 만료되었습니다.")


def test_the_rows_tell_when_the_plan_ends(api: Api) -> None:
    Company.objects.update(plan_ends_at=NOW + timedelta(days=1))
    assert rows(bulk(api))[0]["reg_date"] == "2026-02-01 10:00:00"


def test_more_entries_than_can_be_waited_for_are_pointed_to_the_job(api: Api) -> None:
    with patch.object(batch, "MAX_ENTRIES", 3):
        answer = bulk(api, unset_player_list=many(4), lang="en")
    assert result(answer) == (
        "-1",
        "unset_player_list may have at most 3 elements. Start more documents by POST /api/v3/bulk.",
    )
    assert Contract.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"unset_player_list": []}, "unset_player_list is required."),
        ({"unset_player_list": ...}, "unset_player_list is required."),
        ({"unset_player_list": {"email": LEE}}, "unset_player_list must be an array."),
        ({"unset_player_list": [LEE]}, "unset_player_list[0] must be an object."),
        ({"workflow_lib_id": ""}, "workflow_lib_id is required."),
        ({"memb_email": None}, "memb_email is required."),
        ({"customer_list": [{"email": PARK, "name": 5}]}, "customer_list[0].name must be a string."),
    ],
)
def test_a_wrong_parameter_of_the_whole_is_named(api: Api, changes: Json, told: str) -> None:
    assert result(bulk(api, lang="en", **changes)) == ("-1", told)


def test_with_an_idempotency_key_the_same_bulk_is_started_once(api: Api) -> None:
    answers = [bulk(api, unset_player_list=many(2), headers={"Idempotency_Key": "k1"}) for _ in range(2)]
    assert answers[0] == answers[1]
    assert Contract.objects.count() == 2
