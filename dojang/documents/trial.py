"""The trial of a template: its fields are filled to their limits, then sealed, validated and rendered, before it is used."""

from collections.abc import Iterator

from dojang.lib.vendor import FONTS
from dojang.library.kinds import Kind
from dojang.library.layout import Layout
from dojang.pdf.child import Progress
from dojang.pdf.trial import ANY_LENGTH, Probe, ProbeKind, try_out
from dojang.pdf.values import Box

_DATE_LENGTH = len("2026-11-29")

_DRAWN = {
    Kind.CHECK: ProbeKind.CHECK,
    Kind.RADIO: ProbeKind.RADIO,
    Kind.SIGNATURE: ProbeKind.INK,
    Kind.STAMP: ProbeKind.PICTURE,
    Kind.PICTURE: ProbeKind.PICTURE,
}


def try_template(pdf: bytes, layout: Layout, progress: Progress | None = None) -> None:
    """Make a contract from the cleaned file as a real one will be made. A layout without fields is tried with one on page 1.

    Takes about a second, in a child process. Raises `IntakeRefused`.
    """
    try_out(pdf, list(_probes(layout)) or [Probe(Box(1, 0.4, 0.5, 0.2, 0.04), ProbeKind.TEXT)], FONTS, progress)


def _probes(layout: Layout) -> Iterator[Probe]:
    for field in layout.fields:
        kind = _DRAWN.get(field.kind) or (ProbeKind.LINES if field.multiline else ProbeKind.TEXT)
        characters = _DATE_LENGTH if field.kind is Kind.DATE else field.max_length or ANY_LENGTH
        yield Probe(Box(field.page, field.x, field.y, field.w, field.h), kind, field.font_size, characters)
