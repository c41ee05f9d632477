"""What every call answers that needs a token, that can fail, or that starts something; and an address without a call."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

from django.db import DatabaseError, OperationalError, connection
from django.test import override_settings
from psycopg.errors import LockNotAvailable

from dojang.api.coded.call import Call
from dojang.api.coded.results import Common, NoCall
from dojang.api.tests import acts
from dojang.api.tests.calling import Api, Json
from dojang.api.tests.golden.case import NO_CALL, Ask, Golden, calls, undone
from dojang.api.tests.golden.words import FORMAT, PARSING, TOKEN
from dojang.api.tests.isolation import ROWS, Row, World, token
from dojang.api.tests.test_isolation import ask

_WRONG_CALL = (
    "header의 request_code 값이 이 주소의 요청 코드가 아닙니다.", "The request_code in the header is not one of this address.",
    "headerのrequest_codeの値がこのアドレスのリクエストコードではありません。",
)  # fmt: skip
_TOO_MANY = (
    "호출 횟수가 너무 많습니다. 60초 후에 다시 시도해주세요.", "Too many calls. Please try again in 60 seconds.",
    "呼び出し回数が多すぎます。60秒後にもう一度お試しください。",
)  # fmt: skip
_STILL_RUNNING = (
    "같은 Idempotency-Key의 요청을 아직 처리하고 있습니다. 잠시 후에 다시 시도해주세요.",
    "The request with this Idempotency-Key is still being processed. Please try again in a moment.",
    "同じIdempotency-Keyのリクエストを処理中です。しばらくしてからもう一度お試しください。",
)
_KEY_USED = (
    "이 Idempotency-Key는 다른 요청에 이미 사용되었습니다. 새 키를 사용해주세요.",
    "This Idempotency-Key was used for another request. Please use a new one.",
    "このIdempotency-Keyは別のリクエストで既に使用されています。新しいキーを使用してください。",
)
_ANSWER_LOST = (
    "이 Idempotency-Key의 요청은 이미 처리되었지만 그 응답을 다시 표시할 수 없습니다.",
    "The request with this Idempotency-Key was fulfilled before, but its answer can no longer be shown.",
    "このIdempotency-Keyのリクエストは既に処理されましたが、その応答を再表示することはできません。",
)


def prepare(_api: Api) -> None:
    """Every case brings what it needs, and takes it away again."""


def _world(api: Api) -> World:
    """The matrix of isolation about this company alone."""
    return World(api.company, api.member, api.member, api.company, api.member)


def _to(call: Call, lang: str) -> Row:
    """A good request to the call, as the matrix of isolation has it."""
    address = re.sub(r":(\w+)", r"{\1}", call.request_code)
    (row,) = [row for row in ROWS if call.request_code == row.code or address == row.path]
    return replace(row, call=f"{row.call}?lang={lang}")


def _asked(call: Call, how: Callable[[], AbstractContextManager[object]], *, secret: str = "", times: int = 1) -> Ask:
    """The last answer of so many, to a good request in bad circumstances."""

    def asked(api: Api, lang: str) -> Json:
        with undone():
            world, row = _world(api), _to(call, lang)
            world.told(f"{row.path} {json.dumps(row.body)}".replace("{comp_id}", ""))
            given = secret or token(api.member)[1]
            with how():
                answers = [ask(world, row, given, api.company.comp_id) for _ in range(times)]
            told: Json = json.loads(answers[-1].content)
        return told

    return asked


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _database_lost() -> Iterator[None]:
    """The database is lost once the caller has been counted."""
    counted = False

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal counted
        if counted:
            raise DatabaseError
        counted = "companies_pace" in sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


@contextmanager
def _key_taken() -> Iterator[None]:
    """Another request has the key, and does not come to its end while the database waits for it."""

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "insert into companies_answered" in sql:
            raise OperationalError from LockNotAvailable()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


def _keyed(
    call: Call, how: Callable[[], AbstractContextManager[object]], *, before: bool = True, changed: bool = False
) -> Ask:
    """The answer to a request with a key, perhaps after the same or another one with it."""

    def asked(api: Api, lang: str) -> Json:
        with undone():
            world, row = _world(api), _to(call, lang)
            given, key = token(api.member)[1], {"Idempotency-Key": "order-4711"}
            again = replace(row, body=(row.body or {}) | {"another": True}) if changed else row
            if before:
                ask(world, row, given, api.company.comp_id, key)
            with how():
                response = ask(world, again, given, api.company.comp_id, key)
            told: Json = json.loads(response.content)
        return told

    return asked


def _other_secret() -> AbstractContextManager[object]:
    return override_settings(ANSWERS_KEY="0" * 64)


def _one_call_a_minute() -> AbstractContextManager[object]:
    return override_settings(API_CALLS=1)


def _shared(call: Call) -> Iterator[tuple[str, Golden]]:
    code = call.request_code
    yield f"{code} unexpected", Golden(code, Common.UNEXPECTED, _asked(call, _database_lost), "99", *FORMAT)
    if call.scope:
        yield f"{code} token", Golden(code, Common.BAD_TOKEN, _asked(call, _nothing, secret="none"), "94", *TOKEN)
        fast = _asked(call, _one_call_a_minute, times=2)
        yield f"{code} too fast", Golden(code, Common.TOO_MANY, fast, "-1", *_TOO_MANY)
    if call.starts:
        running, used = _keyed(call, _key_taken, before=False), _keyed(call, _nothing, changed=True)
        yield f"{code} still running", Golden(code, Common.STILL_RUNNING, running, "-1", *_STILL_RUNNING)
        yield f"{code} key used", Golden(code, Common.KEY_USED, used, "-1", *_KEY_USED)
        yield f"{code} answer lost", Golden(code, Common.ANSWER_LOST, _keyed(call, _other_secret), "-1", *_ANSWER_LOST)


CASES = dict(case for call in calls() for case in _shared(call)) | {
    "no call unreadable": Golden(
        NO_CALL, NoCall.UNREADABLE, lambda api, lang: json.loads(api.raw(acts.COMMON, b"{", lang=lang).content), "-1", *PARSING
    ),
    "no call unknown": Golden(
        NO_CALL, NoCall.UNKNOWN, lambda api, lang: api.ask(acts.COMMON, "5004Q", {}, lang=lang), "-1", *_WRONG_CALL
    ),
}  # fmt: skip
