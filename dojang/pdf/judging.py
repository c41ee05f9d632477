"""What there is to say of a stranger's PDF: its seals judged and its contents named, in a child process with limits."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, cast

from dojang.pdf.child import Bounds, ChildFailed, ask
from dojang.pdf.verdict import Condition, Coverage, Kind, Modification, Reason, SignatureVerdict, Verdict, is_a_pdf

_BOUNDS = Bounds(memory=1_000_000_000, cpu=15, wall=25)
_TIMES = ("signed_at", "time_stamped_at")


@dataclass(frozen=True, slots=True)
class Summary:
    """title from the document's metadata ("" when it has none), number of pages, names of attached files."""

    title: str
    pages: int
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on the seals, and what the file says it is; no summary of a file that cannot be opened."""

    verdict: Verdict
    summary: Summary | None


def judge(pdf: bytes, trust: Sequence[bytes]) -> Judged:
    """Check every seal in `pdf` against the authorities `trust` (PEM), as `validate` does, and read what the file is.

    Never raises for what `pdf` holds: what breaks its limits is TOO_COMPLEX.
    """
    if not is_a_pdf(pdf):
        return Judged(Verdict(Condition.NOT_A_PDF), None)
    request = {"trust": [one.decode("ascii") for one in trust]}
    try:
        with ask("judging_child", pdf, request, _BOUNDS) as answer:
            values = cast("Mapping[str, Any]", answer.values)
    except ChildFailed as error:
        return Judged(Verdict(Condition.TOO_COMPLEX, detail=str(error)), None)
    summary = values["summary"]
    return Judged(
        _verdict(values["verdict"]),
        Summary(**summary | {"attachments": tuple(summary["attachments"])}) if summary else None,
    )


def to_json(verdict: Verdict) -> dict[str, Any]:
    """The verdict as it leaves the child."""
    raw = asdict(verdict)
    for one in raw["signatures"]:
        one |= {name: one[name].isoformat() for name in _TIMES if one[name] is not None}
    return raw


def _verdict(raw: Mapping[str, Any]) -> Verdict:
    return Verdict(
        condition=Condition(raw["condition"]),
        signatures=tuple(_signature(one) for one in raw["signatures"]),
        bottom_line=raw["bottom_line"],
        changed_after_sealing=raw["changed_after_sealing"],
        reasons=_reasons(raw),
        detail=raw["detail"],
    )


def _signature(raw: Mapping[str, Any]) -> SignatureVerdict:
    values = {field.name: raw[field.name] for field in fields(SignatureVerdict)}
    values |= {
        "kind": Kind(raw["kind"]),
        "coverage": Coverage(raw["coverage"]),
        "modification": Modification(raw["modification"]),
    }
    values |= {name: datetime.fromisoformat(raw[name]) for name in _TIMES if raw[name] is not None}
    return SignatureVerdict(**values | {"reasons": _reasons(raw)})


def _reasons(raw: Mapping[str, Any]) -> tuple[Reason, ...]:
    return tuple(Reason(one) for one in raw["reasons"])
