"""The table of a campaign."""

from collections.abc import Iterator

from tests.fuzz.counting import Campaign, Tally

_ROW = "{:<56} {:>6} {:>6} {:>8}  {}"


def table(campaign: Campaign) -> Iterator[str]:
    """A line per call: how many there were, how many did what they are for, what was wrong, and the results."""
    yield _ROW.format("call", "cases", "done", "failures", "results")
    for call, tally in sorted(campaign.tallies.items()):
        yield _row(call, tally)
    failures = sum(len(tally.failures) for tally in campaign.tallies.values())
    done = sum(tally.done for tally in campaign.tallies.values())
    told = f"{len(campaign.tallies)} calls"
    yield _ROW.format(told, campaign.cases, done, failures, f"{len(campaign.errors)} errors besides")


def walks(campaign: Campaign) -> Iterator[str]:
    """A line per link that was followed."""
    yield f"what followed upon what; in one chain, {campaign.longest} calls did what they are for"
    for (before, after), tally in sorted(campaign.walks.items()):
        yield _row(f"{before} → {after}", tally)


def _row(name: str, tally: Tally) -> str:
    others = [f"(other methods:{tally.others})"] if tally.others else []
    results = " ".join([*(f"{result}:{times}" for result, times in sorted(tally.results.items())), *others])
    return _ROW.format(name, tally.cases, tally.done, len(tally.failures), results)
