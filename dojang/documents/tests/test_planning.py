"""A template with its boxes to look at."""

from io import BytesIO

import pikepdf
import pytest

from dojang.documents.planning import plan
from dojang.pdf.raster import render_pages
from tests import factories
from tests.factories import field

BOXES = [
    field("이름", "text", 1, 0.1, required=True),
    field("b ܐ", "signature", 2, 0.2),
    field("tiny", "check", 1, 0.3, h=0.002, w=0.002),
    field("edge", "label", None, 0.99, h=0.01),
]


@pytest.mark.django_db
def test_each_box_is_framed_and_named_with_its_step_and_role() -> None:
    version = factories.template(factories.company(), fields=BOXES).latest()
    pdf = plan(version)
    (page,) = render_pages(pdf, dpi=72)
    for label in (
        "1 role 1 · 이름 · text *",
        "2 role 2 · b ? · signature",
        "1 role 1 · tiny · check",
        "– · edge · label",
    ):
        assert label in page.text, page.text
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
