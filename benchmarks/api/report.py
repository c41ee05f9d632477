"""What is printed."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.stopwatch import Sample
from benchmarks.tables import percentile

if TYPE_CHECKING:
    from benchmarks.api.sizes import Side

PROMISE = 1.3
Samples = Mapping[str, Mapping[int, Sequence[Sample]]]  # by call and size


def growth(samples: Samples) -> str:
    """A row for each call and size; `growth` is the median against the smallest size's, `database` the wait for it."""
    head = f"{'call':<24} {'contracts':>10} {'p50 ms':>8} {'p99 ms':>8} {'database':>9} {'queries':>8} {'growth':>7}"
    return "\n".join([head, *(line for call in samples for line in _rows(call, samples[call]))])


def starts(samples: Samples) -> str:
    """Starts in a second, beside bare transactions of the same rows."""
    from benchmarks.api.asking import START
    from benchmarks.api.bare import BARE

    return "\n".join(
        f"{call:<24} {total:>10,} {1 / _median(there):>8.0f} a second, one after the other"
        for call in (START, BARE)
        for total, there in samples[call].items()
    )


def plans(sides: Sequence["Side"]) -> str:
    """The plans of the reading calls' queries, for each size."""
    from benchmarks.api.asking import CALLS, START

    return "\n".join(
        f"===== {call}, {side.size.total:,} contracts\n\n" + "\n\n".join(side.plans(call)) + "\n"
        for call in CALLS
        if call != START
        for side in sides
    )


def _rows(call: str, sizes: Mapping[int, Sequence[Sample]]) -> Iterator[str]:
    smallest = _median(sizes[min(sizes)])
    for total, there in sizes.items():
        seconds = [sample.seconds for sample in there]
        ratio = _median(there) / smallest
        share = sum(sample.database for sample in there) / sum(seconds)
        yield (
            f"{call:<24} {total:>10,} {percentile(seconds, 50) * 1000:>8.2f} {percentile(seconds, 99) * 1000:>8.2f}"
            f" {share:>9.0%} {median(sample.queries for sample in there):>8.0f} {ratio:>7.2f}"
            f"  {'' if total == min(sizes) else 'met' if ratio <= PROMISE else 'NOT MET'}"
        ).rstrip()


def _median(samples: Sequence[Sample]) -> float:
    return median(sample.seconds for sample in samples)
