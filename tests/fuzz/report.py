"""The table of a campaign."""

from collections.abc import Iterator

from tests.fuzz.campaign import Campaign, Tally

_ROW = "{:<56} {:>6} {:>8}  {}"


def table(campaign: Campaign) -> Iterator[str]:
    """A line per operation: how many calls, how many kinds of failure, and the statuses of the answers."""
    yield _ROW.format("operation", "cases", "failures", "statuses")
    for operation, tally in sorted(campaign.tallies.items()):
        yield _ROW.format(operation, tally.cases, len(tally.failures), _statuses(tally))
    failures = sum(len(tally.failures) for tally in campaign.tallies.values())
    yield _ROW.format(
        f"{len(campaign.tallies)} operations", campaign.cases, failures, f"{len(campaign.errors)} errors besides"
    )


def _statuses(tally: Tally) -> str:
    return " ".join(f"{status}:{times}" for status, times in sorted(tally.statuses.items()))
