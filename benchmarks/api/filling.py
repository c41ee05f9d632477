"""Contracts by the million: the rows of the patterns again and again, each with ids, secrets, values and times of its own."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate

import psycopg

from benchmarks.api.patterns import TABLES, UNIQUE, Fields, Patterns
from dojang.contracts.tally import BLOCK
from dojang.contracts.values import search_key

# Twenty contracts in a row; then it starts again. The first of each row is whole; the others have no boxes in their layout, since
# packing it takes the database longer than all the rest.
MIX = ["complete"] * 14 + ["playing"] * 4 + ["canceled", "deleted"]
EMPTY_LAYOUT = '{"steps": [], "fields": []}'
AT_ONCE = 3  # tables that are loaded side by side
EVERY = timedelta(minutes=1)  # a contract is started, up to the newest
NONE = r"\N"
# While rows are loaded, foreign keys are not checked, and apart from primary keys nothing is indexed.
_QUIET = "set session_replication_role = replica; set maintenance_work_mem = '512MB'"
# Nothing that is loaded has to survive a crash; what is measured afterwards does.
_CARELESS = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "'8GB'"}
_CONSTRAINTS = """
select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = %(table)s::regclass and contype = 'u'
"""
_INDEXES = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid = %(table)s::regclass and not indisprimary
    and not exists (select from pg_constraint where conindid = indexrelid)
"""
_COUNTED = """
delete from contracts_tally;
insert into contracts_tally (company_id, block, visible)
    select company_id, id / {block}, count(*) from contracts_contract where status <> 'deleted' group by 1, 2;
update companies_company set usage = {total};
"""


class Filling:
    """So and so many contracts after those that are there."""

    def __init__(self, patterns: Patterns, total: int, first: dict[str, int], newest: datetime) -> None:
        self.patterns, self.total, self.first, self.newest = patterns, total, first, newest
        self.counts = {table: [len(patterns.kinds[kind].rows[table]) for kind in MIX] for table in TABLES}
        self.before = {table: [0, *accumulate(counts)] for table, counts in self.counts.items()}
        complete = patterns.kinds["complete"].rows["contracts_contract"][0]
        self.template_id = int(complete[list(patterns.columns["contracts_contract"]).index("template_id")])

    def id_of(self, table: str, number: int) -> int:
        """The id of the first row that contract `number`, counted from 0, has in the table."""
        turns, place = divmod(number, len(MIX))
        return self.first[table] + turns * self.before[table][-1] + self.before[table][place]

    def lines(self, table: str) -> Iterator[str]:
        """All rows of the table, as COPY reads them."""
        rows = {kind: pattern.rows[table] for kind, pattern in self.patterns.kinds.items()}
        own = {kind: self._own(table, rows[kind]) for kind in rows}
        for number in range(self.total):
            kind = MIX[number % len(MIX)]
            for place, (row, changes) in enumerate(zip(rows[kind], own[kind], strict=True)):
                fields = row.copy()
                for column, change in changes:
                    fields[column] = change(number, place)
                yield "\t".join(fields) + "\n"

    def _own(self, table: str, rows: Sequence[Fields]) -> list[list[tuple[int, Callable[[int, int], str]]]]:
        """For each row of the pattern what is its own in each repetition."""
        columns = list(self.patterns.columns[table])
        return [
            [(place, change) for place, name in enumerate(columns) if (change := self._change(table, name, row, place))]
            for row in rows
        ]

    def _change(self, table: str, column: str, row: Fields, place: int) -> Callable[[int, int], str] | None:
        columns = list(self.patterns.columns[table])
        if row[place] == NONE:
            return None
        if column == "id":
            return lambda number, index: str(self.id_of(table, number) + index)
        if column in ("contract_id", "signer_id", "event_id"):
            return self._pointer(column.removesuffix("_id"), row[place])
        if column == "digest":
            return lambda _number, _index: rf"\\x{random.getrandbits(256):064x}"
        if column in ("started_at", "ended_at") and table == "contracts_contract":
            return lambda number, _index: str(self.newest - EVERY * (self.total - number))
        if column == "layout":
            return lambda number, _index: EMPTY_LAYOUT if number % len(MIX) else row[place]
        if table == "contracts_fieldvalue" and row[columns.index("name")] == UNIQUE:
            return {"text": self._unique_text, "search_key": self._unique_key}.get(column)
        return None

    def _pointer(self, noun: str, original: str) -> Callable[[int, int], str]:
        """To the row of the same repetition that has the place of the one that the pattern points to."""
        table = f"contracts_{noun}"
        there = [[row[0] for row in pattern.rows[table]] for pattern in self.patterns.kinds.values()]
        place = next(ids.index(original) for ids in there if original in ids)
        return lambda number, _index: str(self.id_of(table, number) + place)

    def _unique_text(self, number: int, _index: int) -> str:
        return unique(number)

    def _unique_key(self, number: int, _index: int) -> str:
        return str(search_key(self.template_id, UNIQUE, unique(number)))


def unique(number: int) -> str:
    """The values of one contract alone."""
    return f"이영희 {number}"


def fill(database_url: str, patterns: Patterns, total: int) -> int:
    """Fill the database with `total` contracts, vacuumed and analyzed as it would be after a while; the id of the first one."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        first = {table: _next_id(connection, table) for table in TABLES}
        filling = Filling(patterns, total, first, datetime.now(UTC))
        _set(connection, _CARELESS)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda table: _load(database_url, filling, table), TABLES))
        connection.execute(_COUNTED.format(block=BLOCK, total=total))
        connection.execute("vacuum analyze")
        _set(connection, dict.fromkeys(_CARELESS, "default"))
        connection.execute("checkpoint")
    return first["contracts_contract"]


def _set(connection: psycopg.Connection, settings: Mapping[str, str]) -> None:
    for name, value in settings.items():
        connection.execute(f"alter system set {name} = {value}")
    connection.execute("select pg_reload_conf()")


def _load(database_url: str, filling: Filling, table: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(_QUIET)
        with _without_indexes(connection, table), connection.cursor().copy(f"copy {table} from stdin") as copy:
            for lines in _together(filling.lines(table)):
                copy.write(lines)
        connection.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), max(id)) from {table}")  # noqa: S608


@contextmanager
def _without_indexes(connection: psycopg.Connection, table: str) -> Iterator[None]:
    constraints = connection.execute(_CONSTRAINTS, {"table": table}).fetchall()
    for name, _ in constraints:
        connection.execute(f"alter table {table} drop constraint {name}")
    indexes = connection.execute(_INDEXES, {"table": table}).fetchall()
    for name, _ in indexes:
        connection.execute(f"drop index {name}")
    yield
    for _, definition in indexes:
        connection.execute(definition)
    for name, definition in constraints:
        connection.execute(f"alter table {table} add constraint {name} {definition}")


def _next_id(connection: psycopg.Connection, table: str) -> int:
    row = connection.execute(f"select coalesce(max(id), 0) + 1 from {table}").fetchone()  # noqa: S608
    assert row is not None
    return int(row[0])


def _together(lines: Iterator[str], count: int = 2_000) -> Iterator[str]:
    held: list[str] = []
    for line in lines:
        held.append(line)
        if len(held) == count:
            yield "".join(held)
            held.clear()
    yield "".join(held)
