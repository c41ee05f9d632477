"""How many contracts of a company can be seen, by blocks of ids. A total and a far page then cost the same for any number.

Deleted contracts cannot be seen, and are not counted. The counts move in the transaction that starts or deletes a contract.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from dojang.companies.models import Company
from dojang.contracts.models import Contract

BLOCK = 1_000  # ids

_ENTER = """
insert into contracts_tally as tally (company_id, block, visible) values (%(company)s, %(block)s, %(number)s)
on conflict (company_id, block) do update set visible = tally.visible + excluded.visible
"""
_LEAVE = (
    "update contracts_tally set visible = visible - %(number)s where company_id = %(company)s and block = %(block)s"
)
# The newest contracts come first, so what lies before a block is what lies in the blocks above it.
_PLACE = """
with blocks as (
    select block, visible, sum(visible) over (order by block desc) - visible as before
    from contracts_tally where company_id = %(company)s
)
select whole.total, wanted.block, wanted.before
from (select coalesce(sum(visible), 0) as total from blocks) as whole
left join (select block, before from blocks where before <= %(offset)s and before + visible > %(offset)s) as wanted on true
"""


@dataclass(frozen=True)
class Place:
    """Where contracts start in the list of the newest first: below this id, and there after `skip` others."""

    below: int
    skip: int


def enter(contracts: Iterable[Contract]) -> None:
    """The contracts can be seen from now on. Locks rows that other starts of the company need too."""
    _change(_ENTER, contracts)


def leave(contract: Contract) -> None:
    """The contract can be seen no longer."""
    _change(_LEAVE, [contract])


def look_up(company: Company, offset: int) -> tuple[int, Place | None]:
    """How many of the company's contracts can be seen, and where those after the newest `offset` start, if there are so many."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, {"company": company.pk, "offset": offset})
        total, block, before = cursor.fetchone()
    return int(total), None if block is None else Place((block + 1) * BLOCK, offset - int(before))


def _change(statement: str, contracts: Iterable[Contract]) -> None:
    blocks = Counter((contract.company_id, contract.pk // BLOCK) for contract in contracts)
    with connection.cursor() as cursor:
        # All transactions lock in one order, so that none waits in a ring.
        for (company, block), number in sorted(blocks.items()):
            cursor.execute(statement, {"company": company, "block": block, "number": number})
