"""Reading what the document's form sent: raw values by the names of boxes, for the conductor to judge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from dojang.contracts.readers import Raw
from dojang.signing.document.boxes.registry import BOXES
from dojang.signing.document.questions import Asked


@dataclass(frozen=True)
class FormValues:
    """What was entered."""

    raw: Mapping[str, Raw]
    opinion: str


def read(request: HttpRequest, questions: Iterable[Asked]) -> FormValues:
    """The answers to the questions in a posted form. A box that the form does not speak of keeps what it holds."""
    raw = {name: value for one in questions for name, value in BOXES[one.box.kind].read(request, one)}
    return FormValues(raw, opinion(request))


def opinion(request: HttpRequest) -> str:
    """What the signer has to say to their act, as long as the browser counted it: one character for the end of a line.

    A database text holds no zero byte.
    """
    return request.POST.get("opinion", "").replace("\x00", "").replace("\r\n", "\n").strip()
