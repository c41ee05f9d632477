"""Texts of what comes before the document: what this is, and agreeing to sign electronically."""

from dojang.lib.sentences import _

OPENING = {
    "consent.missing": _("Please tick the box above to agree; then the document opens."),
    # Signing on the phone what was opened at a desk
    "dead.hand-taken.title": _("This code was used already"),
    "dead.hand-taken.text": _("A code works once. Get a new one at the computer and point your camera at it again."),
    "dead.hand-over.title": _("The code has run out"),
    "dead.hand-over.text": _("Get a new one at the computer and point your camera at it again."),
    # Told to the page's scripts
    "script.moved": _("The document has moved on meanwhile. Please reload the page."),
    "script.slower": _("That is too often. It will be tried again in a moment."),
}
