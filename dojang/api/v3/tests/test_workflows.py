"""The vendor's calls of v3, as integrators write them."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dojang.api.tests.calling import token_of
from dojang.api.tests.stories import complete
from dojang.api.v3.tests.calling import V3
from dojang.companies.callers import Scope
from dojang.companies.tokens import issue
from dojang.contracts.models import Contract, Signer
from dojang.exports.models import ExportTarget
from dojang.notifications.models import Message
from tests import factories
from tests.factories import KIM, LEE, PARK, field

Json = dict[str, Any]
RECIPIENTS = [{"order": 1, "email": LEE, "name": "Lee"}, {"order": 2, "email": PARK, "name": "Park"}]
EXPORT = {"url": "https://erp.example/exports", "api_type": "ALL"}


@pytest.fixture
def program(v3: V3) -> V3:
    """Kim's program, at a company with a template of two steps and a check box."""
    fields = [*factories.two_steps(), field("agree", "check", 1, 0.6), field("day", "date", 1, 0.7)]
    factories.template(v3.company, fields=fields)
    return v3


def start(v3: V3, query: str = "", **changes: Any) -> Json:
    told: Json = v3.post(f"/workflows/start{query}", order(**changes))
    return told


def order(**changes: Any) -> Json:
    """A start; what is `...` is left out."""
    body = {"workflow_name": "NDA 2026", "template_id": 1, "recipient_list": RECIPIENTS} | changes
    return {key: value for key, value in body.items() if value is not ...}


def refused(v3: V3, query: str = "", **changes: Any) -> str:
    response = v3.raw("POST", f"/workflows/start{query}", json.dumps(order(**changes)).encode())
    assert response.status_code == 422, response.content
    return str(response.json()["header"]["result_msg"])  # type: ignore[attr-defined]


def test_a_start_answers_flat_with_numbers_for_ids(program: V3) -> None:
    told = start(program)
    contract = Contract.objects.get()
    assert (told["workflow_id"], told["workflow_name"]) == (contract.pk, "NDA 2026")
    assert told["token"]
    assert told["sign_url"] is None


def test_the_starter_is_whose_token_it_is(program: V3) -> None:
    start(program)
    assert Contract.objects.get().starter == program.member


@pytest.mark.parametrize("number", [1, "1", "01"])
def test_the_template_may_be_a_number_or_a_text(program: V3, number: object) -> None:
    assert start(program, template_id=number)["workflow_id"]


@pytest.mark.parametrize(
    "legacy",
    [
        {"template_id": ..., "doc_id": "1"},
        {"recipient_list": ..., "player_list": [{"field_owner": "2", "email": PARK, "name": "Park"},
                                                {"field_owner": 1, "email": LEE, "name": "Lee"}]},
        {"memb_email": KIM},
        {"preview": "", "field_list": [{"field_name": "name", "field_value": "Lee"}]},
    ],
)  # fmt: skip
def test_the_words_of_the_coded_calls_are_understood(program: V3, legacy: Json) -> None:
    start(program, **legacy)
    assert list(Signer.objects.order_by("step").values_list("name", flat=True)) == ["Lee", "Park"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("Y", "Y"), ("N", "N"), ("1", "Y"), ("0", "N"), (1, "Y"), (True, "Y"), (False, "N"), ("true", "Y")],
)
def test_a_check_may_be_said_in_many_ways(program: V3, given: object, kept: str) -> None:
    start(program, field_list=[{"name": "agree", "value": given}])
    assert Contract.objects.get().values.get(name="agree").text == kept


def test_all_that_a_recipient_may_have_arrives(program: V3) -> None:
    lee = {"order": 1, "email": LEE, "name": "Lee", "language": "ja", "mobile_number": "010-1234-5678",
           "password": "secret9", "password_hint": "on the phone"}  # fmt: skip
    start(program, recipient_list=[lee, RECIPIENTS[1]], comment="please", customer_list=[{"email": KIM, "name": "K"}])
    signer, contract = Signer.objects.get(step=1), Contract.objects.get()
    assert (signer.language, signer.mobile_number, signer.access_hint) == ("ja", "010-1234-5678", "on the phone")
    assert (contract.comment, contract.copies.get().name) == ("please", "K")


@pytest.mark.parametrize(
    ("query", "given", "kept"),
    [
        ("", "2026-12-31 18:30:00", "2026-12-31T09:30:00+00:00"),
        ("?offset=%2B00:00", "2026-12-31 18:30:00", "2026-12-31T18:30:00+00:00"),
        ("?offset=+00:00", "2026-12-31 18:30:00", "2026-12-31T18:30:00+00:00"),  # as some clients send it
        ("?offset=-05:00", "2026-12-31T18:30", "2026-12-31T23:30:00+00:00"),
        ("", "2026-12-31", "2026-12-31T14:59:59+00:00"),
    ],
)
def test_a_deadline_is_a_moment_where_the_offset_or_the_company_says(
    program: V3, query: str, given: str, kept: str
) -> None:
    start(program, query, expiry_date=given)
    expires_at = Contract.objects.get().expires_at
    assert expires_at is not None
    assert expires_at.isoformat() == kept


