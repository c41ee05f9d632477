"""`Idempotency-Key` on every call that starts something; many at once, and what is left after a crash."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from dojang.api.openapi import document
from dojang.api.tests.calling import Api, Json, body, code
from dojang.api.tests.isolation import ROWS, THINGS, Row, World, token
from dojang.api.tests.test_isolation import ask, result
from dojang.companies.models import Company, IdempotentResponse
from dojang.contracts.models import Contract
from dojang.notifications.models import Message

# POSTs that take no key, and why twice is no harm.
WITHOUT_A_KEY = {
    "POST /api/{comp_id}/login": "Every login is answered with a token of its own.",
    "POST /api/{comp_id}/search": "It reads.",
    "POST /exportfield": "It reads.",
    "POST /workflow/download": "It reads.",
    "POST /api/{comp_id}/action": "The same act of the same step again changes nothing and is answered alike.",
    "POST /api/v3/contracts/{contract_id}/reseal": "The try that waits is due at once; asked for twice, it is one.",
    "POST /api/v3/exports/endpoints/pause": "It sets a state.",
    "POST /api/v3/exports/endpoints/resume": "It sets a state.",
    "POST /api/v3/exports/secret/retire": "It sets a state.",
    "POST /api/v3/exports/test": "It asks the receiver anew each time; that is what it is for.",
}
# Calls that share an address with one that starts something.
OF_NO_KEY = {
    "1510Q": "What has ended is not ended again.",
    "1123Q": "It reads.",
}
KEYED = {
    f"POST {address}"
    for address, methods in document()["paths"].items()
    if any(one.get("name") == "Idempotency-Key" for one in methods.get("post", {}).get("parameters", ()))
}
STARTING = [row for row in ROWS if row.call in KEYED and row.code not in OF_NO_KEY]


def test_every_post_takes_a_key_or_says_why_it_needs_none() -> None:
    posts = {f"POST {address}" for address, methods in document()["paths"].items() if "post" in methods}
    assert posts - KEYED == WITHOUT_A_KEY.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("row", STARTING, ids=str)
def test_sent_again_with_its_key_it_is_done_once(row: Row) -> None:
    world = World.made()
    if row.call.endswith("/dispose"):
        world.things["contract_id"] = THINGS["complete_id"](world)
    secret, key = token(world.kim)[1], {"Idempotency-Key": "order-4711"}
    first, second = (ask(world, row, secret, headers=key) for _ in range(2))
    assert result(row, first) in (row.wanted, 200)
    assert (second.content, second["Idempotent-Replayed"]) == (first.content, "true")
    assert second.status_code == first.status_code


# Over HTTP, several at once

KEY = "order-4711"


def send(api: Api, **changes: Any) -> Json:
    return api.start(body(**changes), Idempotency_Key=KEY)


@pytest.fixture
def shared(transactional_db: None, api: Api) -> Api:
    """Kim's integration, in a database that other threads see too."""
    return api


def test_eight_at_once_start_one_contract_and_all_are_told_the_same(shared: Api) -> None:
    def start(_number: int) -> Json:
        try:
            return send(shared)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(start, range(8)))
    assert [answer["header"]["result_code"] for answer in answers] == ["00"] * 8
    assert [answer["body"] for answer in answers] == [answers[0]["body"]] * 8
    assert (Contract.objects.count(), Message.objects.count(), Company.objects.get().usage) == (1, 1, 1)


def test_of_two_requests_under_one_key_at_once_one_is_done_and_one_refused(shared: Api) -> None:
    def start(title: str) -> str:
        try:
            return code(send(shared, workflow_name=title))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        codes = list(threads.map(start, ["One", "Another"] * 4))
    assert sorted(codes) == ["-1"] * 4 + ["00"] * 4
    assert Contract.objects.count() == 1


@contextmanager
def crash_at(words: str) -> Iterator[None]:
    """The database ends the session at the first statement with these words, as when the process is killed."""

    def execute(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if words in sql:
            execute("select pg_terminate_backend(pg_backend_pid())", None, False, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


@pytest.mark.parametrize(
    "where", ["insert into companies_answered", 'INSERT INTO "contracts_event"', "companies_answered"]
)
def test_after_a_crash_on_the_way_nothing_is_left_and_the_key_works(shared: Api, where: str) -> None:
    with crash_at(where):
        assert code(send(shared)) == "99"
    connection.close()
    assert (Contract.objects.count(), IdempotentResponse.objects.count(), Company.objects.get().usage) == (0, 0, 0)
    answers = [send(shared) for _ in range(2)]
    assert [code(answer) for answer in answers] == ["00", "00"]
    assert json.dumps(answers[0]) == json.dumps(answers[1])
    assert Contract.objects.count() == 1
