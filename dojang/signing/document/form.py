"""Reading what the document's form sent: raw values by the name of the box, for the conductor to judge."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from dojang.contracts.readers import Raw
from dojang.library.layout import Layout
from dojang.signing.document.boxes import ink
from dojang.signing.document.questions import Question


@dataclass(frozen=True)
class Answers:
    """What was entered."""

    raw: Mapping[str, Raw]
    opinion: str


def read(request: HttpRequest, layout: Layout, asked: Iterable[Question]) -> Answers:
    """The answers to the questions in a posted form. A box that the form does not speak of keeps what it holds."""
    raw: dict[str, Raw] = {}
    for question in asked:
        raw.update(_answer(request, layout, question))
    return Answers(raw, opinion(request))


def opinion(request: HttpRequest) -> str:
    """What the signer has to say to their act, as long as the browser counted it: one character for the end of a line.

    A database text holds no zero byte.
    """
    return request.POST.get("opinion", "").replace("\x00", "").replace("\r\n", "\n").strip()


def _answer(request: HttpRequest, layout: Layout, question: Question) -> Iterator[tuple[str, Raw]]:
    if question.kind == "radio":
        chosen = request.POST.get(question.name, "")
        yield from ((layout.fields[n].name, "Y" if chosen == str(n) else "N") for n in question.boxes if chosen)
        return
    name = question.box.name
    if question.kind == "check":
        yield name, "Y" if request.POST.get(question.name) else "N"
    elif question.kind in ("text", "date"):
        if question.name in request.POST:
            yield name, request.POST[question.name]
    else:
        yield from ((name, value) for value in ink.entered(request, question.name))
