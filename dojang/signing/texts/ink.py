"""Texts of the boxes for signatures, stamps and pictures."""

from dojang.lib.sentences import _

INK = {
    "ways": _("How to sign"),
    "way.draw": _("Draw"),
    "way.type": _("Type"),
    "way.seal": _("Make a stamp"),
    "way.picture": _("Picture"),
    "hand.pen": _("Pen"),
    "hand.brush": _("Brush"),
    "hand.neat": _("Neat"),
    "shape.round": _("Round"),
    "shape.square": _("Square"),
    "shape.oval": _("Oval"),
    "paper": _("Background of the picture"),
    "crop": _("Crop or turn"),
}
