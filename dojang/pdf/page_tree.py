"""The pages of a file in one list, each an object of its own with all that it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from itertools import islice
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from dojang.pdf.intake import IntakeRefused, Reason

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_MAX_NODES, _DEPTH = 20_000, 200


def straighten(pdf: pikepdf.Pdf, most: int) -> None:
    """Hang all pages, one more than `most` at the most, below the root of the page tree, in their order.

    As in viewers, what is no page is passed over, a page that is there twice is shown twice, and a node that leads back
    to one above it ends there. Raises IntakeRefused for a tree without end.
    """
    pages, root = Array(), pdf.make_indirect(Dictionary(Type=Name.Pages))
    seen: set[tuple[int, int]] = set()
    for page, inherited in islice(_leaves(pdf.Root.get("/Pages")), most + 1):
        own = page if page.is_indirect and page.objgen not in seen else pdf.make_indirect(copy(page))
        seen.add(own.objgen)
        for key, value in inherited.items():
            if key not in own:
                own[key] = value
        own.Type, own.Parent = Name.Page, root
        pages.append(own)
    root.Kids, root.Count = pages, len(pages)
    pdf.Root.Pages = root


def _leaves(top: Any) -> Iterator[tuple[pikepdf.Object, Mapping[str, Any]]]:
    """Each page, with what it inherits."""
    todo: list[tuple[Any, dict[str, Any], tuple[Any, ...]]] = [(top, {}, ())]
    visited = 0
    while todo:
        node, inherited, above = todo.pop()
        visited += 1
        if visited > _MAX_NODES or len(above) > _DEPTH:
            raise IntakeRefused(Reason.PAGE_TREE, "the page tree has no end")
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in above):
            continue
        if "/Kids" not in node:
            yield node, inherited
            continue
        inherited = inherited | {key: node[key] for key in _INHERITED if key in node}
        above = (*above, node.objgen) if node.is_indirect else above
        kids = node.Kids if isinstance(node.Kids, Array) else ()
        todo += [(kid, inherited, above) for kid in reversed(list(kids))]
