"""The trial of a template: what no contract could be completed with is refused before there is one."""

from collections.abc import Sequence

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from dojang.pdf.intake import IntakeRefused, Reason
from dojang.pdf.tests import hostile
from dojang.pdf.tests.corpus import CORPUS, FONTS, add_page, one_page, saved
from dojang.pdf.trial import Probe, ProbeKind, try_out
from dojang.pdf.values import Box

GRAY = b"0.9 g 20 20 100 100 re f"


def probes(*pages: int) -> list[Probe]:
    """A box of each kind on each of the pages."""
    return [
        Probe(Box(page, 0.1, 0.1 + 0.08 * row, 0.3, 0.05), kind) for page in pages for row, kind in enumerate(ProbeKind)
    ]


def tried(pdf: bytes, *pages: int) -> IntakeRefused | None:
    """What the trial refuses; None when it went well."""
    try:
        try_out(pdf, probes(*pages or (1,)), FONTS)
    except IntakeRefused as refused:
        return refused
    return None


def document(*contents: Sequence[bytes]) -> bytes:
    with pikepdf.new() as pdf:
        for parts in contents:
            add_page(pdf, contents=parts)
        return saved(pdf)


@pytest.mark.parametrize(
    "name", ["upright", "cropped and turned 90", "negative origin", "user unit", "shared resources", "many contents"]
)
def test_pages_of_every_shape_pass(name: str) -> None:
    assert tried(CORPUS[name]) is None


@pytest.mark.parametrize("media", [(0, 0, 40, 2000), (0, 0, 2000, 40), (0, 0, 36, 36), (0, 0, 14000, 9000)])
def test_pages_like_a_strip_or_a_wall_pass(media: tuple[float, ...]) -> None:
    assert tried(one_page(media=media)) is None


def test_a_dark_page_passes() -> None:
    assert tried(one_page(contents=(b"0 g 0 0 595 842 re f",))) is None


@pytest.mark.parametrize("end", [b"(a string", b"[1 2 (3)", b"BI /W 1 /H 1 /BPC 8 /CS /G ID "])
def test_content_that_swallows_what_is_filled_in_is_refused_with_the_page(end: bytes) -> None:
    refused = tried(document([GRAY], [GRAY, end], [GRAY]), 1, 2, 3)
    assert refused is not None
    assert (refused.reason, refused.facts) == (Reason.NOT_SHOWN, {"page": "2"})


def test_a_hidden_layer_that_is_left_open_is_refused() -> None:
    with pikepdf.new() as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="draft"))
        add_page(pdf, contents=[b"/OC /L BDC", GRAY], resources=Dictionary(Properties=Dictionary(L=layer)))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        refused = tried(saved(pdf))
    assert refused is not None
    assert refused.reason is Reason.NOT_SHOWN


def test_a_file_that_nothing_can_be_appended_to_is_refused_with_the_stage() -> None:
    refused = tried(hostile.encrypted(user=""))
    assert refused is not None
    assert (refused.reason, refused.detail[:5]) == (Reason.NOT_SEALED, "open:")


def test_a_thousand_boxes_filled_to_their_limits_pass_and_pages_are_counted() -> None:
    said: list[tuple[int, int]] = []
    many = [Probe(Box(page, 0.1, 0.1, 0.8, 0.8), ProbeKind.LINES) for page in range(1, 21) for _ in range(50)]
    try_out(document(*[[GRAY]] * 20), many, FONTS, lambda done, total: said.append((done, total)))
    assert said[-1] == (20, 20)
