"""The boxes and questions as HTML: whatever a layout or a signer wrote stays words."""

import pytest

from dojang.contracts.contents import Text
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout, Step
from dojang.signing.document import markup
from dojang.signing.document.boxes.registry import BOXES
from dojang.signing.document.boxes.view import Dock
from dojang.signing.document.questions import asked, by_box, filled
from dojang.signing.document.sheets import sheets
from tests import factories

HOSTILE = """"'><script>alert(1)</script></textarea>"""
DOCK = Dock(language="en", written="ko", name=HOSTILE, home="/s/1", most_megabytes=20)


@pytest.mark.parametrize("box", [
    {"kind": Kind.TEXT}, {"kind": Kind.TEXT, "multiline": True}, {"kind": Kind.DATE}, {"kind": Kind.CHECK},
    {"kind": Kind.RADIO, "group": "g"},
], ids=str)  # fmt: skip
def test_what_was_written_never_becomes_markup(box: dict[str, object]) -> None:
    whole = {"name": "a", "step": 1, "page": 1, "x": 0.1, "y": 0.1, "w": 0.1, "h": 0.1, "placeholder": HOSTILE}
    layout = Layout((Step(step=1),), (Field(**{**whole, "label": f"name {HOSTILE}", **box}),))  # type: ignore[arg-type]
    contents = {"a": Text(HOSTILE)}
    [question] = filled(asked(layout, 1), contents, {"a": HOSTILE}, lambda _number: "")
    for ids in (by_box([question]), {}):
        [sheet] = sheets([factories.page()], "/page", layout, contents, ids)
        html = markup.boxes(sheet.spots, "en", "ko") + markup.fieldset(question, DOCK)
        assert "&lt;script&gt;" in html
        assert "<script" not in html
        assert "\"'>" not in html


def test_boxes_of_every_kind_have_a_view() -> None:
    assert set(BOXES) == set(Kind)
