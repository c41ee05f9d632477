"""What the boxes of each kind have in common on the page: a question in the dock, a place on the paper, inputs in the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dojang.contracts.contents import Content
from dojang.contracts.readers import Raw
from dojang.signing.document.questions import Asked, Question
from dojang.signing.document.sheets import Spot

NOTHING = SafeString("")


@dataclass(frozen=True, kw_only=True)
class Dock:
    """Where questions stand: `language` is the reader's, `written` the contract's; `name` is the signer's, `home` the session's address."""

    language: str
    written: str
    name: str
    home: str
    most_megabytes: int


class BoxView(Protocol):
    """How boxes of one family are asked for, read and shown."""

    def field(self, question: Question, dock: Dock) -> SafeString:
        """The inputs of the question, in its fieldset."""
        ...

    def read(self, request: HttpRequest, asked: Asked) -> Iterator[tuple[str, Raw]]:
        """What the form says, by the names of boxes; nothing where it does not speak of them."""
        ...

    def again(self, raw: Raw) -> Content | None:
        """What is shown once more of an entry that was refused and could not be kept, to be corrected."""
        ...

    def spot(self, spot: Spot) -> SafeString:
        """What lies in the box, as the sealed PDF will show it."""
        ...


def flags(**given: bool) -> SafeString:
    """Attributes without a value, for what is so."""
    return format_html_join("", " data-{}", ((name,) for name, is_so in given.items() if is_so))


def labelled(question: Question) -> SafeString:
    """What ties an input to the question's title, and to its error."""
    return format_html(' aria-labelledby="{}-title"{}', question.id, state(question))


def state(question: Question) -> SafeString:
    """What ties an input to the question's error."""
    required = " required" if question.required else ""
    invalid = SafeString(' aria-invalid="true"') if question.error else NOTHING
    return format_html(' aria-describedby="{}-error"{}{}', question.id, required, invalid)
