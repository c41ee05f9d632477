"""Real contracts, started and signed through the conductor, as rows that `filling` repeats. Needs Django."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import psycopg

from benchmarks.conductor import signers
from benchmarks.world import with_signers
from dojang.cli import samples
from dojang.companies.models import Company, Member
from dojang.companies.tokens import find_company, find_member
from dojang.contracts import consents
from dojang.contracts.models import Contract
from dojang.flow import acts, entry, seal, termination
from dojang.flow.orders import StartOrder
from dojang.flow.outbox import invite
from dojang.flow.start import start
from dojang.flow.templates import import_template
from dojang.lib.texts import Language
from dojang.lib.vendor import FONTS
from dojang.lib.visitor import NOBODY
from dojang.library.samples import build

TEMPLATE = "7"
BOXES = ("worker_name", "company_name", "workplace", "pay_amount", "pay_monthly", "start_date")
UNIQUE, COMMON = "worker_name", "pay_monthly"  # a value that one contract has, and one that all have
VALUES = {
    "worker_name": "박지훈", "company_name": "주식회사 한빛테크", "workplace": "서울특별시 마포구 월드컵북로 396",
    "pay_amount": "3,800,000", "pay_monthly": "Y", "start_date": "2026-12-01",
}  # fmt: skip
DRAWN = {"kind": "drawn", "ratio": 2.5, "strokes": [[[0.1, 0.6], [0.3, 0.2], [0.5, 0.8], [0.7, 0.3], [0.9, 0.6]]]}
# What belongs to a contract, those first that others point to. One message has to do, without its text: nothing here reads them.
TABLES = {
    "contracts_contract": "id = %(id)s",
    "contracts_signer": "contract_id = %(id)s",
    "contracts_fieldvalue": "contract_id = %(id)s",
    "contracts_event": "contract_id = %(id)s",
    "contracts_eventperson": "event_id in (select id from contracts_event where contract_id = %(id)s)",
    "contracts_link": "contract_id = %(id)s",
    "notifications_message": "contract_id = %(id)s",
}

Fields = list[str]  # of one row, as COPY writes them


@dataclass(frozen=True)
class Pattern:
    """One real contract: its rows in each table."""

    rows: Mapping[str, Sequence[Fields]]


@dataclass(frozen=True)
class Patterns:
    """A contract of each kind, and the columns of the tables."""

    kinds: Mapping[str, Pattern]
    columns: Mapping[str, Sequence[str]]


def make(database_url: str) -> Patterns:
    """A complete contract, one in progress, a canceled and a deleted one."""
    company = find_company(samples.COMP_ID)
    assert company is not None
    kim = find_member(company, samples.EMAIL)
    assert kim is not None
    _template(company)
    ids = {name: make_one(company, kim).pk for name, make_one in _KINDS.items()}
    with psycopg.connect(database_url) as connection:
        kinds = {name: Pattern({table: _rows(connection, table, pk) for table in TABLES}) for name, pk in ids.items()}
        return Patterns(kinds, {table: _columns(connection, table) for table in TABLES})


def order(company: Company) -> StartOrder:
    """What the patterns are started with."""
    return StartOrder(
        company=company, starter_email=samples.EMAIL, template_number=TEMPLATE, title="근로계약서 박지훈",
        language=Language.KO, timezone="Asia/Seoul", signers=signers(2), values=VALUES,
    )  # fmt: skip


def _template(company: Company) -> None:
    sample = build("employment", FONTS)
    layout = with_signers(sample.layout, 2)
    wanted = [
        {**field, "required": False}
        for field in layout["fields"]
        if field["name"] in BOXES or field["kind"] == "signature"
    ]
    layout = {"steps": layout["steps"], "fields": wanted}
    import_template(company, pdf=sample.pdf, layout=layout, name="employment", number=int(TEMPLATE))


def _playing(company: Company, _kim: Member) -> Contract:
    contract = start(order(company)).contract
    _sign(contract)
    return contract


def _complete(company: Company, kim: Member) -> Contract:
    contract = _playing(company, kim)
    _sign(contract)
    seal.seal(contract.pk)
    return contract


def _canceled(company: Company, kim: Member) -> Contract:
    return termination.cancel(_playing(company, kim).pk, kim, "", NOBODY)


def _deleted(company: Company, kim: Member) -> Contract:
    return termination.delete(_canceled(company, kim).pk, kim, NOBODY)


_KINDS: Mapping[str, Callable[[Company, Member], Contract]] = {
    "complete": _complete,
    "playing": _playing,
    "canceled": _canceled,
    "deleted": _deleted,
}


def _sign(contract: Contract) -> None:
    contract.refresh_from_db()
    session = entry.exchange(invite(contract).url.partition("token=")[2], NOBODY).session
    acts.consent(session, consents.CURRENT, Language.KO, NOBODY)
    drawn = [field.name for field in contract.read_layout().of_step(contract.turn) if field.kind.is_drawn]
    acts.approve(session, dict.fromkeys(drawn, DRAWN), "", NOBODY)


def _columns(connection: psycopg.Connection, table: str) -> Sequence[str]:
    cursor = connection.execute(f"select * from {table} limit 0")  # noqa: S608 — the names stand above
    return [column.name for column in cursor.description or ()]


def _rows(connection: psycopg.Connection, table: str, contract_id: int) -> Sequence[Fields]:
    if table == "notifications_message":
        connection.execute("update notifications_message set text = '', html = ''")
    wanted = TABLES[table].replace("%(id)s", str(int(contract_id)))
    with connection.cursor().copy(f"copy (select * from {table} where {wanted} order by id) to stdout") as copy:  # noqa: S608
        rows = [line.split("\t") for line in b"".join(map(bytes, copy)).decode().splitlines()]
    return rows[:1] if table == "notifications_message" else rows
