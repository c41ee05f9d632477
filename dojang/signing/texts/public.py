"""Texts of the page behind a public link, where somebody begins a contract of their own."""

from dojang.lib.sentences import _

PUBLIC = {
    # What is wrong with what was entered
    "public.name.missing": _("Please enter your name."),
    "public.name.long": _("A name can have up to {most} characters."),
    "public.name.characters": _("A name cannot contain these characters: {characters}"),
    "public.contact.missing": _("Please enter your e-mail address or mobile number."),
    "public.contact.wrong": _(
        "This is no complete e-mail address or mobile number. Examples: name@example.com, 01012345678"
    ),
    "public.contact.unseen": _("It contains invisible characters: {characters}. Please type it again without them."),
    "public.phone.missing": _("Please enter your mobile number."),
    "public.phone.wrong": _("This is no complete mobile number. Example: 01012345678"),
    "public.slower": _("Too many people are beginning just now. Please try again in {seconds} sec."),
    # Why nothing can be begun
    "dead.public-closed.title": _("This link is closed"),
    "dead.public-closed.text": _(
        "{company} has closed it. What you have begun already can still be finished. Please ask "
        "{company} if you have questions."
    ),
    "dead.public-expired.title": _("It is too late to begin"),
    "dead.public-expired.text": _(
        "Nothing can be begun through this link any more. To go on, ask {company} for a new one."
    ),
    "dead.public-full.title": _("No place is left"),
    "dead.public-full.text": _("As many people as this link allows have begun. To take part, please ask {company}."),
    "dead.public-begun.title": _("You have begun already"),
    "dead.public-begun.text": _(
        "A document was begun under this contact. Open the link in the message we sent you then to go "
        "on. If you have no message, ask {company} to send it again."
    ),
    "dead.public-begun-untold.text": _(
        "A document was begun under this contact. To go on with it, please ask {company}."
    ),
    "dead.public-resting.title": _("It cannot be begun just now"),
    "dead.public-resting.text": _(
        "{company} has to look into this first. Please tell them, and open the link again later."
    ),
}
