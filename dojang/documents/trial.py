"""The trial of a template: its boxes filled to their limits, sealed, validated and looked at, before it is used."""

from collections.abc import Iterator

from dojang.lib.vendor import FONTS
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout
from dojang.pdf.child import Progress
from dojang.pdf.trial import ANY_LENGTH, Probe, ProbeKind, try_out
from dojang.pdf.values import Box

_DRAWN = {
    Kind.CHECK: ProbeKind.CHECK,
    Kind.RADIO: ProbeKind.RADIO,
    Kind.SIGNATURE: ProbeKind.INK,
    Kind.STAMP: ProbeKind.PICTURE,
    Kind.PICTURE: ProbeKind.PICTURE,
}


def try_template(pdf: bytes, layout: Layout, progress: Progress | None = None) -> None:
    """Make a contract of the cleaned file as it will be made one day. A layout without boxes is tried with one on page 1.

    Takes about a second, in a child process. Raises `IntakeRefused`.
    """
    try_out(pdf, list(_probes(layout)) or [Probe(Box(1, 0.4, 0.5, 0.2, 0.04), ProbeKind.TEXT)], FONTS, progress)


def _probes(layout: Layout) -> Iterator[Probe]:
    for field in layout.fields:
        yield Probe(Box(field.page, field.x, field.y, field.w, field.h), _kind(field), field.font_size, _longest(field))


def _kind(field: Field) -> ProbeKind:
    return _DRAWN.get(field.kind) or (ProbeKind.LINES if field.multiline else ProbeKind.TEXT)


def _longest(field: Field) -> int:
    """Characters; a date always has ten."""
    return 10 if field.kind is Kind.DATE else field.max_length or ANY_LENGTH
