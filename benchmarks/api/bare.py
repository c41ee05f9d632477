"""The floor of a start: one transaction that inserts the same rows, by the same driver, without Django. Needs Django set up."""

import secrets
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from benchmarks.api.asking import START, Integration
from benchmarks.stopwatch import Stopwatch
from dojang.contracts.tally import BLOCK

BARE = "bare transaction"
# What a start writes, those first that others point to.
_TABLES = {
    "contracts_contract": "id = %(contract)s",
    "contracts_signer": "contract_id = %(contract)s",
    "contracts_fieldvalue": "contract_id = %(contract)s",
    "contracts_event": "contract_id = %(contract)s",
    "contracts_eventperson": "event_id in (select id from contracts_event where contract_id = %(contract)s)",
    "contracts_link": "contract_id = %(contract)s",
    "notifications_message": "contract_id = %(contract)s",
    "procrastinate_jobs": "id = (select max(id) from procrastinate_jobs)",
}
_POINTS_TO = {"contract_id": "contracts_contract", "signer_id": "contracts_signer", "event_id": "contracts_event"}
_COUNT = [
    "update companies_company set usage = usage + 1 where id = %(company)s",
    """insert into contracts_tally as tally (company_id, block, visible) values (%(company)s, %(block)s, 1)
    on conflict (company_id, block) do update set visible = tally.visible + 1""",
]

Row = dict[str, Any]


class Bare:
    """The rows of one real start, to be inserted again and again under other ids."""

    def __init__(self, integration: Integration, database_url: str) -> None:
        integration.ask(START)
        self.connection = psycopg.connect(database_url, autocommit=True, row_factory=dict_row)
        newest = self.connection.execute("select max(id) as contract from contracts_contract").fetchone()
        assert newest is not None
        self.rows = {
            table: self.connection.execute(f"select * from {table} where {which} order by id", newest).fetchall()  # noqa: S608
            for table, which in _TABLES.items()
        }

    def run(self, watch: Stopwatch) -> None:
        """One transaction: a statement for each table, and the two counters."""
        ids: dict[str, dict[int, int]] = {}
        with watch.phase(BARE), self.connection.transaction():
            for table, rows in self.rows.items():
                ids[table] = self._insert(table, [_renewed(row, ids) for row in rows], [row["id"] for row in rows])
            (contract,) = ids["contracts_contract"].values()
            for statement in _COUNT:
                company = self.rows["contracts_contract"][0]["company_id"]
                self.connection.execute(statement, {"company": company, "block": contract // BLOCK})

    def _insert(self, table: str, rows: list[Row], old: list[int]) -> dict[int, int]:
        """The new ids by the old ones."""
        columns = ", ".join(f'"{name}"' for name in rows[0])
        places = ", ".join(["(" + ", ".join(["%s"] * len(rows[0])) + ")"] * len(rows))
        values = [value for row in rows for value in row.values()]
        told = self.connection.execute(f"insert into {table} ({columns}) values {places} returning id", values)  # noqa: S608
        return dict(zip(old, [row["id"] for row in told.fetchall()], strict=True))


def _renewed(row: Row, ids: Mapping[str, Mapping[int, int]]) -> Row:
    """The row without its id, pointing to the new rows, with a secret of its own."""
    new = {
        name: Jsonb(value) if isinstance(value, dict | list) else value for name, value in row.items() if name != "id"
    }
    new |= {name: ids[table][row[name]] for name, table in _POINTS_TO.items() if row.get(name) is not None}
    return new | ({"digest": secrets.token_bytes(32)} if "digest" in new else {})