@pytest.mark.parametrize(
    "given", ["2026-13-01 00:00:00", "tomorrow", "2026-12-31 25:00:00", "9999-12-31", "2020-01-01"]
)
def test_a_deadline_that_is_none_is_refused(program: V3, given: str) -> None:
    assert "date" in refused(program, expiry_date=given)
    assert not Contract.objects.exists()


def test_a_preview_starts_nothing(program: V3) -> None:
    told = start(program, is_preview=True)
    assert urlsplit(told["preview_url"]).path.startswith("/preview")
    assert told["workflow_id"] is None
    assert not Contract.objects.exists()


def test_an_embedded_start_gives_the_way_to_sign(program: V3) -> None:
    told = start(program, export_api_info=EXPORT | {"is_embed": True})
    assert "token" in parse_qs(urlsplit(told["sign_url"]).query)
    assert (told["next_play_user"], told["next_user_name"]) == (LEE, "Lee")


def test_exports_are_ordered_in_the_words_of_v3(program: V3) -> None:
    names = [{"field_name": "name", "new_name": "customer"}]
    start(program, export_api_info=EXPORT | {"link_type": "download", "is_embed": "true", "field_names": names})
    target = ExportTarget.objects.get()
    assert (target.protocol, target.embed, target.download_links) == ("v3", True, True)
    assert target.new_names == {"name": "customer"}


def test_a_new_name_for_a_box_that_is_not_there_is_warned_of(program: V3) -> None:
    names = [{"field_name": "nothing", "new_name": "x"}]
    told = start(program, export_api_info=EXPORT | {"field_names": names})
    assert told["warnings"] == ["The template has no box 'nothing', so the new name 'x' is not used."]


