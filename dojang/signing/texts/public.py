"""Texts of the page behind a public link, where a visitor starts a contract of their own."""

from dojang.lib.sentences import _

PUBLIC = {
    # What is wrong with what was entered
    "public.name.missing": _("Please enter your name."),
    "public.name.long": _("A name can have up to {most} characters."),
    "public.name.characters": _("A name cannot contain these characters: {characters}"),
    "public.contact.missing": _("Please enter your email address or mobile number."),
    "public.contact.wrong": _(
        "This is not a complete email address or mobile number. Examples: name@example.com, 01012345678"
    ),
    "public.contact.unseen": _("It contains invisible characters: {characters}. Please type it again without them."),
    "public.phone.missing": _("Please enter your mobile number."),
    "public.phone.wrong": _("This is not a complete mobile number. Example: 01012345678"),
    "public.slower": _("Too many people are starting right now. Please try again in {seconds} sec."),
    # Why nothing can be started
    "dead.public-closed.title": _("This link is closed"),
    "dead.public-closed.text": _(
        "{company} has closed it. You can still finish a document that you have started. Please ask "
        "{company} if you have questions."
    ),
    "dead.public-expired.title": _("The time to start has passed"),
    "dead.public-expired.text": _("You can no longer start from this link. To continue, ask {company} for a new one."),
    "dead.public-full.title": _("This link has reached its limit"),
    "dead.public-full.text": _(
        "The maximum number of people have started from it. To take part, please ask {company}."
    ),
    "dead.public-begun.title": _("You have already started"),
    "dead.public-begun.text": _(
        "A document was already started with this contact. To continue, open the link in the message we "
        "sent you. If you have no message, ask {company} to send it again."
    ),
    "dead.public-begun-untold.text": _(
        "A document was already started with this contact. To continue, please ask {company}."
    ),
    "dead.public-resting.title": _("This link is unavailable right now"),
    "dead.public-resting.text": _(
        "{company} has to fix a problem first. Please notify them, and open the link again later."
    ),
}
