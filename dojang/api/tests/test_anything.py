"""Whatever comes in, a coded answer goes out: never a 500, and never 99, which would be our fault."""

import copy as copying
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dojang.api.tests.calling import Api, Json, body, copy, export, lee, park, value

CODES = {"00", "-1", "10", "11", "12", "13", "19", "20", "94"}
EVERYTHING = body(
    biz_id="0",
    language="ko-KR",
    comment="hi",
    expireddate="2026-12-31",
    timezone_offset="+09:00",
    preview="",
    player_list=[
        lee(field_owner="1", language="en-US", mobile_number="01012345678", password="abcd", password_hint="hint",
            enable_mobile_cert="true", enable_password_cert="true", id_type="EMail"),
        park(field_owner="2"),
    ],
    field_list=[value("name", "Lee", doc_id="1"), value("agree", "Y"), value("day", "2026-01-01")],
    customer_list=[copy(language="ja-JP")],
    export_api_info=export(enable="", link_type="download", clientid="1", authorization="a",
                           request_params=[{"param_id": "p", "param_value": "v", "fields": [{"doc_id": "1", "field_name": "name"}]}]),
)  # fmt: skip

TEXTS = st.text() | st.sampled_from(
    ["", " ", "1", "true", "embed", "preview", "\ud800", "\0", "0" * 300, "a@b.test", "-" * 21, "가"]
)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.just(10**400)
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)
HARD = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def paths(tree: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where every value of a message stands."""
    for key, item in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*before, key)
        if isinstance(item, dict | list):
            yield from paths(item, (*before, key))


MESSAGE: Json = {"header": {"request_code": "5005Q", "version": "9.9.99", "session_id": "S1"}, "body": EVERYTHING}
PATHS = list(paths(MESSAGE))


def changed(changes: list[tuple[tuple[Any, ...], Any]]) -> Json:
    """The message with values replaced; a change below a value that was itself replaced is left out."""
    message = copying.deepcopy(MESSAGE)
    for path, new in changes:
        place: Any = message
        try:
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = new
        except (KeyError, IndexError, TypeError):
            continue
    return message


def require_coded(api: Api, call: str, content: str | bytes) -> None:
    answer = api.post(call, content)
    assert answer["header"]["result_code"] in CODES, answer


def test_the_message_that_is_changed_below_is_a_good_one(api: Api) -> None:
    assert api.post("startsimple", json.dumps(MESSAGE))["header"]["result_code"] == "00"


@HARD
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(api: Api, content: bytes) -> None:
    for call in ("login", "startsimple"):
        require_coded(api, call, content)


@HARD
@given(message=ANYTHING)
@example(message={"header": {"request_code": "5005Q"}, "body": {}})
def test_any_json(api: Api, message: Any) -> None:
    for call in ("login", "startsimple"):
        require_coded(api, call, json.dumps(message))
        require_coded(api, call, json.dumps({"header": {"request_code": "5005Q"}, "body": message}))
        require_coded(api, call, json.dumps({"header": message, "body": {}}))


@HARD
@given(changes=st.lists(st.tuples(st.sampled_from(PATHS), ANYTHING), min_size=1, max_size=3))
def test_any_change_of_a_full_start(api: Api, changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    require_coded(api, "startsimple", json.dumps(changed(changes)))


NEW: list[Any] = [None, "", 0, -1, 1.5, True, [], {}, [[]], [None], "x" * 5000, "\ud800", "\0", "\u202e", "\x1f"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_any_one_value_replaced(api: Api, path: tuple[Any, ...]) -> None:
    for new in NEW:
        require_coded(api, "startsimple", json.dumps(changed([(path, new)])))
        require_coded(api, "startsimple", json.dumps(changed([(path, new), (("body", "preview"), "preview")])))


@HARD
@given(email=ANYTHING, password=ANYTHING)
def test_any_login(api: Api, email: Any, password: Any) -> None:
    message = {"header": {"request_code": "1001Q"}, "body": {"memb_email": email, "memb_pwd": password}}
    require_coded(api, "login", json.dumps(message))
