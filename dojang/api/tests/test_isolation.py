"""No caller reaches what belongs to another: every call of the API, asked by every caller."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from dojang.api.coded.registry import CODED
from dojang.api.openapi import document
from dojang.api.tests.isolation import MARK, ROWS, Row, World, token
from dojang.companies.callers import Scope
from dojang.lib import clock

CLOSED = [row for row in ROWS if not row.open]
OUTSIDE = {"companies_pace", "companies_accesstoken"}  # that a token was used is written down

pytestmark = pytest.mark.django_db


def test_every_call_has_a_row_and_every_row_a_call() -> None:
    calls = {
        (f"{method.upper()} {address}", code)
        for address, methods in document()["paths"].items()
        for method in methods
        for code in [call.request_code for call in CODED.get(address, ())] or [""]
    }
    assert {(row.call, row.code) for row in ROWS} == calls


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_owner_gets_it(row: Row) -> None:
    world = World.made()
    assert result(row, ask(world, row, token(world.kim)[1])) == row.wanted


@pytest.mark.parametrize("row", CLOSED, ids=str)
def test_nobody_without_a_good_token_gets_anything(row: Row) -> None:
    world = World.made()
    bad = {
        "nobody": "",
        "expired": token(world.kim, expires_at=clock.now())[1],
        "revoked": token(world.kim, revoked_at=clock.now() - timedelta(hours=1))[1],
        "removed member": token(world.park)[1],
    }
    before = everything(world, row)
    results = {who: result(row, ask(world, row, secret)) for who, secret in bad.items()}
    assert results == dict.fromkeys(bad, 401 if row.is_v3 else "94")
    assert everything(world, row) == before


@pytest.mark.parametrize("row", [row for row in CLOSED if row.scope], ids=str)
def test_a_token_without_the_scope_gets_nothing(row: Row) -> None:
    world = World.made()
    secret = token(world.kim, scopes=[scope for scope in Scope if scope != row.scope])[1]
    before = everything(world, row)
    assert result(row, ask(world, row, secret)) == (403 if row.is_v3 else "94")
    assert everything(world, row) == before


@pytest.mark.parametrize("row", CLOSED, ids=str)
def test_a_token_with_the_scope_alone_is_enough(row: Row) -> None:
    world = World.made()
    # What is given away at a token's making has to be one's own.
    secret = token(world.kim, scopes=[scope for scope in (row.scope, Scope.COMPANY_READ) if scope])[1]
    assert result(row, ask(world, row, secret)) == row.wanted


@pytest.mark.parametrize("row", CLOSED, ids=str)
def test_another_company_gets_nothing_of_it(row: Row) -> None:
    """Neither at Acme's address nor, with Acme's ids, at its own."""
    world = World.made()
    secret = token(world.choi)[1]
    before = everything(world, row)
    for comp_id in ("acme", "other") if "{comp_id}" in row.path else ("",):
        response = ask(world, row, secret, comp_id)
        assert MARK not in response.content.decode()
        if comp_id == "acme":
            assert result(row, response) == "94"
        elif row.things:
            assert is_refusal(row, response), response.content
    gone = before - everything(world, row)
    assert [found for found in gone if not found[1].startswith(f"({world.other.pk},{world.other.comp_id},")] == []


def ask(
    world: World, row: Row, secret: str, comp_id: str = "acme", headers: Mapping[str, str] | None = None
) -> HttpResponse:
    path = world.told(row.path.replace("{comp_id}", comp_id))
    headers = ({"Authorization": f"Bearer {secret}"} if secret else {}) | dict(headers or {})
    client = Client(raise_request_exception=False)
    if row.form is not None:
        response = client.post(path, row.form(), headers=headers)
    elif row.method == "GET":
        response = client.get(path, row.body, headers=headers)
    else:
        message = {"header": {"request_code": row.code}, "body": row.body or {}} if row.code else row.body
        content = world.told(json.dumps(message)) if message is not None else ""
        response = client.generic(row.method, path, content, content_type="application/json", headers=headers)
    return response  # type: ignore[return-value]


def result(row: Row, response: HttpResponse) -> int | str:
    if row.is_v3:
        return response.status_code
    code: str = json.loads(response.content)["header"]["result_code"]
    return code


def is_refusal(row: Row, response: HttpResponse) -> bool:
    """404 where the path names the thing; where a parameter does, that is wrong."""
    got = result(row, response)
    return got in (404, 422) if row.is_v3 else got not in ("00", "94")


def everything(world: World, row: Row) -> Counter[tuple[str, str]]:
    """Every row of all our tables, once the things that the row names are there."""
    world.told(f"{row.path} {json.dumps(row.body)}")
    rooms = [config for config in apps.get_app_configs() if config.name.startswith("dojang.")]
    tables = {model._meta.db_table for room in rooms for model in room.get_models()} - OUTSIDE
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(f"select '{name}', t::text from {name} t" for name in sorted(tables)))  # noqa: S608
        return Counter(cursor.fetchall())
