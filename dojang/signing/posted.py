"""Reading what the document's form sent: raw values by the name of the box, for the conductor to judge."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from dojang.contracts.values import Content, Raw
from dojang.library.layout import Layout
from dojang.signing import handed_in
from dojang.signing.questions import Question

# Pictures that come back to the reader inside the page, because the browser does not keep files; more are asked for anew.
MOST_BYTES_GIVEN_BACK = 4_000_000


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
        yield from ((name, value) for value in handed_in.entered(request, question.name))


def shown_again(raw: Mapping[str, Raw]) -> dict[str, Content]:
    """The entered values as contents of their boxes, to show the page again with nothing lost."""
    contents: dict[str, Content] = {}
    left = MOST_BYTES_GIVEN_BACK
    for name, value in raw.items():
        content = _shown(value)
        if content is None:
            continue
        left -= len((content.data or {}).get("url", ""))
        if left >= 0:
            contents[name] = content
    return contents


def lost(raw: Mapping[str, Raw], shown: Mapping[str, Content]) -> tuple[str, ...]:
    """The boxes whose picture cannot be given back, so that it has to be chosen again."""
    return tuple(name for name, value in raw.items() if handed_in.is_picture(value) and name not in shown)


def _shown(value: Raw) -> Content | None:
    if isinstance(value, str):
        return (
            Content(data={"kind": "picture", "url": value}) if value.startswith("data:image/") else Content(text=value)
        )
    return handed_in.shown(value)
