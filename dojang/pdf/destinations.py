"""The links of a file, read from its annotations, actions and named destinations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dojang.pdf.entries import text_of
from dojang.pdf.geometry import PageBox, fractions, visible
from dojang.pdf.links import PageLink, absolute

MAX_LINKS = 200  # a page
_MAX_NAMES = 20_000
_HIDDEN = 2 | 32  # the flags Hidden and NoView


def uri_text(value: object) -> str:
    """What a /URI says: meant to be ASCII, written as UTF-8 by many."""
    raw = bytes(value) if isinstance(value, pikepdf.String) else b""
    try:
        return text_of(value) if raw.startswith(b"\xfe\xff") else raw.decode()
    except UnicodeDecodeError:
        return text_of(value)


def links_of(pdf: pikepdf.Pdf, boxes: Sequence[PageBox]) -> list[list[PageLink]]:
    """The links of each page of a file that intake cleaned, at most MAX_LINKS a page."""
    web = pdf.Root.get("/URI")
    base = web.get("/Base") if isinstance(web, Dictionary) else None
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    places = _Places(uri_text(base), numbers, dict(islice(_named(pdf.Root), _MAX_NAMES)))
    return [
        list(islice(_links_on(page.obj, box, number, places), MAX_LINKS))
        for number, (page, box) in enumerate(zip(pdf.pages, boxes, strict=True), 1)
    ]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where links of a file may lead: the base of its relative URIs, its pages by object, its named destinations."""

    base: str
    pages: Mapping[tuple[int, int], int]
    named: Mapping[str, Any]

    def page(self, destination: Any) -> int:
        """The number of the page that a destination shows; 0 for none of this file."""
        if isinstance(destination, Name | String):
            destination = self.named.get(_label(destination))
        if isinstance(destination, Dictionary):
            destination = destination.get("/D")
        first: Any = destination[0] if isinstance(destination, Array) and len(destination) else None
        if isinstance(first, int):
            return first + 1 if 0 <= first < len(self.pages) else 0
        return self.pages.get(first.objgen, 0) if isinstance(first, Dictionary) else 0


def _links_on(page: pikepdf.Object, box: PageBox, number: int, places: _Places) -> Iterator[PageLink]:
    annotations = page.get("/Annots")
    for link in annotations if isinstance(annotations, Array) else ():
        flags = link.get("/F") if isinstance(link, Dictionary) else _HIDDEN
        if isinstance(flags, int) and flags & _HIDDEN:
            continue
        uri, target = _target(link, number, places)
        area = _area(link.get("/Rect"), box)
        if area and (uri or target):
            yield PageLink(*area, uri, target)


def _target(link: pikepdf.Object, number: int, places: _Places) -> tuple[str, int]:
    action = link.get("/A")
    if not isinstance(action, Dictionary):
        return "", places.page(link.get("/Dest"))
    if action.get("/S") == Name.URI:
        return absolute(uri_text(action.get("/URI")), places.base), 0
    if action.get("/S") == Name.Named:
        last = len(places.pages)
        moves = {"NextPage": number + 1, "PrevPage": number - 1, "FirstPage": 1, "LastPage": last}
        return "", min(max(moves.get(_label(action.get("/N")), 0), 0), last)
    return "", places.page(action.get("/D")) if action.get("/S") == Name.GoTo else 0


def _area(rect: Any, box: PageBox) -> tuple[float, float, float, float] | None:
    """The part of a rectangle that is on the page; None where nothing of it is."""
    corners = [float(one) for one in rect] if isinstance(rect, Array) and all(map(_is_number, rect)) else []
    if len(corners) != 4:
        return None
    x, y, w, h = fractions(box, visible(box, *corners))
    left, top, right, bottom = max(x, 0), max(y, 0), min(x + w, 1), min(y + h, 1)
    return (left, top, right - left, bottom - top) if left < right and top < bottom else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal | float) and not isinstance(value, bool)


def _named(root: pikepdf.Object) -> Iterator[tuple[str, Any]]:
    """Named destinations: those of PDF 1.1 in /Dests, later ones in a name tree."""
    old = root.get("/Dests")
    if isinstance(old, Dictionary):
        yield from ((key[1:], value) for key, value in old.items())
    yield from name_tree(root, "/Dests")


def name_tree(root: pikepdf.Object, key: str) -> Iterator[tuple[str, Any]]:
    """The names in one of the catalog's name trees, as far as it makes sense, and what each stands for."""
    names = root.get("/Names")
    todo, seen = [names.get(key)] if isinstance(names, Dictionary) else [], set()
    while todo:
        node = todo.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        pairs, kids = node.get("/Names"), node.get("/Kids")
        if isinstance(pairs, Array):
            yield from zip(map(_label, list(pairs)[::2]), list(pairs)[1::2], strict=False)
        todo += list(kids) if isinstance(kids, Array) else []


def _label(value: Any) -> str:
    """What a name or a string says, as the keys of a dictionary do: bytes that are no UTF-8 as surrogates."""
    if isinstance(value, Name):
        raw = re.sub(rb"#([0-9a-fA-F]{2})", lambda digits: bytes([int(digits[1], 16)]), value.unparse()[1:])
        return raw.decode("utf-8", "surrogateescape")
    return text_of(value)
