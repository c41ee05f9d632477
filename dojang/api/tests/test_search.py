"""5008Q and 5009Q: finding contracts by a value, and by a period."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dojang.api.tests.calling import Api, Json, code, result
from dojang.api.tests.stories import approve, begin, cancel, complete, delete, dispose, reject, search, wfuids
from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.lib import clock
from tests import factories
from tests.factories import CHOI, KIM

TODAY = "2026-01-31"


def condition(name: Any = "name", value: Any = "Lee Minho", doc_uid: Any = "1") -> Json:
    given = {"doc_uid": doc_uid, "field_name": name, "field_value": value}
    return {key: item for key, item in given.items() if item is not ...}


def by_value(api: Api, *conditions: Json, lang: str = "", **more: Any) -> Json:
    return search(api, "5008Q", {"comp_id": "testapi", "field_list": list(conditions)} | more, lang=lang)


def by_period(api: Api, start: Any = TODAY, end: Any = TODAY, *, lang: str = "", **more: Any) -> Json:
    given = {"comp_id": "testapi", "start_date": start, "end_date": end, "field_list": [{"doc_uid": "1"}]} | more
    return search(api, "5009Q", {key: item for key, item in given.items() if item is not ...}, lang=lang)


@pytest.fixture
def edition_of_2021(api: Api) -> None:
    Company.objects.update(edition="2021")


# By value


def test_a_contract_is_found_by_what_stands_in_a_box(api: Api) -> None:
    wanted = begin(api, values={"name": "Lee Minho"})
    begin(api, values={"name": "Lee"})
    approve(wanted)
    assert by_value(api, condition()) == {
        "header": {
            "session_id": "S1001",
            "response_code": "5008A",
            "result_code": "00",
            "result_msg": "필드 상태가 검색되었습니다.",
            "version": "1.1.60",
        },
        "body": {
            "comp_id": "testapi",
            "wf_list": [
                {
                    "doc_uid": "1",
                    "wfuid": str(wanted.pk),
                    "wf_title": "NDA 2026",
                    "wf_status": "Playing",
                    "wf_manager_name": "Kim",
                    "wf_manager_email": KIM,
                    "start_date": "2026-01-31 10:00:00",
                    "end_date": "",
                    "current_process_no": "2",
                    "total_process_count": 2,
                    "field_name": "name",
                    "field_value": "Lee Minho",
                }
            ],
            "has_more": False,
        },
    }


def test_what_a_signer_wrote_is_found_and_what_they_wrote_over_is_not(api: Api) -> None:
    contract = begin(api, values={"name": "Lee"})
    approve(contract, {"name": "Lee Minho"})
    assert wfuids(by_value(api, condition())) == [contract.pk]
    assert wfuids(by_value(api, condition(value="Lee"))) == []


@pytest.mark.parametrize(
    ("name", "value"), [("agree", "Y"), ("day", "2026-02-28"), ("reply", "none"), ("number", "A-1")]
)
def test_every_kind_of_text_is_found(api: Api, name: str, value: str) -> None:
    contract = begin(api, values={"agree": "Y", "day": "2026-02-28", "number": "A-1"})
    assert wfuids(by_value(api, condition(name, value))) == [contract.pk]


def test_a_text_is_found_however_it_is_composed(api: Api) -> None:
    contract = begin(api, values={"name": "박지훈"})
    assert wfuids(by_value(api, condition(value="\u1107\u1161\u11a8\u110c\u1175\u1112\u116e\u11ab"))) == [contract.pk]


@pytest.mark.parametrize(
    "other", [condition("reply"), condition(value="lee minho"), condition(value="Lee Minho "), condition("Name")]
)
def test_only_this_box_with_exactly_this_text_is_found(api: Api, other: Json) -> None:
    begin(api, values={"name": "Lee Minho"})
    assert wfuids(by_value(api, other)) == []


def test_a_value_that_merely_has_the_same_key_is_not_found(api: Api) -> None:
    contract = begin(api, values={"name": "Lee Minho"})
    contract.values.filter(name="name").update(text="Park")
    assert wfuids(by_value(api, condition())) == []


def test_another_template_or_company_with_the_same_value_is_not_found(api: Api) -> None:
    factories.template(api.company, 2)
    other = factories.company("other")
    factories.member(other, CHOI)
    factories.template(other)
    begin(api, values={"name": "Lee Minho"}, template_number="2")
    begin(Api(other, api.member, ""), values={"name": "Lee Minho"}, starter_email=CHOI)
    assert wfuids(by_value(api, condition())) == []


def test_several_conditions_are_answered_one_after_the_other(api: Api) -> None:
    one = begin(api, values={"name": "A"})
    two, three = begin(api, values={"name": "B"}), begin(api, values={"name": "B"})
    answer = by_value(api, condition(value="B"), condition(value="A"))
    assert wfuids(answer) == [three.pk, two.pk, one.pk]
    assert [row["field_value"] for row in answer["body"]["wf_list"]] == ["B", "B", "A"]


def test_ended_contracts_are_told_as_they_ended_and_deleted_ones_not_at_all(api: Api) -> None:
    made = {
        name: begin(api, values={"name": "Lee Minho"})
        for name in ("Complete", "Disposal", "Canceled", "gone", "rejected")
    }
    complete(made["Complete"])
    dispose(api, complete(made["Disposal"]))
    cancel(api, made["Canceled"])
    delete(api, made["gone"])
    reject(made["rejected"])
    told = {
        row["wfuid"]: (row["wf_status"], row["current_process_no"])
        for row in by_value(api, condition())["body"]["wf_list"]
    }
    assert told == {
        str(made["Complete"].pk): ("Complete", "2"),
        str(made["Disposal"].pk): ("Disposal", "2"),
        str(made["Canceled"].pk): ("Canceled", "1"),
        str(made["rejected"].pk): ("Canceled", "1"),
    }


def test_at_most_so_many_are_told_and_that_there_are_more(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("dojang.contracts.queries", "dojang.api.coded.search.call"):
        monkeypatch.setattr(f"{module}.MAX_FOUND", 2)
    made = [begin(api, values={"name": "B"}).pk for _ in range(3)]
    answer = by_value(api, condition(value="B"))
    assert (wfuids(answer), answer["body"]["has_more"]) == ([made[2], made[1]], True)
    begin(api, values={"name": "C"})
    both = by_value(api, condition(value="C"), condition(value="B"))
    assert (len(wfuids(both)), both["body"]["has_more"]) == (2, True)


@pytest.mark.parametrize("doc_uid", ["2", "99999999999", "1" * 5000, "x", "-1", "0", 2, 10**30])
def test_an_unknown_template_is_told(api: Api, doc_uid: Any) -> None:
    number, text = result(by_value(api, condition(doc_uid=doc_uid)))
    assert number == "10"
    assert text.startswith("검색에 실패했습니다. 존재하지 않는 서식입니다.(doc_uid: ")
    assert len(text) < 100


@pytest.mark.parametrize("doc_uid", ["1", 1, " 1 ", "01"])
def test_a_template_is_named_by_text_or_number(api: Api, doc_uid: Any) -> None:
    contract = begin(api, values={"name": "Lee Minho"})
    assert wfuids(by_value(api, condition(doc_uid=doc_uid))) == [contract.pk]


@pytest.mark.parametrize("field_list", [[], None, "", ...])
@pytest.mark.parametrize("request_code", ["5008Q", "5009Q"])
def test_no_condition_is_18(api: Api, request_code: str, field_list: Any) -> None:
    body = {"start_date": TODAY, "end_date": TODAY} | ({} if field_list is ... else {"field_list": field_list})
    assert result(search(api, request_code, body)) == ("18", "검색 조건이 없습니다.")


@pytest.mark.parametrize(
    "lacking",
    [condition(doc_uid=...), condition(doc_uid=""), condition(name=...), condition(value=...), condition(value="")],
)
def test_a_condition_without_a_required_part_is_17(api: Api, lacking: Json) -> None:
    assert result(by_value(api, condition(), lacking)) == ("17", "필수 검색 조건이 없습니다.")


def test_the_edition_of_2021_allows_a_box_without_a_value_and_a_template_alone(api: Api, edition_of_2021: None) -> None:
    contract = begin(api, values={"name": "Lee Minho"})
    (row,) = by_value(api, condition(value=...))["body"]["wf_list"]
    assert (row["wfuid"], row["field_name"], row["field_value"]) == (str(contract.pk), "name", "Lee Minho")
    (row,) = by_value(api, {"doc_uid": "1"})["body"]["wf_list"]
    assert (row["wfuid"], row["field_name"], row["field_value"]) == (str(contract.pk), "", "")
    assert code(by_value(api, condition(name=...))) == "17"
    assert code(by_value(api, condition(doc_uid=...))) == "17"


def test_the_template_may_stand_beside_the_list(api: Api) -> None:
    contract = begin(api, values={"name": "Lee Minho"})
    assert wfuids(by_value(api, condition(doc_uid=...), doc_uid="1", client_id="x", unknown=[1])) == [contract.pk]


@pytest.mark.parametrize(
    ("field_list", "named"),
    [
        ("x", "field_list"),
        ([1], "field_list[0]"),
        ([condition(value=1)], "field_value"),
        ([condition()] * 11, "field_list"),
    ],
)
def test_what_cannot_be_read_is_12_and_named(api: Api, field_list: Any, named: str) -> None:
    answer = search(api, "5008Q", {"field_list": field_list})
    assert result(answer) == ("12", "수신 메세지의 Body 정보가 잘못된 형태여서 파싱하지 못했습니다.")
    assert named in answer["body"]["detail"]


# By period


@pytest.fixture
def started(api: Api) -> list[Contract]:
    """Contracts started at the first and last second of the day in Seoul, and a second before and after it."""
    day = datetime(2026, 1, 30, 15, 0, tzinfo=UTC)
    moments = [day - timedelta(seconds=1), day, day + timedelta(days=1, seconds=-1), day + timedelta(days=1)]
    made = []
    for moment in moments:
        with clock.stopped_at(moment):
            made.append(begin(api, values={"name": "Lee Minho"}))
    return made


def test_contracts_are_found_by_the_day_of_their_start(api: Api, started: list[Contract]) -> None:
    answer = by_period(api, search_date_type="START", field_list=[{"doc_uid": "1", "field_name": "name"}])
    assert answer["header"]["response_code"] == "5009A"
    assert result(answer) == ("00", "필드 상태가 검색되었습니다.")
    assert wfuids(answer) == [started[2].pk, started[1].pk]
    assert {row["start_date"] for row in answer["body"]["wf_list"]} == {"2026-01-31 00:00:00", "2026-01-31 23:59:59"}
    assert {row["field_value"] for row in answer["body"]["wf_list"]} == {"Lee Minho"}


def test_the_period_is_the_companys_own_days(api: Api, started: list[Contract]) -> None:
    Company.objects.update(timezone="America/New_York")
    assert wfuids(by_period(api, search_date_type="start")) == [started[3].pk, started[2].pk]


def test_a_period_of_several_days_holds_its_last_one(api: Api, started: list[Contract]) -> None:
    answer = by_period(api, "2026-01-30", "2026-02-01", search_date_type="START")
    assert wfuids(answer) == [contract.pk for contract in reversed(started)]


def test_without_a_type_the_day_of_completion_counts_and_only_completed_contracts_have_one(api: Api) -> None:
    done, disposed, canceled = begin(api), begin(api), begin(api)
    begin(api)
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        complete(done)
        dispose(api, complete(disposed))
        cancel(api, canceled)
    assert wfuids(by_period(api)) == []
    for given in ({}, {"search_date_type": "END"}, {"search_date_type": ""}, {"search_date_type": None}):
        answer = by_period(api, "2026-02-03", "2026-02-03", **given)
        assert wfuids(answer) == [disposed.pk, done.pk]
        assert answer["body"]["wf_list"][0]["end_date"] == "2026-02-03 10:00:00"


def test_a_value_is_no_condition_of_a_period(api: Api) -> None:
    begin(api, values={"name": "Lee Minho"})
    answer = by_period(api, search_date_type="START", field_list=[condition(value="Park")])
    assert [row["field_value"] for row in answer["body"]["wf_list"]] == ["Lee Minho"]


def test_a_deleted_contract_is_in_no_period(api: Api) -> None:
    delete(api, begin(api))
    assert wfuids(by_period(api, search_date_type="START")) == []


def test_a_drawing_is_told_as_an_address_that_shows_it(api: Api) -> None:
    approve(begin(api))
    answer = by_period(api, search_date_type="START", field_list=[{"doc_uid": "1", "field_name": "sign1"}])
    address = answer["body"]["wf_list"][0]["field_value"]
    assert api.client.get(address.removeprefix("http://localhost:8000"))["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize(
    "day", ["2026-02-30", "20260131", "2026-1-31", "31.01.2026", "9999-01-01", "today", 20260131, ["2026-01-31"]]
)
@pytest.mark.parametrize("which", ["start_date", "end_date"])
def test_a_date_that_is_none_is_19(api: Api, which: str, day: Any) -> None:
    assert result(by_period(api, **{which.removesuffix("_date"): day})) == ("19", "날짜 형식이 잘못되었습니다.")


def test_a_period_that_ends_before_it_begins_is_19_too(api: Api) -> None:
    number, text = result(by_period(api, "2026-02-01", "2026-01-31"))
    assert (number, text) == ("19", "검색 시작일(start_date)은 종료일(end_date)보다 늦을 수 없습니다.")


@pytest.mark.parametrize("day", ["0001-01-01", "9998-12-31"])
def test_the_ends_of_time_are_days_too(api: Api, day: str) -> None:
    assert code(by_period(api, day, day)) == "00"


@pytest.mark.parametrize(("start", "end"), [(..., TODAY), (TODAY, ...), ("", TODAY), (None, TODAY), (TODAY, "  ")])
def test_a_period_without_a_day_is_17(api: Api, start: Any, end: Any) -> None:
    assert code(by_period(api, start, end)) == "17"


def test_a_type_that_is_none_is_named(api: Api) -> None:
    answer = by_period(api, search_date_type="MIDDLE")
    assert code(answer) == "12"
    assert "START, END" in answer["body"]["detail"]


# Both


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        ("ko", ["필드 상태가 검색되었습니다.", "검색에 실패했습니다.", "수신 메세지의", "필수 검색", "검색 조건이",
                "날짜 형식이", "검색 시작일"]),
        ("en", ["Field status has been searched.", "The search failed.", "Parsing failed", "No required search conditions",
                "No search conditions", "Incorrect date format", "The start_date"]),
        ("ja", ["フィールドの状態が検索されました。", "検索に失敗しました。", "受信メッセージの", "必須の検索条件", "検索条件がありません",
                "日付の形式が", "検索の開始日"]),
    ],
)  # fmt: skip
def test_it_speaks_three_languages(api: Api, lang: str, texts: list[str]) -> None:
    answers = [
        by_value(api, condition(), lang=lang),
        by_value(api, condition(doc_uid="7"), lang=lang),
        search(api, "5008Q", {"field_list": "x"}, lang=lang),
        by_value(api, condition(value=""), lang=lang),
        by_value(api, lang=lang),
        by_period(api, "x", lang=lang),
        by_period(api, "2026-02-01", lang=lang),
    ]
    assert [code(answer) for answer in answers] == ["00", "10", "12", "17", "18", "19", "19"]
    for answer, text in zip(answers, texts, strict=True):
        assert result(answer)[1].startswith(text)


@pytest.mark.parametrize("request_code", ["5008Q", "5009Q"])
def test_without_a_good_token_nothing_is_found(api: Api, request_code: str) -> None:
    api.token = "x"
    assert result(search(api, request_code, {})) == ("94", "인증키가 올바르지 않습니다.")
