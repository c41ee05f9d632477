"""The check of a file, and its result in plain words."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from dojang.lib.sentences import Sentence
from dojang.lib.times import to_the_second
from dojang.pdf.judging import Summary, judge
from dojang.pdf.verdict import Condition, Kind, Reason, SignatureVerdict, Verdict
from dojang.verify import texts

_HARMLESS = {Reason.ISSUER_UNKNOWN, Reason.SIGNED_LATER}


class Outcome(StrEnum):
    """The result of a check."""

    GOOD = "good"  # sealed by a trusted authority, and unchanged
    UNKNOWN = "unknown"  # unchanged, sealed by an unknown authority
    ALTERED = "altered"
    BAD = "bad"  # not valid for another reason
    STAMPED = "stamped"  # a time-stamp, no seal
    UNSEALED = "unsealed"
    NOT_A_PDF = "not-a-pdf"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    TOO_COMPLEX = "too-complex"


_OF_CONDITIONS = {
    Condition.NOT_A_PDF: Outcome.NOT_A_PDF,
    Condition.UNREADABLE: Outcome.UNREADABLE,
    Condition.UNSIGNED: Outcome.UNSEALED,
    Condition.TOO_COMPLEX: Outcome.TOO_COMPLEX,
}
_CONCLUSIONS: dict[Outcome, Sentence] = {
    Outcome.GOOD: texts.GOOD,
    Outcome.UNKNOWN: texts.UNKNOWN,
    Outcome.ALTERED: texts.BAD,
    Outcome.BAD: texts.BAD,
    Outcome.STAMPED: texts.STAMPED,
    Outcome.ENCRYPTED: texts.ENCRYPTED,
    **{outcome: texts.CONDITIONS[condition] for condition, outcome in _OF_CONDITIONS.items()},
}


@dataclass(frozen=True, kw_only=True)
class Seal:
    """One seal or time-stamp: its holder, reason and time; `proven` is the time of a trusted time-stamp."""

    holder: str
    says: str
    at: str
    proven: str
    is_stamp: bool

    @classmethod
    def of(cls, signature: SignatureVerdict, zone: str) -> Self:
        """The seal that the validator judged, with times of `zone`."""
        return cls(
            holder=signature.holder,
            says=signature.reason,
            at=to_the_second(signature.signed_at, zone) if signature.signed_at else "",
            proven=to_the_second(signature.time_stamped_at, zone) if signature.time_stamped_at else "",
            is_stamp=signature.kind is Kind.TIME_STAMP,
        )


@dataclass(frozen=True, kw_only=True)
class Report:
    """The report on a file: the conclusion, facts as (label, value), and the reasons why it is not good.

    `title`, `pages` and `attachments` are the file's own.
    """

    outcome: Outcome
    conclusion: str
    seals: tuple[Seal, ...]
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    sha256: str
    title: str
    pages: int | None
    attachments: tuple[str, ...]

    @property
    def good(self) -> bool:
        return self.outcome is Outcome.GOOD

    @property
    def unchanged(self) -> bool:
        return self.outcome in (Outcome.GOOD, Outcome.UNKNOWN)


def check(pdf: bytes, trust: Sequence[bytes], language: str, zone: str = "UTC") -> Report:
    """Check every seal in `pdf` against the authorities `trust` (PEM), and report in `language` with times of `zone`.

    The conclusion is the validator's bottom line. A valid seal of an unknown authority is not a bad one: on other machines each
    file of a self-hosted server looks like that.
    """
    judged = judge(pdf, trust)
    verdict, summary, digest = judged.verdict, judged.summary, hashlib.sha256(pdf).hexdigest()
    outcome = _outcome(verdict)
    facts = [
        (texts.SHA256.of(language), digest),
        *_facts(verdict, language, zone),
        *_contents(summary, language),
    ]
    reasons = [] if outcome is Outcome.ENCRYPTED else _reasons(verdict)  # the conclusion says that
    return Report(
        outcome=outcome,
        conclusion=_CONCLUSIONS[outcome].of(language),
        seals=tuple(Seal.of(one, zone) for one in verdict.signatures),
        facts=tuple(facts),
        reasons=tuple(texts.REASONS[reason].of(language) for reason in reasons),
        sha256=digest,
        title=summary.title if summary else "",
        pages=summary.pages if summary else None,
        attachments=summary.attachments if summary else (),
    )


def _outcome(verdict: Verdict) -> Outcome:
    if Reason.ENCRYPTED in verdict.reasons:
        return Outcome.ENCRYPTED
    if verdict.condition is not Condition.SIGNED:
        return _OF_CONDITIONS[verdict.condition]
    if verdict.bottom_line:
        return Outcome.GOOD
    if verdict.changed_after_sealing:
        return Outcome.ALTERED
    sound = all(one.intact and one.valid for one in verdict.signatures)
    if sound and verdict.signatures and all(one.kind is Kind.TIME_STAMP for one in verdict.signatures):
        return Outcome.STAMPED
    return Outcome.UNKNOWN if sound and set(_reasons(verdict)) <= _HARMLESS else Outcome.BAD


def _reasons(verdict: Verdict) -> list[Reason]:
    every = [*verdict.reasons, *(reason for one in verdict.signatures for reason in one.reasons)]
    return list(dict.fromkeys(every))


def _facts(verdict: Verdict, language: str, zone: str) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    for one in verdict.signatures:
        facts += _signature_facts(one, language, zone)
    if verdict.condition is Condition.SIGNED:
        changed = texts.YES if verdict.changed_after_sealing else texts.NO
        facts.append((texts.CHANGED.of(language), changed.of(language)))
    return facts


def _signature_facts(one: SignatureVerdict, language: str, zone: str) -> list[tuple[str, str]]:
    facts = [(texts.SEALED_BY.of(language), one.subject), (texts.ISSUED_BY.of(language), one.issuer)]
    if one.reason:
        facts.append((texts.SAYS.of(language), one.reason))
    if one.signed_at is not None:
        facts.append((texts.SEALED_AT.of(language), to_the_second(one.signed_at, zone)))
    if one.time_stamped_at is not None:
        facts.append((texts.PROVEN_AT.of(language), to_the_second(one.time_stamped_at, zone)))
    level = f"PAdES {one.pades}" if one.pades else "PDF"
    facts.append((texts.FORM.of(language), f"{level}, {one.algorithm}"))
    facts.append((texts.FINGERPRINT.of(language), one.fingerprint))
    return facts


def _contents(summary: Summary | None, language: str) -> list[tuple[str, str]]:
    """The file's own title, pages and attachments; empty for a file that cannot be opened."""
    if summary is None:
        return []
    facts = [
        (texts.TITLE, summary.title), (texts.PAGE_COUNT, f"{summary.pages:,}"), (texts.ATTACHED, ", ".join(summary.attachments)),
    ]  # fmt: skip
    return [(label.of(language), value) for label, value in facts if value]
