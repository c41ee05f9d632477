"""GET /worklists/new: the company's contracts, page by page."""

import pytest

from dojang.api.tests.calling import Api, code, result
from dojang.api.tests.stories import CHOI_READS, approve, begin, cancel, complete, delete, dispose, get, reject, wfuids
from dojang.companies.models import Company
from dojang.contracts import tally
from dojang.contracts.models import Contract, Tally
from dojang.flow.orders import SignerOrder
from dojang.lib.contact import Contact
from tests import factories
from tests.factories import CHOI, KIM, LEE, PARK, signer

LIST = "/worklists/new"


def test_a_contract_in_progress(api: Api) -> None:
    contract = begin(api, copies=(CHOI_READS,))
    approve(contract)
    assert get(api, LIST) == {
        "header": {
            "session_id": "S1001",
            "response_code": "/worklists/new",
            "result_code": "00",
            "result_msg": "",
            "version": "9.9.99",
        },
        "body": {
            "comp_id": "testapi",
            "isManager": True,
            "memb_email": KIM,
            "page": 1,
            "rows": 50,
            "total": 1,
            "workflow_list": [
                {
                    "wfuid": str(contract.pk),
                    "wfname": "NDA 2026",
                    "wftype": "NORMAL",
                    "status": "Playing",
                    "step": "Progress",
                    "nickname": "Kim",
                    "email": KIM,
                    "currentactionid": "2",
                    "startdate": "2026-01-31 10:00:00",
                    "totalprocesscount": 2,
                    "currentprocesscount": 1,
                    "confirmdate": "2026-01-31 10:00:00",
                    "preactionid": "1",
                    "preactionemail": CHOI,
                }
            ],
        },
    }


def test_a_contract_that_nobody_has_signed_has_nothing_before(api: Api) -> None:
    begin(api)
    (row,) = get(api, LIST)["body"]["workflow_list"]
    assert (row["currentactionid"], row["currentprocesscount"]) == ("1", 0)
    assert (row["confirmdate"], row["preactionid"], row["preactionemail"]) == ("", "", "")


def test_what_was_sent_back_is_at_its_earlier_step_again(api: Api) -> None:
    contract = begin(api)
    approve(contract)
    reject(contract)
    (row,) = get(api, LIST)["body"]["workflow_list"]
    assert (row["currentactionid"], row["currentprocesscount"], row["preactionid"]) == ("1", 0, "2")


def test_whose_turn_it_is(api: Api) -> None:
    kim_signs: tuple[SignerOrder, ...] = (signer("Lee", LEE), signer("Kim", KIM.upper()))
    contract = begin(api, signers=kim_signs)
    assert get(api, LIST)["body"]["workflow_list"][0]["step"] == "Progress"
    approve(contract)
    assert get(api, LIST)["body"]["workflow_list"][0]["step"] == "Myturn"


def test_how_contracts_end(api: Api) -> None:
    made = [begin(api) for _ in range(4)]
    approve(made[0])
    approve(made[0])
    complete(made[1])
    dispose(api, complete(made[2]))
    approve(made[3])
    cancel(api, made[3])
    rows = {row["wfuid"]: row for row in get(api, LIST)["body"]["workflow_list"]}
    told = [(rows[str(c.pk)]["status"], rows[str(c.pk)]["step"], rows[str(c.pk)]["currentprocesscount"]) for c in made]
    assert told == [
        ("Playing", "Progress", 2),
        ("Complete", "Complete", 2),
        ("Disposal", "Complete", 2),
        ("Canceled", "Complete", 1),
    ]


def test_a_step_that_was_sent_back_does_not_count_when_the_contract_is_canceled(api: Api) -> None:
    contract = begin(api)
    approve(contract)
    reject(contract)
    cancel(api, contract)
    (row,) = get(api, LIST)["body"]["workflow_list"]
    assert (row["currentprocesscount"], row["currentactionid"]) == (0, "1")


def test_a_contract_of_a_bulk_start_is_told_apart(api: Api) -> None:
    begin(api)
    Contract.objects.update(via="bulk")
    assert get(api, LIST)["body"]["workflow_list"][0]["wftype"] == "BULKWEB"


def test_a_deleted_contract_is_neither_listed_nor_counted(api: Api) -> None:
    kept, gone = begin(api), begin(api)
    delete(api, gone)
    answer = get(api, LIST)
    assert (wfuids(answer), answer["body"]["total"]) == ([kept.pk], 1)


