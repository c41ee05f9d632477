"""The table: how many files came to which end. Only counts and reasons, no names of files, unless they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tests.corpus.finding import Finding, Outcome, Seen


def table(findings: Sequence[Finding]) -> str:
    """All that is counted, a line each."""
    return "\n".join(f"{label:<58}{value}" for label, value in _rows(findings))


def faults(findings: Iterable[Finding]) -> list[Finding]:
    """Those that must not be: never sealed, a seal not good, a change not reported, an overlay that is not visible."""
    return [one for one in findings if _is_fault(one)]


def line(one: Finding) -> str:
    """One finding, for the search for its cause."""
    parts = [one.path, one.outcome, one.stage, one.reason, one.detail.replace("\n", " ")]
    if one.unseen:
        parts.append(f"unseen on {_numbers(one.unseen)}")
    if one.changed:
        seen = ", ".join(f"{page} ({seen})" for page, seen in one.changed.items())
        parts.append(f"changed {seen}; told {_numbers(one.told)}")
    if not one.seal_is_good:
        parts.append("seal not good")
    return "  ".join(part for part in parts if part)


def _is_fault(one: Finding) -> bool:
    ended = one.outcome in (Outcome.NEVER_SEALED, Outcome.BROKEN)
    return ended or not one.seal_is_good or bool(one.untold) or bool(one.unseen)


def _rows(findings: Sequence[Finding]) -> Iterator[tuple[str, object]]:
    by = {outcome: [one for one in findings if one.outcome is outcome] for outcome in Outcome}
    refused, sealed, never = by[Outcome.REFUSED], by[Outcome.SEALED], by[Outcome.NEVER_SEALED]
    changed = [one for one in sealed if one.changed]
    untold = [one for one in sealed if one.untold]
    yield "files", len(findings)
    yield "refused", len(refused)
    for reason, count in Counter(one.reason for one in refused).most_common():
        yield f"  {reason}", count
    yield "taken in", len(sealed) + len(never)
    yield "  and never sealed (must be 0)", len(never)
    yield "  sealed, seal not good (must be 0)", sum(not one.seal_is_good for one in sealed)
    yield "  what was filled in is not seen (must be 0)", sum(bool(one.unseen) for one in sealed)
    yield "  change of a page told", sum(bool(one.told) for one in sealed)
    yield "    of these seen here too", len([one for one in changed if not one.untold])
    yield "  change of a page NOT told (must be 0)", len(untold)
    yield "    seen in PDFium and poppler", sum(_seen_by(one, Seen.BOTH) for one in untold)
    yield "    seen in PDFium alone", sum(not _seen_by(one, Seen.BOTH) for one in untold)
    yield "course did not come to its end (must be 0)", len(by[Outcome.BROKEN])
    yield "pages, and of them looked at", f"{sum(one.pages for one in sealed)}, {sum(one.looked_at for one in sealed)}"
    yield from _seconds(findings)


def _seconds(findings: Sequence[Finding]) -> Iterator[tuple[str, object]]:
    cpu = sorted(one.cpu for one in findings)
    if cpu:
        yield "CPU seconds: all", f"{sum(cpu):.0f}"
        yield "  a file: mean, median, most", f"{sum(cpu) / len(cpu):.2f}, {cpu[len(cpu) // 2]:.2f}, {cpu[-1]:.1f}"


def _seen_by(one: Finding, whom: Seen) -> bool:
    return any(one.changed[page] is whom for page in one.untold)


def _numbers(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages)) or "none"
