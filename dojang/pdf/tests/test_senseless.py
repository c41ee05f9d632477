"""Each entry of a file is replaced, one at a time, by something that has no place there: intake takes the file in or
refuses it, and never breaks down over it."""

import io
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from dojang.pdf.intake import IntakeRefused, Reason
from dojang.pdf.template import parse
from dojang.pdf.tests.corpus import stream
from dojang.pdf.tests.looking import cleaned
from dojang.pdf.tests.odd import TEXT, link, rent, web

FIELD = (
    b"<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(value)/Rect[60 20 200 40]/F 4/DA(/F1 12 Tf 0 g)/Q 1"
    b"/MK<</BG[1 1 0]>>/AP<</N 8 0 R>>/P 3 0 R/BS<</W 1>>/MaxLen 9/Ff 0>>"
)
COMMENT = b"<</Type/Annot/Subtype/FreeText/Contents(a)/Rect[260 20 300 40]/F 4/DA(/F1 12 Tf 0 g)/C[1 0 0]/BS<</W 1>>>>"
RICH = rent(
    TEXT + b" /X Do /OC /L BDC EMC",
    page=b"/Annots[6 0 R 7 0 R 13 0 R 14 0 R]/Rotate 90/CropBox[0 0 400 400]/UserUnit 1/Group<</S/Transparency>>"
    b"/StructParents 0/Tabs/S",
    resources=b"/XObject<</X 8 0 R>>/Properties<</L 9 0 R>>/ExtGState<</G<</LW 1>>>>",
    root=b"/AcroForm<</Fields[13 0 R]/DA(/F1 12 Tf)/DR<</Font<</F1 5 0 R>>>>/NeedAppearances true>>/Outlines 10 0 R"
    b"/Names<</Dests 11 0 R>>/Dests<</a[3 0 R/Fit]>>/URI<</Base(https://example.org)>>/StructTreeRoot 12 0 R"
    b"/OCProperties<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>/PageLabels<</Nums[0<</S/D>>]>>/Lang(ko)/Perms<<>>",
    objects=(
        link(web(b"https://example.org") + b"/F 4"),
        link(b"/A<</S/GoTo/D(n)>>"),
        stream(b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Matrix[1 0 0 1 0 0]/Resources<<>>", b"0 0 1 1 re f"),
        b"<</Type/OCG/Name(l)>>",
        b"<</First<</Title(a)/Dest[3 0 R/Fit]/A<</S/Named/N/NextPage>>>>/Count 1>>",
        b"<</Names[(n)<</D[3 0 R/Fit]>>]/Limits[(n)(n)]>>",
        b"<</K<</S/P/Pg 3 0 R/K 0>>/ParentTree<</Nums[0[]]>>>>",
        FIELD,
        COMMENT,
    ),
    trailer=b"/Info<</Title(t)>>",
)
SENSELESS = [
    b"7", b"-3", b"0.5", b"true", b"/N", b"(s)", b"<FEFFD800>", b"[]", b"[[[]]7(a)/b<<>>]", b"<<>>", b"99999999999999"
]  # fmt: skip
SIDES = ("/MediaBox", "/CropBox", "/UserUnit")
Path = tuple[int, tuple[str | int, ...]]


def paths() -> Iterator[Path]:
    with pikepdf.open(io.BytesIO(RICH)) as pdf:
        for number in range(1, 15):
            yield from ((number, keys) for keys in _keys(pdf.get_object(number, 0)))


def _keys(value: Any) -> Iterator[tuple[str | int, ...]]:
    entries = enumerate(value) if isinstance(value, Array) else value.items()
    for key, inner in entries:
        yield (key,)
        if isinstance(inner, Array | Dictionary) and not inner.is_indirect:
            yield from ((key, *below) for below in _keys(inner))


def with_senseless(path: Path, value: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(RICH)) as pdf:
        number, keys = path
        home = pdf.get_object(number, 0)
        for key in keys[:-1]:
            home = home[key]
        home[keys[-1]] = pikepdf.Object.parse(value)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("share", range(2))
def test_no_senseless_entry_breaks_intake(share: int) -> None:
    """Each path with two of the values; each value meets each kind of entry."""
    values = cycle(SENSELESS[share:] + SENSELESS[:share])
    refused = set()
    for path, value in zip([one for one in paths() if one[1] != ("/Length",)], values, strict=False):
        try:
            parse(cleaned(with_senseless(path, value)))
        except IntakeRefused as refusal:
            refused.add((path[1][0], refusal.reason))
    # Only for what pages cannot do without: the page tree, and the sides of a page.
    assert refused <= {
        ("/Pages", Reason.DAMAGED),
        ("/Kids", Reason.DAMAGED),
        *((side, Reason.PAGE_SIZE) for side in SIDES),
    }