def test_another_companys_contracts_are_neither_listed_nor_counted(api: Api) -> None:
    other = factories.company("other")
    factories.member(other, CHOI)
    factories.template(other)
    begin(Api(other, api.member, ""), starter_email=CHOI)
    assert get(api, LIST)["body"]["total"] == 0
    assert get(api, LIST)["body"]["workflow_list"] == []


@pytest.fixture
def seven(api: Api, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Contracts, the newest first, in blocks of three ids; two others between them are deleted."""
    monkeypatch.setattr(tally, "BLOCK", 3)
    made = [begin(api) for _ in range(9)]
    for gone in (made[3], made[7]):
        delete(api, gone)
    assert Tally.objects.count() >= 3
    return [contract.pk for contract in reversed(made) if contract not in (made[3], made[7])]


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 7, 50])
def test_the_pages_together_are_all_contracts_the_newest_first(api: Api, seven: list[int], rows: int) -> None:
    pages = -(-7 // rows)
    answers = [get(api, f"{LIST}?page={page}&rows={rows}") for page in range(1, pages + 2)]
    assert [wfuid for answer in answers for wfuid in wfuids(answer)] == seven
    assert {answer["body"]["total"] for answer in answers} == {7}
    assert [answer["body"]["page"] for answer in answers] == list(range(1, pages + 2))


@pytest.mark.parametrize("query", ["", "?page=", "?page=1&rows=", "?page=%201%20&rows=50", "?page=01", "?unknown=x"])
def test_page_and_rows_may_be_left_out(api: Api, query: str) -> None:
    body = get(api, LIST + query)["body"]
    assert (body["page"], body["rows"]) == (1, 50)


@pytest.mark.parametrize("page", ["2", "1000000000"])
def test_beyond_the_last_page_there_is_nothing(api: Api, page: str) -> None:
    begin(api)
    answer = get(api, f"{LIST}?page={page}&rows=1000")
    assert (code(answer), wfuids(answer), answer["body"]["total"]) == ("00", [], 1)


@pytest.mark.parametrize("name", ["page", "rows"])
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("x", "{name} 값은 정수여야 합니다."),
        ("1.5", "{name} 값은 정수여야 합니다."),
        ("١", "{name} 값은 정수여야 합니다."),
        ("0", "{name} 값은 1 이상이어야 합니다."),
        ("-1", "{name} 값은 1 이상이어야 합니다."),
        ("9999999999", "{name} 값은 {most} 이하여야 합니다."),
        ("9" * 30, "{name} 값은 20자 이하로 입력해주세요."),
    ],
)
def test_a_page_that_is_none_is_told(api: Api, name: str, given: str, reason: str) -> None:
    most = {"page": 10**9, "rows": 1000}[name]
    assert result(get(api, f"{LIST}?{name}={given}")) == ("-1", reason.format(name=name, most=most))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ko", "rows 값은 1 이상이어야 합니다."),
        ("en", "rows must be at least 1."),
        ("ja", "rowsの値は1以上でなければなりません。"),
        ("jp", "rowsの値は1以上でなければなりません。"),
    ],
)
def test_it_speaks_three_languages(api: Api, lang: str, text: str) -> None:
    assert result(get(api, f"{LIST}?rows=0&lang={lang}"))[1] == text


def test_without_lang_it_speaks_the_companys_language(api: Api) -> None:
    Company.objects.update(language="ja")
    assert result(get(api, f"{LIST}?rows=0"))[1] == "rowsの値は1以上でなければなりません。"


@pytest.mark.parametrize("header", ["", "esignon x", "Basic eDp5"])
def test_without_a_good_token_nothing_is_listed(api: Api, header: str) -> None:
    assert result(get(api, LIST, Authorization=header)) == ("94", "인증키가 올바르지 않습니다.")


def test_the_token_may_be_called_authentication(api: Api) -> None:
    assert code(get(api, f"{LIST}/", Authorization="", Authentication=f"esignon {api.token}")) == "00"


def test_it_is_a_get(api: Api) -> None:
    response = api.raw(LIST, "{}")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_what_cannot_be_stored_cannot_be_asked_for(api: Api) -> None:
    answer = get(api, f"{LIST}?page=%00")
    assert code(answer) == "-1"
    assert "NUL" in answer["body"]["detail"]


def test_a_contact_is_no_reason_to_fail(api: Api) -> None:
    by_phone = SignerOrder(name="Lee", contact=Contact.read("010-1234-5678"))
    begin(api, signers=(by_phone, signer("Park", PARK)))
    assert get(api, LIST)["body"]["workflow_list"][0]["step"] == "Progress"
