"""The states that the gallery shows, in the order in which people meet them."""

from collections.abc import Iterator
from dataclasses import dataclass

from dojang.lib.texts import Language

ALL, ENGLISH = tuple(Language), (Language.EN,)


@dataclass(frozen=True)
class State:
    """What can be seen. `languages` are those in which the page shows it in the first of `sizes`; in the others, in English."""

    name: str
    caption: str
    languages: tuple[Language, ...] = ENGLISH
    sizes: tuple[str, ...] = ("phone",)


@dataclass(frozen=True)
class Chapter:
    """States that belong together."""

    title: str
    states: tuple[State, ...]


PHONE_AND_DESK, PHONE_AND_DARK = ("phone", "desk"), ("phone", "dark")
CHAPTERS = (
    Chapter("Coming in", (
        State("enter", "The link. It goes on by itself; a mail scanner that opens it changes nothing."),
        State("consent", "What this is, who asks, until when, and the text to agree to.", ALL),
        State("consent-missing", "Without the tick the document stays closed."),
        State("code", "An access code that was agreed upon beforehand, with its hint.", ALL),
        State("code-wrong", "A wrong code, and how many tries are left."),
        State("code-paused", "After several wrong codes there is a pause."),
        State("phone", "A one-time code to the phone, asked for by whoever holds the link."),
        State("phone-sent", "The code is on its way."),
    )),
    Chapter("Filling", (
        State("document", "The document: its pages, and in the dock what is to be done.", ALL, ("phone", "desk", "dark")),
        State("ask-text", "One question at a time; what is typed shows on the page at once."),
        State("ask-picture", "A picture from the camera or a file."),
        State("crop", "Cropped and turned on the phone, by finger or by buttons."),
        State("ask-date", "A date, with one tap for today."),
        State("ask-radio", "One of several choices."),
        State("ask-check", "Something to be ticked."),
        State("errors", "What is missing is named, and one tap leads there."),
    )),
    Chapter("Signature and stamp", (
        State("sign-draw", "Drawn with a finger; kept as strokes, whatever way the phone is turned.", ALL, PHONE_AND_DARK),
        State("sign-type", "The name in a handwriting, for those who cannot draw.", ALL),
        State("sign-picture", "A photo of a signature, whose paper is taken away."),
        State("stamp", "A stamp made from the name: round, square or oval.", ALL),
        State("phone-over", "At a desk: go on with the phone, by a code that works once.", ENGLISH, ("desk",)),
    )),
    Chapter("Deciding", (
        State("approve", "Everything that was entered, and what follows from approving.", ALL, PHONE_AND_DESK),
        State("reject", "What follows from rejecting, and the reason."),
        State("approved", "Approved: the next signer is told.", ALL),
        State("waiting", "Somebody else has the turn."),
        State("sent-back", "The next signer sent it back, and says why."),
        State("rejected", "Rejected; the contract goes back one step."),
        State("rejected-first", "Rejected at the first step, which cancels it."),
    )),
    Chapter("The end", (
        State("sealing", "Everybody has approved; the page waits for the seal by itself."),
        State("delayed", "Sealing has failed. The page says that it is looked into and can be closed."),
        State("finished", "Sealed: document and certificate to look at and to keep.", ALL, ("phone", "desk", "dark")),
        State("view-document", "The sealed document in the browser.", ENGLISH, PHONE_AND_DESK),
        State("view-certificate", "The history certificate in the browser.", ALL),
        State("viewer", "The sealed document through the link of the last message."),
        State("following", "Another document waits for the same person."),
        State("closed", "In a customer's window: closed with one button, and the opener is told."),
    )),
    Chapter("Whoever started it", (
        State("progress", "Who has done what, when, and whose turn it is.", ALL, PHONE_AND_DESK),
        State("so-far", "The document as it is so far."),
        State("ended", "Canceled, and why."),
        State("discarded", "Disposed of after its completion."),
        State("preview", "A preview before anything is started."),
    )),
    Chapter("A public link", (
        State("public", "Whoever comes begins a document of their own.", ALL),
        State("public-errors", "What was entered wrongly, said at its box."),
        State("public-begun", "The same person has begun already."),
        State("public-full", "As many as were allowed have begun."),
        State("public-closed", "The company has closed the link."),
        State("public-expired", "It is too late to begin."),
        State("public-resting", "The company has to do something first."),
    )),
    Chapter("Links that open nothing", (
        State("used", "The signer has acted through another link."),
        State("replaced", "A newer link was sent.", ALL),
        State("canceled", "The company took the contract back."),
        State("expired", "The deadline has passed."),
        State("locked", "Too many wrong codes."),
        State("disposed", "The contract was disposed of."),
        State("deleted", "The contract was deleted."),
        State("session", "A visit that has ended for safety."),
        State("unknown", "An address that was not copied to its end."),
        State("incomplete", "A link that lost its end on the way."),
        State("over", "A link that worked for some minutes only."),
        State("preview-over", "A preview after its hour."),
        State("hand-taken", "A code for the phone that was used already."),
        State("hand-over", "A code for the phone that has run out."),
    )),
    Chapter("When something goes wrong", (
        State("framed", "A browser that keeps no cookies inside another site."),
        State("unlisted", "A frame on a site that the company does not list."),
        State("error-400", "A request that cannot be read."),
        State("error-403", "A form from elsewhere, or cookies that are refused."),
        State("error-404", "No such page."),
        State("error-405", "An address that is for forms only."),
        State("error-413", "More than can be taken at once."),
        State("error-429", "Too many requests."),
        State("error-500", "A fault of ours."),
    )),
)  # fmt: skip


def states() -> Iterator[State]:
    for chapter in CHAPTERS:
        yield from chapter.states


def shown_of(state: State) -> Iterator[tuple[Language, str]]:
    """The language and size of each of the state's pictures."""
    for language in state.languages:
        yield language, state.sizes[0]
    for size in state.sizes[1:]:
        yield Language.EN, size


def file_name(state: str, language: Language, size: str) -> str:
    return f"{state}-{language}" if size == "phone" else f"{state}-{language}-{size}"
