"""What is rolled back is never sent, and all else exactly once."""

from time import monotonic

from dojang.exports.tests import world
from tests.torture import account
from tests.torture.acts import Acts
from tests.torture.dispatching import Habits
from tests.torture.ground import Ground
from tests.torture.receiver import HOSTS, Manners
from tests.torture.report import Outcome

SHARE = 0.3
_ANSWER_TIME = 0.1  # so long that the next act of a contract often comes before its last export has arrived


def rollbacks(ground: Ground, *, transactions: int, contracts: int) -> Outcome:
    """Acts in transactions of which SHARE is rolled back, while two dispatchers deliver."""
    began, company = monotonic(), world.company("rollbacks")
    with ground.receiver(Manners(pause=_ANSWER_TIME)) as receiver, ground.dispatchers(2, Habits()):
        acts = Acts(company, [receiver.url(host) for host in HOSTS], contracts)
        acts.act(transactions, rolled_back=SHARE)
        ground.drain(company.pk, 60)
        book = receiver.book()
    taken = account.take(ground.conninfo, company.pk, book, acts.committed)
    again = taken.arrived - taken.planned
    return Outcome(
        scenario="rolled-back transactions send nothing",
        size=f"{transactions} transactions, {transactions - taken.planned} undone",
        seconds=monotonic() - began,
        account=taken,
        broken=[f"{again} more requests than commits"] if again else [],
    )
