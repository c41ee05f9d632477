"""A template's pages as the signing page shows them: size, picture, text."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple


class Size(NamedTuple):
    """A page's visible size in points."""

    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: its visible size in PDF units, its picture (blob key, pixels), and its text for those who cannot see it."""

    width: float
    height: float
    picture: str
    media_type: str
    pixel_width: int
    pixel_height: int
    text: str


def to_json(pages: Iterable[Page]) -> list[dict[str, Any]]:
    return [asdict(page) for page in pages]


def from_json(raw: Iterable[Mapping[str, Any]]) -> tuple[Page, ...]:
    return tuple(Page(**page) for page in raw)


def sizes(raw: Iterable[Mapping[str, Any]]) -> tuple[Size, ...]:
    """The sizes of a version's pages alone, whose words are long."""
    return tuple(Size(page["width"], page["height"]) for page in raw)
