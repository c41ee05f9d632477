"""Texts of what comes before the document: what this is, and agreeing to sign electronically."""

from dojang.lib.sentences import _, plural

OPENING = {
    "todo.fill": plural(
        "Read it, fill in {count} field, then approve or decline",
        "Read it, fill in {count} fields, then approve or decline",
    ),
    "todo.fill.sign": plural(
        "Read it, fill in {count} field, then sign or decline",
        "Read it, fill in {count} fields, then sign or decline",
    ),
    "todo.filled": _("Read it and check what is filled in, then approve or decline"),
    "todo.filled.sign": _("Read it and check what is filled in, then sign or decline"),
    "todo.read": _("Read it, then approve or decline"),
    "consent.missing": _("Please tick the box above to open the document."),
    # Signing on the phone what was opened at a desk
    "dead.hand-taken.title": _("This code has already been used"),
    "dead.hand-taken.text": _("A code works once. Get a new one on your computer and point your camera at it again."),
    "dead.hand-over.title": _("The code has expired"),
    "dead.hand-over.text": _("Get a new one on your computer and point your camera at it again."),
    # For the page's scripts
    "script.moved": _("The document has changed in the meantime. Please reload the page."),
    "script.slower": _("Too many requests. It will be tried again in a moment."),
}
