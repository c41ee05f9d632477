"""POST /exportfield and POST /workflow/download: the values of a contract's boxes, and where its files are."""

from datetime import timedelta
from typing import Any

import pytest

from dojang.api.tests.calling import NOW, Api, code, result
from dojang.api.tests.stories import approve, begin, cancel, complete, delete, get, post
from dojang.contracts import links
from dojang.contracts.models import Contract, Event, Link
from dojang.lib import clock
from tests import factories
from tests.factories import CHOI, KIM

HOST = "http://localhost:8000"
BAD_IDS = ["0", "-1", "x", "", " ", None, "1.0", "9" * 18, "9" * 30, "9" * 5000, 10**30, "١", "\u202e"]
UNKNOWN = ("10", "문서 정보 조회가 실패했습니다. workflow_id를 확인하세요.")


def strangers(api: Api) -> Contract:
    """A contract of another company."""
    other = factories.company("other")
    factories.member(other, CHOI)
    factories.template(other)
    return begin(Api(other, api.member, ""), starter_email=CHOI)


# Values of boxes


def test_every_box_is_told_with_what_stands_in_it(api: Api) -> None:
    contract = begin(api, values={"name": "Lee", "agree": "Y"})
    answer = post(api, "/exportfield", {"workflow_id": str(contract.pk)})
    boxes = ["name", "agree", "monthly", "yearly", "day", "photo", "number", "sign1", "reply", "sign2"]
    assert list(answer["body"]["field_data"]) == boxes
    assert answer == {
        "header": {
            "session_id": "S1001",
            "response_code": "/exportfield",
            "result_code": "00",
            "result_msg": "Success",
            "version": "9.9.99",
        },
        "body": {
            "workflow_id": str(contract.pk),
            "workflow_name": "NDA 2026",
            "doc_uid": "1",
            "status": "Playing",
            "sender_email": KIM,
            "start_date": "2026-01-31 10:00:00",
            "field_data": dict.fromkeys(boxes, "") | {"name": "Lee", "agree": "Y", "reply": "none"},
        },
    }


def test_a_drawing_is_told_as_an_address_that_shows_it_as_long_as_it_is_there(api: Api) -> None:
    contract = begin(api)
    approve(contract)
    address = post(api, "/exportfield", {"workflow_id": contract.pk})["body"]["field_data"]["sign1"]
    assert api.client.get(address.removeprefix(HOST))["Content-Type"] == "image/svg+xml"
    contract.values.all().delete()
    assert api.client.get(address.removeprefix(HOST)).status_code == 404


def test_a_deleted_contract_says_that_it_is_deleted_and_nothing_else(api: Api) -> None:
    contract = begin(api, values={"name": "Lee"})
    delete(api, contract)
    body = post(api, "/exportfield", {"workflow_id": contract.pk})["body"]
    assert (body["status"], body["workflow_name"], set(body["field_data"].values())) == ("Truncate", "", {""})


@pytest.mark.parametrize("address", ["/exportfield", "/workflow/download"])
@pytest.mark.parametrize("given", BAD_IDS, ids=lambda given: repr(given)[:12])
def test_an_id_that_names_no_contract_is_told(api: Api, address: str, given: Any) -> None:
    assert result(post(api, address, {"workflow_id": given})) == UNKNOWN


@pytest.mark.parametrize("address", ["/exportfield", "/workflow/download"])
def test_another_companys_contract_is_no_contract(api: Api, address: str) -> None:
    assert result(post(api, address, {"workflow_id": strangers(api).pk})) == UNKNOWN
    assert result(post(api, address, {})) == UNKNOWN


@pytest.mark.parametrize("address", ["/exportfield", "/workflow/download"])
@pytest.mark.parametrize("given", [True, 1.5, [], {}])
def test_what_is_no_id_is_named(api: Api, address: str, given: Any) -> None:
    assert result(post(api, address, {"workflow_id": given})) == ("-1", "workflow_id 값은 문자열 또는 정수여야 합니다.")


@pytest.mark.parametrize("address", ["/exportfield", "/workflow/download"])
@pytest.mark.parametrize("content", ["", "x", "[]", "null", '{"workflow_id": "\\u0000"}', '{"a": NaN}'])
def test_what_is_no_json_is_told(api: Api, address: str, content: str) -> None:
    response = api.raw(address, content)
    assert response.status_code == 200
    answer = response.json()  # type: ignore[attr-defined]
    assert result(answer) == ("-1", "수신 메세지의 Body 정보가 잘못된 형태여서 파싱하지 못했습니다.")
    assert answer["body"]["detail"]


def test_a_body_beyond_what_the_server_reads_is_413(api: Api) -> None:
    response = api.raw("/exportfield", b" " * (21 * 1024 * 1024))
    assert (response.status_code, response.json()["header"]["result_code"]) == (413, "-1")  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", ["/exportfield", "/workflow/download"])
