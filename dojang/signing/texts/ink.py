"""Texts of the boxes for signatures, stamps and pictures."""

from dojang.lib.sentences import _, in_context

INK = {
    "ways": _("How to sign"),
    "way.draw": _("Draw"),
    "way.type": _("Type"),
    "way.seal": _("Make a stamp"),
    "way.picture": _("Picture"),
    "same.signature": _("Same signature as before"),
    "same.stamp": _("Same stamp as before"),
    "type.name": _("Name to sign with"),
    "type.hands": _("Handwriting"),
    "hand.pen": _("Pen"),
    "hand.brush": _("Brush"),
    "hand.neat": _("Neat"),
    "seal.name": _("Name on the stamp"),
    "seal.shapes": _("Shape of the stamp"),
    "seal.hint": _(
        "Up to 20 characters. From 9 on, the company name goes around the edge and the job title in the "
        "middle. A name in letters is shortened to its initials."
    ),
    "shape.round": _("Round"),
    "shape.square": _("Square"),
    "shape.oval": _("Oval"),
    "paper": _("Background of the picture"),
    "paper.clear": _("Remove the background"),
    "paper.keep": _("Keep as it is"),
    "paper.busy": _("Removing the background…"),
    "paper.failed": _("The background could not be removed. Check your connection, or keep the picture as it is."),
    "crop": _("Crop or turn"),
    "crop.title": _("Crop the picture"),
    "crop.picture": _("The picture with its frame. Arrow keys move the frame, with Shift they resize it."),
    "crop.hint": _("Drag the frame or use the buttons to choose what to keep."),
    "crop.move": _("Move"),
    "crop.size": in_context("picture", "Size"),
    "crop.left": _("Left"),
    "crop.right": _("Right"),
    "crop.up": _("Up"),
    "crop.down": _("Down"),
    "crop.narrower": _("Narrower"),
    "crop.wider": _("Wider"),
    "crop.lower": _("Shorter"),
    "crop.higher": _("Taller"),
    "crop.turn": _("Turn"),
    "crop.whole": _("Keep all"),
    "crop.use": _("Use this"),
}
