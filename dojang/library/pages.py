"""A template's pages as the signing page shows them: size, picture, text."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from dojang.pdf.links import PageLink


class Size(NamedTuple):
    """A page's visible size in points."""

    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class TemplatePage:
    """One page: its visible size in PDF units and its picture (blob key, pixels). Also its text for readers who cannot see it, and
    the links of the PDF on it. Versions made before links were stored have none.
    """

    width: float
    height: float
    picture: str
    media_type: str
    pixel_width: int
    pixel_height: int
    text: str
    links: tuple[PageLink, ...] = ()


def linked(pages: Iterable[TemplatePage], links: Iterable[tuple[PageLink, ...]]) -> list[TemplatePage]:
    """The pages with the links of each."""
    return [replace(page, links=there) for page, there in zip(pages, links, strict=True)]


def to_json(pages: Iterable[TemplatePage]) -> list[dict[str, Any]]:
    return [asdict(page) | {"links": [link.to_dict() for link in page.links]} for page in pages]


def from_json(raw: Iterable[Mapping[str, Any]]) -> tuple[TemplatePage, ...]:
    return tuple(
        TemplatePage(**{**page, "links": tuple(map(PageLink.from_dict, page.get("links", ())))}) for page in raw
    )


def sizes(raw: Iterable[Mapping[str, Any]]) -> tuple[Size, ...]:
    """The sizes of a version's pages, without their texts, which are long."""
    return tuple(Size(page["width"], page["height"]) for page in raw)
