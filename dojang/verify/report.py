"""Checking a file and saying in plain words what came of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from dojang.lib.moments import told
from dojang.lib.texts import Text
from dojang.pdf.validate import Condition, Reason, SignatureVerdict, Verdict, validate
from dojang.verify import texts


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a person is told of a file: the conclusion first, then facts as (label, value), then what is wrong."""

    good: bool
    unchanged: bool
    conclusion: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    sha256: str


def check(pdf: bytes, trust: Sequence[bytes], language: str, zone: str = "UTC") -> Report:
    """Check every seal in `pdf` against the authorities `trust` (PEM) and word the result.

    The conclusion is the validator's bottom line. A seal that is in order but whose authority is unknown is told apart from a
    bad one, because everybody else's copy of a self-hosted server's file looks like that.
    """
    verdict = validate(pdf, trust)
    digest = hashlib.sha256(pdf).hexdigest()
    unchanged = verdict.condition is Condition.SIGNED and _unchanged(verdict)
    return Report(
        good=verdict.bottom_line,
        unchanged=unchanged,
        conclusion=_conclusion(verdict, unchanged, language),
        facts=((texts.SHA256.of(language), digest), *_facts(verdict, language, zone)),
        reasons=tuple(texts.REASONS[reason].of(language) for reason in _reasons(verdict)),
        sha256=digest,
    )


def _unchanged(verdict: Verdict) -> bool:
    sound = all(one.intact and one.valid for one in verdict.signatures)
    return sound and not verdict.changed_after_sealing and set(_reasons(verdict)) <= {Reason.ISSUER_UNKNOWN}


def _reasons(verdict: Verdict) -> list[Reason]:
    every = [*verdict.reasons, *(reason for one in verdict.signatures for reason in one.reasons)]
    return list(dict.fromkeys(every))


def _conclusion(verdict: Verdict, unchanged: bool, language: str) -> str:
    if verdict.condition is not Condition.SIGNED:
        return texts.CONDITIONS[verdict.condition].of(language)
    conclusion: Text = texts.GOOD if verdict.bottom_line else texts.UNKNOWN if unchanged else texts.BAD
    return conclusion.of(language)


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
    if one.signed_at is not None:
        facts.append((texts.SEALED_AT.of(language), told(one.signed_at, zone)))
    if one.time_stamped_at is not None:
        facts.append((texts.PROVEN_AT.of(language), told(one.time_stamped_at, zone)))
    level = f"PAdES {one.pades}" if one.pades else "PDF"
    facts.append((texts.FORM.of(language), f"{level}, {one.algorithm}"))
    facts.append((texts.FINGERPRINT.of(language), one.fingerprint))
    return facts
