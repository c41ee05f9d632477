"""An export is believed only when Dojang's own signature fits it, and then it is typed."""

import base64
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from dojang.exports.dispatch.signature import sign
from dojang_client import Export, NotGenuine, verify_export

OLD, NEW, OTHER = (f"whsec_{base64.b64encode(bytes([number]) * 32).decode()}" for number in (1, 2, 3))
CODED = {
    "header": {"api_name": "export", "session_id": "S1001", "request_code": "embed"},
    "body": {
        "wfluid": "0", "clientid": "c1", "processid": "1", "requestid": "embed", "actionid": "1",
        "workdatetime": "2026-01-31 04:23:28.0", "worktype": "CF", "wfuid": "17", "useremail": "lee@example.test", "opinion": "",
        "employee": "이영희", "next_play_user": "010-1234-5678", "play_url": "https://sign.example/mail/sign?token=t",
        "status": "Playing", "next_user_name": "박지훈", "user_name": "이영희",
    },
}  # fmt: skip
FLAT = {
    "workflow_id": 17, "client_id": "c1", "actionid": "2", "workdatetime": "2026-01-31 05:01:02.0", "worktype": "CF",
    "useremail": "park@example.test", "user_name": "박지훈", "opinion": "", "status": "Complete",
    "field_list": [{"name": "employee", "value": "이영희"}], "download_url": "https://sign.example/view/d",
    "cert_url": "https://sign.example/view/c", "something_new": {"a": 1},
}  # fmt: skip


def arrived(message: object, *secrets: str, age: int = 0) -> tuple[bytes, dict[str, str]]:
    """Body and headers, as Dojang sends them."""
    body, sent_at = json.dumps(message).encode(), int(time.time()) - age
    signature = sign(secrets, "msg_1", sent_at, body)
    told = {"Webhook-Id": "msg_1", "Webhook-Timestamp": str(sent_at), "Webhook-Signature": signature}
    return body, told | {"Dojang-Sequence": "2", "Dojang-Attempt": "3"}


def test_an_export_of_the_coded_protocol_is_typed() -> None:
    export = verify_export(*arrived(CODED, NEW), NEW)
    assert (export.webhook_id, export.sequence, export.attempt, export.workflow_id) == ("msg_1", 2, 3, 17)
    assert (export.worktype, export.status, export.step) == ("CF", "Playing", 1)
    assert (export.contact, export.name) == ("lee@example.test", "이영희")
    assert (export.next_contact, export.next_name) == ("010-1234-5678", "박지훈")
    assert export.sign_url == "https://sign.example/mail/sign?token=t"
    assert export.happened_at == datetime(2026, 1, 31, 4, 23, 28, tzinfo=UTC)
    assert export.values == {"employee": "이영희"}
    assert export.body == CODED


def test_an_export_of_v3_is_typed_the_same_way() -> None:
    export = verify_export(*arrived(FLAT, NEW), NEW)
    assert (export.workflow_id, export.step, export.status) == (17, 2, "Complete")
    assert (export.document_url, export.certificate_url) == (
        "https://sign.example/view/d",
        "https://sign.example/view/c",
    )
    assert export.values == {"employee": "이영희"}
    assert export.sign_url == ""
    assert export.body["something_new"] == {"a": 1}


@pytest.mark.parametrize(
    ("signed_with", "known"),
    [([NEW, OLD], OLD), ([NEW, OLD], NEW), ([NEW], [OLD, NEW]), ([NEW, OLD], [OTHER, OLD])],
)
def test_while_a_secret_is_replaced_either_one_will_do(signed_with: list[str], known: str | list[str]) -> None:
    assert verify_export(*arrived(CODED, *signed_with), known).workflow_id == 17


def refused(body: bytes, headers: Mapping[str, str], secrets: str | list[str] = NEW, **more: Any) -> bool:
    with pytest.raises(NotGenuine, match="401"):
        verify_export(body, headers, secrets, **more)
    return True


def test_what_was_changed_or_signed_by_another_is_refused() -> None:
    body, headers = arrived(CODED, NEW)
    assert refused(body.replace(b"17", b"18"), headers)
    assert refused(body, headers | {"Webhook-Id": "msg_2"})
    assert refused(body, headers | {"Webhook-Timestamp": str(int(time.time()) + 1)})
    assert refused(body, headers, OTHER)
    assert refused(body, headers, [])


@pytest.mark.parametrize("name", ["Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"])
@pytest.mark.parametrize("value", [None, "", "v1,", "²", "-1", "9" * 400])
def test_what_lacks_a_header_or_has_nonsense_there_is_refused(name: str, value: str | None) -> None:
    body, headers = arrived(CODED, NEW)
    kept = {key: text for key, text in headers.items() if key != name}
    assert refused(body, kept if value is None else kept | {name: value})


@pytest.mark.parametrize("age", [302, -302])
def test_what_was_sent_too_long_ago_or_in_the_future_is_refused(age: int) -> None:
    body, headers = arrived(CODED, NEW, age=age)
    assert refused(body, headers)
    assert verify_export(body, headers, NEW, tolerance=600).workflow_id == 17


def test_a_secret_that_is_none_is_the_receivers_fault() -> None:
    for secret in ("", "whsec_", "whsec_not base64"):
        with pytest.raises(ValueError, match="whsec_"):
            verify_export(*arrived(CODED, NEW), secret)


def test_an_export_shows_neither_its_links_nor_what_authorizes_it() -> None:
    export = verify_export(*arrived(CODED | {"header": {"authorization": "Bearer abc"}}, NEW), NEW)
    assert isinstance(export, Export)
    assert "Bearer abc" not in repr(export)
    assert "token=t" not in repr(export)


def test_headers_that_nobody_signs_do_no_harm() -> None:
    body, headers = arrived(CODED, NEW)
    assert verify_export(body, headers | {"Dojang-Sequence": "many", "Dojang-Attempt": ""}, NEW).sequence == 0
