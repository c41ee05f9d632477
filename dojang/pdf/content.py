"""A page's content, made ready to have something drawn after it."""

from __future__ import annotations

import pikepdf


def balance(pdf: pikepdf.Pdf, page: pikepdf.Page, notes: set[str]) -> None:
    """Give contents the q and Q they lack, so that wrapping them restores the graphics state they began with."""
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page, operators="q Q"):
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    if depth == lowest == 0:
        return
    page.contents_add(pdf.make_stream(b"q\n" * -lowest), prepend=True)
    page.contents_add(pdf.make_stream(b"\n" + b"Q\n" * (depth - lowest)))
    notes.add("contents balanced")
