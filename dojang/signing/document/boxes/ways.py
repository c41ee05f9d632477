"""The ways of filling a box for a signature or a stamp, as the dock offers them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dojang.contracts.contents import to_row
from dojang.lib import characters
from dojang.library.kinds import Kind
from dojang.pdf.figures import Hand
from dojang.pdf.name_seals import Shape
from dojang.signing.document.questions import Question

_HANDS = {Hand.PEN: "hand.pen", Hand.BRUSH: "hand.brush", Hand.NEAT: "hand.neat"}
_SHAPES = {Shape.ROUND: "shape.round", Shape.SQUARE: "shape.square", Shape.OVAL: "shape.oval"}
_OF_KIND = {"drawn": "draw", "typed": "type", "seal": "seal", "picture": "picture"}


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way; `words` names the text that says it, and `chosen` is the one by which the box is filled now."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Look:
    """A hand to write in or a shape of seal; `url` is what shows the name in it."""

    value: str
    words: str
    url: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What is offered for one box, and what it holds now. `typed` and `sealed` are the names to start with."""

    offered: tuple[Way, ...]
    chosen: str
    typed: str
    sealed: str
    hands: tuple[Look, ...]
    shapes: tuple[Look, ...]


def ways(question: Question, name: str, home: str) -> Ways:
    """The ways for a question that asks for a signature or stamp, of a signer called `name`."""
    data = to_row(question.content)[1] or {}
    chosen = _OF_KIND.get(str(data.get("kind", "")), "")
    plain = characters.without_variants(characters.without_chaff(name))
    typed, sealed = (str(data["text"]) if chosen == way else plain for way in ("type", "seal"))
    return Ways(
        offered=tuple(Way(value=way, words=words, chosen=way == chosen) for way, words in _offered(question.kind)),
        chosen=chosen,
        typed=typed,
        sealed=sealed,
        hands=tuple(_looks(_HANDS.items(), f"{home}/made?", {"kind": "typed", "text": typed}, "font", data)),
        shapes=tuple(_looks(_SHAPES.items(), f"{home}/made?", {"kind": "seal", "text": sealed}, "shape", data)),
    )


def _offered(kind: str) -> Iterator[tuple[str, str]]:
    if kind == Kind.STAMP:
        yield "seal", "way.seal"
    yield "draw", "way.draw"
    yield "type", "way.type"
    yield "picture", "way.picture"


def _looks(
    offered: Iterable[tuple[str, str]], url: str, made: Mapping[str, str], name: str, data: Mapping[str, object]
) -> Iterator[Look]:
    for value, words in offered:
        shown = url + urlencode({**made, name: str(value)})
        yield Look(value=str(value), words=words, url=shown, chosen=data.get(name) == value)
