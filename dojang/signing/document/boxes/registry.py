"""How boxes of each kind are asked for, read and shown."""

from collections.abc import Mapping

from dojang.library.kinds import Kind
from dojang.signing.document.boxes.choice import DOT, TICK, MarkBox
from dojang.signing.document.boxes.ink import InkBox
from dojang.signing.document.boxes.picture import PictureBox
from dojang.signing.document.boxes.text import DateBox, TextBox
from dojang.signing.document.boxes.view import BoxView

BOXES: Mapping[Kind, BoxView] = {
    Kind.TEXT: TextBox(),
    Kind.LABEL: TextBox(),
    Kind.CHECK: MarkBox(TICK),
    Kind.RADIO: MarkBox(DOT),
    Kind.DATE: DateBox(),
    Kind.PICTURE: PictureBox(),
    Kind.SIGNATURE: InkBox(),
    Kind.STAMP: InkBox(),
}
