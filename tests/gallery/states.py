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
    Chapter("Links and proofs", (
        State("enter", "The link. It continues by itself; a mail scanner that opens it changes nothing."),
        State("consent", "The document, its sender, the deadline, and the text to agree to.", ALL),
        State("consent-missing", "Without the tick the document stays closed."),
        State("code", "An access code that sender and signer agreed on, with its hint.", ALL),
        State("code-wrong", "A wrong code, and how many tries are left."),
        State("code-paused", "After several wrong codes there is a pause."),
        State("phone", "A one-time code to the phone, on request of the signer."),
        State("phone-sent", "The code has been sent."),
    )),
    Chapter("Filling", (
        State("document", "The document: its pages, and the next task in the dock.", ALL, ("phone", "desk", "dark")),
        State("ask-text", "One question at a time; the typed text shows on the page at once."),
        State("ask-picture", "A picture from the camera or a file."),
        State("crop", "Cropped and turned on the phone, by finger or by buttons."),
        State("ask-date", "A date, with one tap for today."),
        State("ask-radio", "One of several choices."),
        State("ask-check", "A check box."),
        State("errors", "The page names missing fields, and one tap leads there."),
    )),
    Chapter("Signature and stamp", (
        State("sign-draw", "Drawn with a finger; kept as strokes when the phone is turned.", ALL, PHONE_AND_DARK),
        State("sign-type", "The name in a handwriting, for signers who cannot draw.", ALL),
        State("sign-picture", "A photo of a signature; the paper is removed."),
        State("stamp", "A stamp made from the name: round, square or oval.", ALL),
        State("phone-over", "At a desk: continue on the phone, by a code that works once.", ENGLISH, ("desk",)),
    )),
    Chapter("Deciding", (
        State("approve", "All entries, and what follows an approval.", ALL, PHONE_AND_DESK),
        State("reject", "What follows a rejection, and the reason."),
        State("approved", "Approved: the next signer is notified.", ALL),
        State("waiting", "Another signer has the turn."),
        State("sent-back", "The next signer sent it back, with a reason."),
        State("rejected", "Rejected; the contract goes back one step."),
        State("rejected-first", "Rejected at the first step, which cancels it."),
    )),
    Chapter("The end", (
        State("sealing", "All signers have approved; the page waits for the seal."),
        State("delayed", "Sealing has failed. The page says that the fault is being looked into and that the page can be closed."),
        State("finished", "Sealed: document and certificate to view and download.", ALL, ("phone", "desk", "dark")),
        State("view-document", "The sealed document in the browser.", ENGLISH, PHONE_AND_DESK),
        State("view-certificate", "The certificate of completion in the browser.", ALL),
        State("viewer", "The sealed document through the link of the last message."),
        State("following", "Another document waits for the same person."),
        State("closed", "In an integrator's window: one button closes it and notifies the opener."),
    )),
    Chapter("The sender", (
        State("progress", "All acts with their times, and whose turn it is.", ALL, PHONE_AND_DESK),
        State("so-far", "The document so far."),
        State("ended", "Canceled, and why."),
        State("discarded", "Access closed after its completion."),
        State("preview", "A preview before the start."),
    )),
    Chapter("A public link", (
        State("public", "Each visitor starts a document of their own.", ALL),
        State("public-errors", "A wrong entry is reported at its field."),
        State("public-begun", "The same person has already started."),
        State("public-full", "The link has reached its limit."),
        State("public-closed", "The company has closed the link."),
        State("public-expired", "It is too late to start."),
        State("public-resting", "The company has to fix a problem first."),
    )),
    Chapter("Links that no longer work", (
        State("used", "The signer has acted through another link."),
        State("replaced", "A newer link was sent.", ALL),
        State("canceled", "The company canceled the signing request."),
        State("expired", "The deadline has passed."),
        State("locked", "Too many wrong codes."),
        State("disposed", "The company has closed access."),
        State("deleted", "The contract was deleted."),
        State("session", "A session that has ended for safety."),
        State("unknown", "An address that was not fully copied."),
        State("incomplete", "A link that lost its end."),
        State("over", "A link that worked only for some minutes."),
        State("preview-over", "A preview that has expired."),
        State("hand-taken", "A code for the phone that has already been used."),
        State("hand-over", "A code for the phone that has expired."),
    )),
    Chapter("When something goes wrong", (
        State("framed", "A browser that keeps no cookies inside another site."),
        State("unlisted", "A frame on a site that the company does not list."),
        State("error-400", "A request that cannot be read."),
        State("error-403", "A form from another site, or blocked cookies."),
        State("error-404", "Page not found."),
        State("error-405", "An address only for forms."),
        State("error-413", "More data than fits in one request."),
        State("error-429", "Too many requests."),
        State("error-500", "A fault of the server."),
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
