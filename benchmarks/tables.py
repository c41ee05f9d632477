"""What is printed."""

from collections.abc import Iterable, Sequence
from statistics import median

from benchmarks import floor
from benchmarks.clients import Result
from benchmarks.stopwatch import Sample

HEAD = f"{'phase':<20} {'p50 ms':>8} {'p99 ms':>8} {'cpu ms':>7} {'database':>9} {'queries':>8}"
CONDUCTOR = (
    "start", "exchange", "approve", "seal", "· fill", "· seal document", "· certificate", "· seal certificate",
    "· keep file", "· store",
)  # fmt: skip
BROWSER = ("HTTP start", "HTTP sign")
FLOOR = tuple(floor.name(size) for size in floor.SIZES)
LITERATURE = """\
peer: none installable here. Measured earlier on 2 cores, not in this run; one whole completion
(fill, certificate, two seals, hashes; 5 pages, 2 signers; no database):
  append writer            64–86 ms       (the design Dojang follows)
  pikepdf + pyHanko tuned  129–166 ms
  @libpdf/core             358–380 ms
  pdf-lib based            1,440–5,700 ms (cantoo/pdf-lib + signpdf: 1,440; pdf-lib: 1,650–5,700)"""


def phases(samples: Sequence[Sample], names: Iterable[str]) -> str:
    """A row for each phase. `cpu` is this process's own, `database` the share of time that it waits there."""
    rows = [_row(name, [sample for sample in samples if sample.phase == name]) for name in names]
    return "\n".join([HEAD, *rows])


def times(samples: Sequence[Sample], names: Iterable[str]) -> str:
    """As `phases`, where what happens inside a phase cannot be seen from here."""
    return "\n".join(line[: len(HEAD) - 26].rstrip() for line in phases(samples, names).splitlines())


def speed(result: Result, contracts: int) -> str:
    return f"{contracts / result.seconds:.1f} contracts/s ({contracts} in {result.seconds:.1f} s)"


def percentile(values: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def _row(name: str, samples: Sequence[Sample]) -> str:
    seconds = [sample.seconds for sample in samples]
    share = sum(sample.database for sample in samples) / sum(seconds)
    queries = median(sample.queries for sample in samples)
    return (
        f"{name:<20} {percentile(seconds, 50) * 1000:>8.1f} {percentile(seconds, 99) * 1000:>8.1f}"
        f" {percentile([sample.cpu for sample in samples], 50) * 1000:>7.1f} {share:>9.0%} {queries:>8.0f}"
    )
