"""The calls, made in this process through Django's whole stack but the socket. Needs Django."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client

from benchmarks.api.filling import MIX, unique
from benchmarks.api.patterns import COMMON, TEMPLATE, UNIQUE, VALUES
from benchmarks.stopwatch import Stopwatch
from dojang.cli import samples
from dojang.companies.models import AccessToken
from dojang.companies.tokens import LIFETIME, find_company, find_member
from dojang.lib import clock
from dojang.lib.tokens import new_token

ROWS = 50
START = "start 5005Q"
CALLS = (
    START, "list, page 1", "list, in the middle", "list, last page", "info v2", "exportfield", "download",
    "search 5008Q, one hit", "search 5008Q, 1,000", "search 5009Q, 1,000",
)  # fmt: skip


class Integration:
    """A program that calls the API of a company with `total` contracts, the first of which has the id `first`."""

    def __init__(self, total: int, first: int) -> None:
        self.total, self.first = total, first
        self.client, self.headers = Client(), {"Authorization": f"esignon {_token()}"}

    def ask(self, call: str) -> None:
        """Make the call once, each time about something else, and have a look at the answer."""
        self._asked[call](self)

    def _start(self) -> None:
        players = [{"email": f"signer{step}@example.com", "name": f"이영희 {step}"} for step in (1, 2)]
        values = [{"field_name": name, "field_value": value} for name, value in VALUES.items()]
        body = {"workflow_name": "근로계약서 박지훈", "doc_id": TEMPLATE, "memb_email": samples.EMAIL}
        self._coded("startsimple", "5005Q", body | {"player_list": players, "field_list": values})

    def _list(self, page: int) -> None:
        body = self._get(f"/worklists/new?page={page}&rows={ROWS}")
        assert body["total"] >= self.total * 0.9
        assert body["workflow_list"], page

    def _middle(self) -> None:
        visible = self.total * (len(MIX) - 1) // len(MIX)
        self._list(visible // ROWS // 2 + random.randrange(max(1, visible // ROWS // 10)))

    def _last(self) -> None:
        self._list(self.total * (len(MIX) - 1) // len(MIX) // ROWS)

    def _info(self) -> None:
        body = self._get(f"/api/v2/workflows/{self._some()}")
        assert body["workflow_status"] == "Complete"

    def _field(self) -> None:
        self._post("/exportfield", {"workflow_id": self._some()})

    def _download(self) -> None:
        self._post("/workflow/download", {"workflow_id": self._some()})

    def _one_hit(self) -> None:
        wanted = {"doc_uid": TEMPLATE, "field_name": UNIQUE, "field_value": unique(self._some() - self.first)}
        assert len(self._coded("search", "5008Q", {"field_list": [wanted]})["wf_list"]) == 1

    def _thousand(self) -> None:
        wanted = {"doc_uid": TEMPLATE, "field_name": COMMON, "field_value": VALUES[COMMON]}
        assert len(self._coded("search", "5008Q", {"field_list": [wanted]})["wf_list"]) >= 900

    def _period(self) -> None:
        days = {"search_date_type": "START", "start_date": "2000-01-01", "end_date": "2100-01-01"}
        body = self._coded("search", "5009Q", days | {"field_list": [{"doc_uid": TEMPLATE, "field_name": UNIQUE}]})
        assert len(body["wf_list"]) >= 900

    def _some(self) -> int:
        """The id of a complete contract, a whole one."""
        return self.first + random.randrange(self.total // len(MIX)) * len(MIX)

    def _coded(self, address: str, code: str, body: Any) -> Any:
        return self._post(f"/api/{samples.COMP_ID}/{address}", {"header": {"request_code": code}, "body": body})

    def _post(self, address: str, told: Any) -> Any:
        response = self.client.post(address, json.dumps(told), content_type="application/json", headers=self.headers)
        return _body(response)

    def _get(self, address: str) -> Any:
        return _body(self.client.get(address, headers=self.headers))

    _asked: dict[str, Callable[["Integration"], None]] = dict(
        zip(
            CALLS,
            [
                _start,
                lambda self: self._list(1),
                _middle,
                _last,
                _info,
                _field,
                _download,
                _one_hit,
                _thousand,
                _period,
            ],
            strict=True,
        )
    )


@contextmanager
def listening() -> Iterator[list[tuple[str, Any]]]:
    """Within the block, the list gets every statement with its parameters."""
    heard: list[tuple[str, Any]] = []

    def hear(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield heard


def plans(integration: Integration, call: str) -> Iterator[str]:
    """How the database goes about each question of the call."""
    with listening() as heard:
        integration.ask(call)
    for sql, params in heard:
        if sql.lstrip().lower().startswith(("select", "with")):
            with connection.cursor() as cursor:
                cursor.execute(f"explain (analyze, buffers, costs off) {sql}", params)
                yield "\n".join([" ".join(sql.split())[:300], *(f"    {line}" for (line,) in cursor.fetchall())])


def measured(integration: Integration, call: str, times: int) -> Stopwatch:
    """The call, so many times."""
    watch = Stopwatch()
    with watch.running():
        for _ in range(times):
            with watch.phase(call):
                integration.ask(call)
    return watch


def _token() -> str:
    company = find_company(samples.COMP_ID)
    kim = find_member(company, samples.EMAIL) if company else None
    assert kim is not None
    token = new_token()
    AccessToken.objects.create(member=kim, digest=token.digest, expires_at=clock.now() + LIFETIME)
    return token.secret


def _body(response: Any) -> Any:
    answer = json.loads(response.content)
    assert answer["header"]["result_code"] == "00", answer
    return answer["body"]
