"""What a field holds, as values, and as rows. An empty field has no content."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from dojang.lib.vendor import FONTS
from dojang.library.kinds import Kind
from dojang.pdf.figures import Figure, Hand, typed
from dojang.pdf.images import Ink, take_ink
from dojang.pdf.name_seals import Shape, name_seal
from dojang.pdf.svg import figure_as_svg, ink_as_svg

PICTURE_BLOBS = ("blob", "prepared", "small")  # the keys of a picture's `data` that name blobs


@dataclass(frozen=True, slots=True)
class Text:
    """What was written; a date as YYYY-MM-DD."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A check or a choice, set or not."""

    ticked: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing: points are (x, y) or (x, y, breadth of the pen), as fractions of the pad. `ratio` is its width by its height."""

    ratio: float
    strokes: tuple[tuple[tuple[float, ...], ...], ...]

    @property
    def ink(self) -> Ink:
        """The drawing as the PDF room takes it. Raises `InkRefused` for one that cannot be drawn."""
        return take_ink({"kind": "drawn", "ratio": self.ratio, "strokes": self.strokes})


@dataclass(frozen=True, slots=True)
class Typed:
    """A name written in a hand."""

    text: str
    hand: Hand


@dataclass(frozen=True, slots=True)
class NameSeal:
    """A seal made from a name."""

    text: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture in the blob store: `blob` is what people look at, `prepared` what the PDF holds, `small` what the certificate shows.

    Early pictures have neither of the last two; only signatures and stamps have a small one.
    """

    blob: str
    media_type: str
    width: int
    height: int
    prepared: str = ""
    small: str = ""

    @property
    def blobs(self) -> tuple[str, ...]:
        """The keys of all its blobs."""
        return tuple(key for key in (self.blob, self.prepared, self.small) if key)


Made = Typed | NameSeal
Signed = Drawn | Made | StoredPicture  # what a field for a signature or a stamp may hold
Content = Text | Mark | Drawn | Typed | NameSeal | StoredPicture
Contents = Mapping[str, Content | None]  # by the names of fields


def to_row(content: Content | None) -> tuple[str, dict[str, Any] | None]:
    """`text` and `data` as rows keep them. Hashes over them are in the history, so neither ever changes."""
    match content:
        case None:
            return "", None
        case Text():
            return content.text, None
        case Mark():
            return "Y" if content.ticked else "N", None
        case Drawn():
            strokes = [[list(point) for point in stroke] for stroke in content.strokes]
            return "", {"kind": "drawn", "ratio": content.ratio, "strokes": strokes}
        case Typed():
            return "", {"kind": "typed", "text": content.text, "font": content.hand.value}
        case NameSeal():
            return "", {"kind": "seal", "text": content.text, "shape": content.shape.value}
        case StoredPicture():
            more = {"prepared": content.prepared, "small": content.small}
            return "", {
                "kind": "picture",
                "blob": content.blob,
                "media_type": content.media_type,
                "width": content.width,
                "height": content.height,
                **{key: blob for key, blob in more.items() if blob},
            }
        case _:
            assert_never(content)


def from_row(kind: Kind, text: str, data: Mapping[str, Any] | None) -> Content | None:
    """The content that a row has for a field of this kind."""
    if data:
        return from_data(data)
    if kind.is_mark and text in ("Y", "N"):
        return Mark(text == "Y")
    return Text(text) if text else None


def from_data(data: Mapping[str, Any]) -> Signed:
    """The content in the `data` of a row. Raises ValueError for a kind that no row has."""
    match data["kind"]:
        case "drawn":
            return Drawn(data["ratio"], tuple(tuple(tuple(point) for point in stroke) for stroke in data["strokes"]))
        case "typed":
            return Typed(data["text"], Hand(data["font"]))
        case "seal":
            return NameSeal(data["text"], Shape(data["shape"]))
        case "picture":
            return StoredPicture(**{key: value for key, value in data.items() if key != "kind"})
        case kind:
            raise ValueError(kind)


def is_filled(content: Content | None) -> bool:
    """Whether a required field is satisfied: a mark has to be set, other content only has to exist."""
    return content.ticked if isinstance(content, Mark) else content is not None


def figure_of(content: Made) -> Figure:
    """The signature or seal that is made from a name, the same on every page and in the document. Raises FigureRefused, UncoveredText."""
    match content:
        case Typed():
            return typed(content.text, content.hand, FONTS)
        case NameSeal():
            return name_seal(content.text, content.shape, FONTS)
        case _:
            assert_never(content)


def as_svg(content: Drawn | Made) -> bytes:
    """A drawing, or what is made from a name, for a browser. Raises what `figure_of` raises, InkRefused."""
    return ink_as_svg(content.ink) if isinstance(content, Drawn) else figure_as_svg(figure_of(content))
