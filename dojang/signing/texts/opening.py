"""Texts of what comes before the document: what this is, and agreeing to sign electronically."""

from dojang.lib.sentences import _, in_context

OPENING = {
    "open.asked": _("Hello {person}. {starter} of {company} asks you to sign this document."),
    "open.from": _("From"),
    "open.facts": _("About the document"),
    "open.pages": in_context("length", "Pages"),
    "open.pages.count": _("{count}"),
    "open.deadline": _("Deadline"),
    "open.todo": _("To do"),
    "open.todo.fill": _("Read it, fill in what is still empty ({count}), then approve or reject"),
    "open.todo.filled": _("Read it and check what is filled in already, then approve or reject"),
    "open.todo.read": _("Read it, then approve or reject"),
    "consent.title": _("Signing electronically"),
    "consent.missing": _("Please tick the box above to agree; then the document opens."),
    "consent.go": _("Agree and open"),
    "consent.refuse": _("If you do not want to sign electronically, please ask {starter} ({email}) for another way."),
    # Signing on the phone what was opened at a desk
    "phone-over.offer": _("Sign on your phone"),
    "phone-over.title": _("Go on signing on your phone"),
    "phone-over.text": _(
        "Point your phone's camera at this code and open the address that appears. You need not confirm "
        "again who you are, and what you have entered is there. The code works once, for {minutes} "
        "minutes. Don’t share it."
    ),
    "phone-over.code": _("QR code to go on with the phone"),
    "phone-over.waiting": _("Waiting for your phone. Once you have signed there, this page will change too."),
    "phone-over.opened": _("The document is open on your phone. Please go on there."),
    "phone-over.over": _("The code has run out. Please get a new one."),
    "phone-over.again": _("New code"),
    "phone-over.back": _("Go on at this screen"),
    "dead.hand-taken.title": _("This code was used already"),
    "dead.hand-taken.text": _("A code works once. Get a new one at the computer and point your camera at it again."),
    "dead.hand-over.title": _("The code has run out"),
    "dead.hand-over.text": _("Get a new one at the computer and point your camera at it again."),
    # Told to the page's scripts
    "draft.saved": _("· Draft saved"),
    "draft.unsaved": _("· Not saved yet"),
    "script.moved": _("The document has moved on meanwhile. Please reload the page."),
    "script.reload": _("Reload"),
    "script.slower": _("That is too often. It will be tried again in a moment."),
}
