"""What was measured, as a table with the targets beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import ge, le

from benchmarks.tables import percentile


@dataclass(frozen=True)
class Figure:
    """One run's figure as it is printed, and the number in it that runs are compared by."""

    text: str
    number: float


@dataclass(frozen=True)
class Row:
    """A line of the table; what is `met` is asked of the median run's number."""

    name: str
    target: str = ""
    met: Callable[[float], bool] | None = None


ROWS = {
    "speed": Row("deliveries/s, ten of each contract", "≥ 1,500", partial(le, 1500)),
    "own": Row("  the deliverer's processor for each"),
    "database": Row("  PostgreSQL's processor for each"),
    "steady": Row("commit → POST at 40/s, p50 / p99", "p99 ≤ 15 ms", partial(ge, 15)),
    "bursts": Row("three in a row, receiver takes 20 ms", "p99 ≤ 100 ms", partial(ge, 100)),
    "blocked": Row("at 40/s (peer: 1/s) behind 20,000 blocked"),
    "claims": Row("  what a claim takes there", "p99 ≤ 5 ms", partial(ge, 5)),
    "orphans": Row("until 50 orphans of a kill -9 are sent", "≤ 2 s", partial(ge, 2)),
}
Runs = Mapping[str, Sequence[Figure]]  # by the keys of ROWS


def delays(seconds: Sequence[float]) -> Figure:
    p50, p99 = (percentile(seconds, percent) * 1000 for percent in (50, 99))
    return Figure(f"{p50:.1f} / {p99:.1f} ms", p99)


def table(ours: Runs, peer: Runs) -> str:
    """The median run of each; the verdict is about ours."""
    head = f"{'':<44}{'Dojang':>22}{'Procrastinate':>24}   target"
    rows = [_line(row, ours.get(key, ()), peer.get(key, ())) for key, row in ROWS.items() if key in ours]
    return "\n".join([head, *rows])


def _line(row: Row, ours: Sequence[Figure], peer: Sequence[Figure]) -> str:
    median = _median(ours)
    verdict = "" if row.met is None else "met" if row.met(median.number) else "not met"
    beside = _median(peer).text if peer else "–"
    return f"{row.name:<44}{median.text:>22}{beside:>24}   {row.target:<13}{verdict}".rstrip()


def _median(runs: Sequence[Figure]) -> Figure:
    return sorted(runs, key=lambda run: run.number)[(len(runs) - 1) // 2]