@pytest.mark.parametrize(
    ("lang", "unknown", "unreadable"),
    [
        ("ko", "문서 정보 조회가 실패했습니다.", "수신 메세지의"),
        ("en", "The document could not be read.", "Parsing failed"),
        ("ja", "文書情報の照会に失敗しました。", "受信メッセージの"),
    ],
)
def test_they_speak_three_languages(api: Api, address: str, lang: str, unknown: str, unreadable: str) -> None:
    assert result(post(api, f"{address}?lang={lang}", {}))[1].startswith(unknown)
    assert result(post(api, address, {"language": lang}))[1].startswith(unknown)
    answer = api.raw(address, "x", lang=lang).json()  # type: ignore[attr-defined]
    assert result(answer)[1].startswith(unreadable)


@pytest.mark.parametrize("address", ["/exportfield", "/workflow/download"])
def test_without_a_good_token_nothing_is_told(api: Api, address: str) -> None:
    given = {"workflow_id": begin(api).pk}
    assert result(post(api, address, given, Authorization="esignon x")) == ("94", "인증키가 올바르지 않습니다.")
    good = f"esignon {api.token}"
    assert code(post(api, f"{address}/", given, Authorization="", Authentication=good)) in ("00", "10")


@pytest.mark.parametrize("address", ["/exportfield", "/workflow/download"])
def test_they_are_posts(api: Api, address: str) -> None:
    response = api.client.get(address, headers={"Authorization": f"esignon {api.token}"})
    assert (response.status_code, response["Allow"]) == (405, "POST")


# Where the files are


@pytest.mark.parametrize("name", ["workflow_id", "wfuid"])
def test_the_files_of_a_complete_contract_are_told_in_the_words_of_all_editions(api: Api, name: str) -> None:
    contract = complete(begin(api))
    answer = post(api, "/workflow/download", {name: str(contract.pk), "client_id": "x", "comp_id": "testapi"})
    body = answer["body"]
    assert answer["header"] == {
        "session_id": "S1001",
        "response_code": "/workflow/download",
        "result_code": "00",
        "result_msg": "Success",
        "version": "9.9.99",
    }
    assert list(body) == ["cert_url", "doc_url", "workflow_name", "result_url", "wfname"]
    assert (body["workflow_name"], body["wfname"], body["result_url"]) == ("NDA 2026", "NDA 2026", body["doc_url"])
    for key, content in (("cert_url", b"%PDF-1.7 certificate"), ("doc_url", b"%PDF-1.7 document")):
        response = api.client.get(body[key].removeprefix(HOST))
        assert (response.content, response["Content-Type"]) == (content, "application/pdf")
        assert response["Content-Disposition"].startswith("attachment")
    fetched = Event.objects.filter(contract=contract).order_by("-seq").values_list("kind", flat=True)[:2]
    assert list(fetched) == ["document:downloaded", "certificate:downloaded"]


def test_the_addresses_live_for_five_minutes(api: Api) -> None:
    body = post(api, "/workflow/download", {"workflow_id": complete(begin(api)).pk})["body"]
    path = body["doc_url"].removeprefix(HOST)
    with clock.stopped_at(NOW + timedelta(minutes=4, seconds=59)):
        assert api.client.get(path).status_code == 200
    with clock.stopped_at(NOW + timedelta(minutes=5)):
        response = api.client.get(path)
    assert response.status_code == 410
    assert "유효 시간이 지났습니다" in response.content.decode()


def test_asking_again_and_again_adds_no_rows(api: Api) -> None:
    contract = complete(begin(api))
    post(api, "/workflow/download", {"workflow_id": contract.pk})
    before = Link.objects.count()
    for _ in range(3):
        post(api, "/workflow/download", {"workflow_id": contract.pk})
        get(api, f"/api/v2/workflows/{contract.pk}")
    assert Link.objects.count() == before


def test_an_address_that_was_revoked_is_dead_and_the_next_one_is_not(api: Api) -> None:
    contract = complete(begin(api))
    old = post(api, "/workflow/download", {"workflow_id": contract.pk})["body"]["doc_url"]
    links.revoke_all(contract, Link.RevokeReason.REPLACED)
    new = post(api, "/workflow/download", {"workflow_id": contract.pk})["body"]["doc_url"]
    assert [api.client.get(url.removeprefix(HOST)).status_code for url in (old, new)] == [410, 200]


def test_only_a_complete_contract_has_files(api: Api) -> None:
    playing, sealing, canceled = begin(api), begin(api), begin(api)
    approve(sealing)
    approve(sealing)
    cancel(api, canceled)
    for contract in (playing, sealing, canceled):
        answer = post(api, "/workflow/download", {"workflow_id": contract.pk})
        assert result(answer) == ("10", "완료된 문서만 다운로드할 수 있습니다.")
        assert answer["body"] == {}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Only completed documents can be downloaded."),
        ("ja", "完了した文書のみダウンロードできます。"),
    ],
)
def test_that_it_is_not_complete_is_told_in_each_language(api: Api, lang: str, text: str) -> None:
    assert result(post(api, f"/workflow/download?lang={lang}", {"workflow_id": begin(api).pk})) == ("10", text)
