"""Texts of what comes before the document: what this is, and agreeing to sign electronically."""

from dojang.lib.sentences import _

OPENING = {
    "consent.missing": _("To open the document, please tick the box above to agree."),
    # Signing on the phone what was opened at a desk
    "dead.hand-taken.title": _("This code has already been used"),
    "dead.hand-taken.text": _("A code works once. Get a new one on your computer and point your camera at it again."),
    "dead.hand-over.title": _("The code has expired"),
    "dead.hand-over.text": _("Get a new one on your computer and point your camera at it again."),
    # Told to the page's scripts
    "script.moved": _("The document has changed in the meantime. Please reload the page."),
    "script.slower": _("Too many requests. It will be tried again in a moment."),
}
