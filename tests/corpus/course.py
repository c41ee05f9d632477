"""The course of one file: taken in, filled, sealed, validated, and looked at beside the original."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from dojang.lib.vendor import FONTS
from dojang.pdf.child import ChildFailed
from dojang.pdf.fill import fill
from dojang.pdf.fonts import stack_from
from dojang.pdf.intake import IntakeRefused, take_in
from dojang.pdf.pki import issue_seal, make_ca
from dojang.pdf.seal import SealKey, seal
from dojang.pdf.validate import validate
from tests.corpus import overlay
from tests.corpus.finding import Finding, Outcome
from tests.corpus.looking import Files, look

_HEIGHTS = (0.02, 0.45, 0.92)
Report = Callable[[str], None]


@dataclass(frozen=True)
class Instance:
    """A sealing key made for this run, and the certificate of its authority."""

    key: SealKey
    authority: bytes


@cache
def instance() -> Instance:
    now = datetime.now(UTC)
    authority = make_ca("Corpus", now)
    identity = issue_seal(authority, "Corpus", now)
    return Instance(SealKey.load(identity.key_pem, identity.cert_pem, [authority.cert_pem]), authority.cert_pem)


def walk(source: Path, name: str, scratch: Path, at: Report) -> Finding:
    """Take the file through all of it; `at` is called with each stage as it starts."""
    data = source.read_bytes()
    finding = Finding(path=name, sha256=hashlib.sha256(data).hexdigest(), outcome=Outcome.BROKEN)
    at("intake")
    try:
        taken = take_in(data)
    except IntakeRefused as refused:
        return replace(finding, outcome=Outcome.REFUSED, stage="intake", reason=refused.reason, detail=refused.detail)
    except (ChildFailed, RuntimeError) as error:
        return replace(finding, stage="intake", detail=_words(error))
    finding = replace(
        finding, pages=len(taken.pages), notes=taken.notes, told=tuple(change.page for change in taken.changes)
    )
    height = _HEIGHTS[data[-1] % len(_HEIGHTS) if data else 0]
    filled = _filled(len(taken.pages))
    try:
        sealed, good = _complete(taken.pdf, filled, height, at)
    except Exception as error:  # noqa: BLE001 - whatever it is, with this file no contract ends
        return replace(finding, outcome=Outcome.NEVER_SEALED, detail=_words(error))
    at("look")
    files = Files(source, scratch / "cleaned.pdf", scratch / "sealed.pdf")
    files.cleaned.write_bytes(taken.pdf)
    files.sealed.write_bytes(sealed)
    seen = look(files, taken.pages, dict.fromkeys(filled, height))
    return replace(
        finding,
        outcome=Outcome.SEALED,
        seal_is_good=good and _pdfsig_agrees(files.sealed),
        looked_at=seen.looked_at,
        changed=seen.changed,
        unseen=seen.unseen,
    )


def _filled(pages: int) -> list[int]:
    return sorted({1, (pages + 1) // 2, pages})


def _complete(pdf: bytes, pages: list[int], height: float, at: Report) -> tuple[bytes, bool]:
    moment = datetime.now(UTC)
    at("fill")
    entries = [entry for page in pages for entry in overlay.entries(page, height)]
    filled = fill(pdf, entries, stack_from(FONTS))
    at("seal")
    sealed = seal(filled, instance().key, reason="Corpus", location=None, at=moment)
    at("validate")
    verdict = validate(sealed, [instance().authority], moment + timedelta(seconds=1))
    return sealed, verdict.bottom_line and not verdict.changed_after_sealing and sealed.startswith(pdf)


def _pdfsig_agrees(sealed: Path) -> bool:
    """A second opinion on the seal, where poppler is installed: the document is whole and is what was signed."""
    if shutil.which("pdfsig") is None:
        return True
    command = ["pdfsig", "-nocert", str(sealed)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, errors="replace")
    except subprocess.TimeoutExpired:
        return False
    return "Signature is Valid." in done.stdout and "Total document signed" in done.stdout


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
