"""Texts that say what is wrong with what a signer entered, shown at the box."""

from dojang.lib.sentences import _

REFUSALS = {
    "wrong-code": _("The code is wrong. Tries left: {left}."),
    "wrong-code.empty": _("Enter the code."),
    "paused": _("Too many wrong tries. Please wait {minutes} min and try again."),
    "empty": _("This field is required."),
    "refused.type": _("That does not fit this field."),
    "refused.characters": _("These characters cannot be written on the document: {characters}"),
    "refused.variant": _("{variants}: this variant cannot be written on the document. Use {plain} instead."),
    "refused.variant.replaced": _(
        "{variants}: this variant cannot be written, so it was replaced with {plain}. If you agree, submit again."
    ),
    "instead": _("Use {plain}"),
    "refused.length": _("Up to {most} characters."),
    "refused.room": _("Too long for this field: {fit} of {given} characters fit, up to “{end}”. Please shorten it."),
    "refused.lines": _("Please use a single line."),
    "refused.mark": _("Please choose one."),
    "refused.group": _("Please choose one."),
    "refused.date": _("That is not a date."),
    "refused.picture-type": _("Please choose a JPG or PNG picture. Save a HEIC or WebP picture as JPG first."),
    "refused.picture-size": _("The picture is too large. Up to 1 MB is possible."),
    "refused.picture-pixels": _("The picture has too many pixels."),
    "refused.picture-damaged": _("The picture cannot be read. Please choose another."),
    "refused.picture-blank": _("Nothing can be made out in the picture. Choose another one, or keep it as it is."),
    "refused.picture-empty": _(
        "The picture shows no signature or stamp. Please choose a picture in which it is large and clear."
    ),
    "refused.drawing": _("The drawing cannot be read. Please draw it again."),
    "refused.drawing-small": _("That is very small. Please draw it larger."),
    "refused.not-yours": _("This field belongs to another signer."),
    "refused.locked": _("This field cannot be changed."),
    "refused.unknown": _("The document has no such field."),
}