def test_a_signer_may_read_vietnamese_or_chinese_but_a_contract_is_in_neither(program: V3) -> None:
    people = [RECIPIENTS[0] | {"language": "vi"}, RECIPIENTS[1] | {"language": "zh-CN"}]
    start(program, recipient_list=people, customer_list=[{"email": KIM, "name": "K", "language": "vi-VN"}])
    languages = [*Signer.objects.order_by("step").values_list("language", flat=True), Contract.objects.get().language]
    assert [*languages, Contract.objects.get().copies.get().language] == ["vi", "zh", "ko", "vi"]
    assert "Yêu cầu ký" in Message.objects.get(purpose=Message.Purpose.INVITATION).subject
    assert "ko-KR, en-US, ja-JP" in refused(program, language="vi")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"workflow_name": ...}, "workflow_name is required"),
        ({"template_id": ...}, "template_id is required"),
        ({"recipient_list": ...}, "recipient_list is required"),
        ({"recipient_list": [{"order": 1, "email": LEE}, RECIPIENTS[1]]}, "recipient_list[0].name"),
        ({"recipient_list": [{"order": 1, "name": "Lee"}, RECIPIENTS[1]]}, "recipient_list[0].email"),
        ({"recipient_list": RECIPIENTS[:1]}, "number of signers"),
        ({"recipient_list": "Lee"}, "recipient_list"),
        ({"recipient_list": ["Lee"]}, "recipient_list"),
        ({"template_id": 99}, "does not exist"),
        ({"template_id": [1]}, "template_id"),
        ({"language": "fr"}, "language"),
        ({"field_list": [{"name": "day", "value": "2020-13-01"}]}, "day"),
        ({"field_list": [{"name": "name", "value": "a"}, {"name": "name", "value": "b"}]}, "name"),
        ({"is_preview": "perhaps"}, "is_preview"),
        ({"workflow_name": "a/b"}, "special characters"),
        ({"export_api_info": {"api_type": "ALL", "is_embed": True}}, "export_api_info.url"),
        ({"export_api_info": {"url": "https://erp.example/"}}, "export_api_info.api_type"),
        ({"export_api_info": EXPORT | {"url": "ftp://x"}}, "export_api_info.url"),
        ({"export_api_info": EXPORT | {"field_names": [{"field_name": "a", "new_name": "x"},
                                                       {"field_name": "b", "new_name": "x"}]}}, "'x' is given twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_as_v3_names_it(program: V3, changes: Json, word: str) -> None:
    assert word in refused(program, **changes)
    assert not Contract.objects.exists()


def test_a_bad_offset_is_refused(program: V3) -> None:
    assert refused(program, "?offset=nine")


def test_a_start_with_the_same_key_starts_once(program: V3) -> None:
    first = program.post("/workflows/start", order(), Idempotency_Key="k1")
    assert program.post("/workflows/start", order(), Idempotency_Key="k1") == first
    assert Contract.objects.count() == 1


def test_a_contract_is_read_with_people_boxes_and_history(program: V3) -> None:
    told = start(program, field_list=[{"name": "name", "value": "Lee"}])
    read = program.get(f"/workflows/{told['workflow_id']}")
    assert (read["status"], read["workflow_status"], read["download_url"]) == ("Playing", "Playing", "")
    assert {"name": "name", "value": "Lee", "order": 1} in read["field_list"]
    assert [one["is_turn"] for one in read["recipient_list"]] == [True, False]
    assert read["action_history_list"][0]["step_code"] == "WORKFLOW_START"


def test_the_playing_url_opens_what_the_signer_was_sent_and_makes_no_new_link(program: V3) -> None:
    told = start(program)
    links = Contract.objects.get().links.count()
    url = program.get(f"/workflows/{told['workflow_id']}")["playing_url"]
    assert Contract.objects.get().links.count() == links
    assert program.client.get(urlsplit(url).path + "?" + urlsplit(url).query).status_code == 200


def test_a_token_that_only_reads_is_given_no_way_to_sign(program: V3) -> None:
    told = start(program)
    program.token = issue(program.member, "reader", [Scope.CONTRACTS_READ], 1)[1]
    assert program.get(f"/workflows/{told['workflow_id']}")["playing_url"] == ""


def test_a_complete_contract_has_its_files(program: V3) -> None:
    contract = complete(Contract.objects.get(pk=start(program)["workflow_id"]))
    read = program.get(f"/workflows/{contract.pk}")
    assert read["status"] == "Complete"
    assert read["playing_url"] == ""
    assert program.client.get(urlsplit(read["download_url"]).path).status_code == 200


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999", "x", "-1"])
def test_what_is_not_there_is_not_found(program: V3, number: str) -> None:
    assert program.problem("GET", f"/workflows/{number}") == (404, "not_found")


def test_another_companys_contract_is_not_found(program: V3) -> None:
    theirs = start(program)["workflow_id"]
    program.token = token_of(factories.member(factories.company("other")))
    assert program.problem("GET", f"/workflows/{theirs}") == (404, "not_found")


def test_the_list_is_the_newest_first_and_in_pages(program: V3) -> None:
    ids = [start(program)["workflow_id"] for _ in range(3)]
    first, second = program.get("/workflows?rows=2"), program.get("/workflows?rows=2&page=2")
    assert [one["workflow_id"] for one in first["workflow_list"]] == [ids[2], ids[1]]
    assert [one["workflow_id"] for one in second["workflow_list"]] == [ids[0]]
    assert (first["has_next"], second["has_next"]) == (True, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("step=progress", 1), ("step=complete", 0), ("status=Playing", 1), ("status=Canceled", 0), ("template_id=1", 1),
        ("template_id=7", 0), ("important=true", 0), ("important=false&imminent=false&date_condition=created_date", 1),
        ("imminent=true", 0), ("start_date=2020-01-01", 1), ("end_date=2020-01-01", 0), ("offset=%2B09:00", 1),
        ("date_condition=completed_date&start_date=2020-01-01", 0), ("unknown=1", 1), ("status=", 1),
    ],
)  # fmt: skip
def test_the_list_can_be_narrowed(program: V3, query: str, found: int) -> None:
    start(program)
    assert len(program.get(f"/workflows?{query}")["workflow_list"]) == found


def test_a_deadline_near_is_imminent(program: V3) -> None:
    from dojang.lib import clock

    soon = clock.now().strftime("%Y-%m-%d") + " 23:59:00"
    start(program, "?offset=%2B00:00", expiry_date=soon)
    assert len(program.get("/workflows?imminent=true")["workflow_list"]) == 1


@pytest.mark.parametrize(
    "query", ["rows=0", "rows=201", "page=0", "page=x", "status=Nice", "start_date=soon", "offset=9", "template_id=x"]
)
def test_a_list_asked_for_wrongly_is_refused(program: V3, query: str) -> None:
    assert program.problem("GET", f"/workflows?{query}")[0] == 422


def test_contracts_are_found_by_what_stands_in_a_box(program: V3) -> None:
    told = start(program, field_list=[{"name": "name", "value": "Lee"}])
    start(program, field_list=[{"name": "name", "value": "Choi"}])
    found = program.get("/workflows/search-with-value?template_id=1&field_name=name&field_value=Lee")
    assert [(one["workflow_id"], one["status"], one["field_value"]) for one in found["workflow_list"]] == [
        (told["workflow_id"], "Playing", "Lee")
    ]


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 422), ("template_id=1&field_name=name", 422), ("template_id=9&field_name=name&field_value=x", 404)],
)
def test_a_search_needs_all_its_conditions(program: V3, query: str, status: int) -> None:
    assert program.problem("GET", f"/workflows/search-with-value?{query}")[0] == status
