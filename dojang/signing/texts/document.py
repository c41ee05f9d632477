"""Texts of the document page: the dock, its questions, the two dialogs."""

from dojang.lib.sentences import _, plural

DOCUMENT = {
    "to-fill": plural("Read the document and fill in {count} field.", "Read the document and fill in {count} fields."),
    "sign.to-page": _("Go to page {number}"),
    "sign.link": _("Link: {target}"),
    "dock.required": _("Required"),
    "dock.optional": _("Optional"),
    "spot.empty": _("empty"),
    "spot.filled": _("filled"),
    "check.label": _("Check this box"),
    "radio.legend": _("Choose one"),
    "offer.name": _("Enter “{name}”"),
    "offer.today": _("Enter today’s date"),
    "date.today": _("Today"),
    "picture.choose": _("Choose a picture"),
    "opinion.long": _("The comment may have up to {most} characters and has {given}. Shorten it and send it again."),
}
