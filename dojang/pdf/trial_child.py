"""The inside of try_out: runs confined, see child.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dojang.pdf.child import serve
from dojang.pdf.geometry import PageBox
from dojang.pdf.parallel import shared
from dojang.pdf.trial import Probe, ProbeKind
from dojang.pdf.values import Box, Entry

_SAMPLE = "가나다라 漢字かなカナ Office 1,234.56 "
# Text smaller than this is refused while it is typed, so that no contract has more of it in a box. In points.
_LEAST_SIZE, _LEADING = 6.0, 1.4
# Characters of all boxes together: some thousand boxes are not each filled to the brim.
_MAX_CHARACTERS = 20_000
_STROKES = [[[0.1, 0.6], [0.3, 0.2], [0.5, 0.8], [0.7, 0.3], [0.9, 0.6]]]


class Failed(Exception):
    """What a contract would have died of."""

    def __init__(self, reason: str, detail: str, page: int = 0) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.page = reason, detail, page


def work(directory: Path, request: Mapping[str, Any]) -> Mapping[str, object]:
    """Fill, seal, validate and look at input.pdf; say what failed, or nothing."""
    # Libraries are imported here, once the process is confined. Without them we are broken, not the file.
    from dojang.pdf.intake import Reason

    probes = [
        Probe(Box(**raw["box"]), ProbeKind(raw["kind"]), raw["size_pt"], raw["most"]) for raw in request["probes"]
    ]
    stage = "open"

    def at(name: str) -> None:
        nonlocal stage
        stage = name

    try:
        boxes = _complete(directory, probes, Path(request["fonts"]), at)
        _see(directory, boxes, sorted({probe.box.page for probe in probes}))
    except Failed as failed:
        return {"refused": failed.reason, "detail": failed.detail, "page": failed.page}
    except MemoryError:
        raise
    # A stranger's file makes libraries fail in ways that no list names in full.
    except Exception as error:  # noqa: BLE001
        return {"refused": Reason.NOT_SEALED.value, "detail": f"{stage}: {type(error).__name__}: {error}"[:400]}
    return {}


def _complete(directory: Path, probes: Sequence[Probe], fonts: Path, at: Callable[[str], None]) -> Sequence[PageBox]:
    """Leaves sealed.pdf, whose seal is good, and gives the boxes of its pages."""
    from dojang.pdf.fill import fill
    from dojang.pdf.fonts import stack_from
    from dojang.pdf.intake import Reason
    from dojang.pdf.pki import issue_seal, make_ca
    from dojang.pdf.seal import SealKey, seal
    from dojang.pdf.template import parse
    from dojang.pdf.validate import validate

    pdf, now = (directory / "input.pdf").read_bytes(), datetime.now(UTC)
    boxes = [page.box for page in parse(pdf).pages]
    at("fill")
    filled = fill(pdf, [*_entries(probes, boxes)], stack_from(fonts))
    at("seal")
    authority = make_ca("Trial", now)
    identity = issue_seal(authority, "Trial", now)
    key = SealKey.load(identity.key_pem, identity.cert_pem, [authority.cert_pem])
    sealed = seal(filled, key, reason="Trial", location=None, at=now)
    at("validate")
    verdict = validate(sealed, [authority.cert_pem], now + timedelta(seconds=1))
    if not verdict.bottom_line or verdict.changed_after_sealing or not sealed.startswith(pdf):
        reasons = ", ".join(reason.value for reason in verdict.reasons) or verdict.detail
        raise Failed(Reason.NOT_SEALED.value, f"validate: {reasons}")
    at("look")
    (directory / "sealed.pdf").write_bytes(sealed)
    return boxes


def _entries(probes: Sequence[Probe], boxes: Sequence[PageBox]) -> Iterator[Entry]:
    """Each box at its limit, and over them on each page the flags that are looked for."""
    from dojang.pdf.flags import flags
    from dojang.pdf.values import TextEntry

    left = _MAX_CHARACTERS
    for probe in probes:
        if probe.kind in (ProbeKind.TEXT, ProbeKind.LINES):
            text = _longest(probe, boxes[probe.box.page - 1])[: max(1, left)]
            left -= len(text)
            yield TextEntry(probe.box, text, probe.size_pt, multiline=probe.kind is ProbeKind.LINES)
        else:
            yield _drawn(probe)
    for page in sorted({probe.box.page for probe in probes}):
        yield from flags(page, boxes[page - 1])


def _longest(probe: Probe, box: PageBox) -> str:
    """As many characters as the box may hold and its layout allows."""
    across = max(1, int(probe.box.w * box.width_pt / _LEAST_SIZE))
    lines = max(1, int(probe.box.h * box.height_pt / (_LEAST_SIZE * _LEADING))) if probe.kind is ProbeKind.LINES else 1
    length = min(probe.most, across * lines)
    return (_SAMPLE * (length // len(_SAMPLE) + 1))[:length].strip() or _SAMPLE[0]


def _drawn(probe: Probe) -> Entry:
    from dojang.pdf.flags import picture
    from dojang.pdf.images import take_ink
    from dojang.pdf.values import InkEntry, MarkEntry, PictureEntry

    match probe.kind:
        case ProbeKind.CHECK:
            return MarkEntry(probe.box, "check")
        case ProbeKind.RADIO:
            return MarkEntry(probe.box, "radio")
        case ProbeKind.INK:
            return InkEntry(probe.box, take_ink({"kind": "drawn", "ratio": 2, "strokes": _STROKES}))
        case _:
            return PictureEntry(probe.box, picture())


def _see(directory: Path, boxes: Sequence[PageBox], pages: Sequence[int]) -> None:
    """Look at each of the pages, and find what was filled in."""
    from dojang.pdf.flags import are_seen, resolution
    from dojang.pdf.intake import Reason
    from dojang.pdf.looking import Drawn, drawn, scale_of

    def begin() -> Callable[[int], bool]:
        sealed = Drawn(directory / "sealed.pdf")

        def seen(index: int) -> bool:
            number = pages[index]
            page = sealed.page(number - 1)
            image = drawn(page, scale_of(page, resolution(boxes[number - 1])))
            page.close()
            return are_seen(image)

        return seen

    unseen = [page for page, seen in zip(pages, shared(len(pages), begin, directory), strict=True) if not seen]
    if unseen:
        raise Failed(Reason.NOT_SHOWN.value, "what is drawn over this page is not seen", unseen[0])


if __name__ == "__main__":
    serve(work)
