"""The address that all companies share: the request code names the call, the body or the token the company."""

import json

import pytest

from dojang.api.tests import acts
from dojang.api.tests.acts import COMMON, jedoc, list_templates
from dojang.api.tests.calling import Api, code, result, token_of
from dojang.api.tests.stories import begin
from dojang.companies.models import AccessToken
from dojang.lib import clock
from tests import factories
from tests.factories import CHOI, KIM


def test_the_request_code_tells_the_call(api: Api) -> None:
    contract = begin(api)
    answers = [acts.remind(api, contract), acts.end(api, contract), list_templates(api)]
    assert [answer["header"]["response_code"] for answer in answers] == ["1429A", "1510A", "1123A"]
    assert [code(answer) for answer in answers] == ["00", "00", "00"]


@pytest.mark.parametrize("comp_id", ["testapi", "TestAPI", " testapi ", "", None, ...])
def test_the_company_is_named_in_any_case_or_not_at_all(api: Api, comp_id: object) -> None:
    assert code(list_templates(api, comp_id=comp_id)) == "00"


@pytest.mark.parametrize("comp_id", ["other", "testapi2", 7, {"a": 1}, ["testapi"]])
def test_a_token_works_for_its_own_company_alone(api: Api, comp_id: object) -> None:
    other = factories.company("other", language="en")
    factories.member(other, CHOI)
    assert result(list_templates(api, comp_id=comp_id)) == ("94", "인증키가 올바르지 않습니다.")


@pytest.mark.parametrize("request_code", ["9999Q", "5005Q", "1001Q", "", None, 1429, "1429q"])
def test_an_unknown_call_is_told_clearly(api: Api, request_code: object) -> None:
    answer = jedoc(api, "", {}, header={"request_code": request_code}, lang="en")
    assert result(answer) == ("-1", "The request_code in the header is not one of this address.")
    assert answer["header"]["response_code"] == ""


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"header": {}}', b"\xff"])
def test_what_cannot_be_read_is_told_clearly(api: Api, content: bytes) -> None:
    answer = json.loads(api.raw(COMMON, content, lang="en").content)
    assert result(answer) == (
        "-1",
        "Parsing failed because the body information of the received message is incorrect.",
    )
    assert answer["body"]["detail"].startswith("The request")


def test_a_body_that_is_none_is_told_in_the_codes_of_its_call(api: Api) -> None:
    contents = ({"header": {"request_code": request_code}, "body": []} for request_code in ("1410Q", "1429Q", "1123Q"))
    assert [code(json.loads(api.raw(COMMON, json.dumps(content)).content)) for content in contents] == [
        "-1",
        "99",
        "12",
    ]


@pytest.mark.parametrize("path", [COMMON, f"{COMMON}/"])
def test_only_post_is_answered(api: Api, path: str) -> None:
    assert api.client.get(path).status_code == 405


def test_the_sessions_id_and_version_are_echoed(api: Api) -> None:
    header = list_templates(api)["header"]
    assert (header["session_id"], header["version"]) == ("S1001", "1.1.60")
    assert jedoc(api, "1123Q", {"memb_email": KIM}, header={"session_id": "x1"})["header"]["session_id"] == "x1"


@pytest.mark.parametrize(("lang", "word"), [("jp", "リスト"), ("ja", "リスト"), ("en-GB", "file"), ("ko", "파일")])
def test_the_language_is_asked_for_in_the_query(api: Api, lang: str, word: str) -> None:
    assert word in list_templates(api, lang=lang)["header"]["result_msg"]


def test_the_header_may_ask_for_the_language_and_the_query_wins(api: Api) -> None:
    contract = begin(api)
    told = acts.end(api, contract, "DELETE", header={"request_lang": "en"})
    assert "canceled documents" in told["body"]["detail"]
    assert "取消" in acts.end(api, contract, "DELETE", header={"request_lang": "en"}, lang="ja")["body"]["detail"]


def test_the_companys_language_is_the_last_resort(api: Api) -> None:
    api.company.language = "en"
    api.company.save()
    assert result(list_templates(api)) == ("00", "file list")


@pytest.mark.parametrize("call", ["1410Q", "1510Q", "1429Q", "1123Q"])
def test_without_a_good_token_nothing_is_told(api: Api, call: str) -> None:
    AccessToken.objects.update(expires_at=clock.now())
    answer = jedoc(api, call, {"memb_email": KIM})
    assert (result(answer), answer["body"]) == (("94", "인증키가 올바르지 않습니다."), {})


@pytest.mark.parametrize("call", ["1410Q", "1510Q", "1429Q", "1123Q"])
def test_the_token_has_to_allow_it(api: Api, call: str) -> None:
    AccessToken.objects.update(scopes=["company:read"])
    assert code(jedoc(api, call, {"memb_email": KIM})) == "94"


def test_another_companys_token_finds_nothing_of_this_one(api: Api) -> None:
    contract = begin(api)
    other = factories.company("other")
    choi = Api(other, factories.member(other, KIM), "")
    choi.token = token_of(choi.member)
    told = [code(acts.remind(choi, contract)), code(acts.end(choi, contract)), code(acts.act(choi, contract))]
    assert told == ["10", "11", "10"]
    contract.refresh_from_db()
    assert contract.status == "playing"
