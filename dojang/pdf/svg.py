"""Signatures and seals as SVG, for those who see them outside of the document."""

from dojang.pdf.figures import Figure
from dojang.pdf.images import Ink, Point, lines
from dojang.pdf.outlines import Outline

_PEN = 0.025  # in units of the pad's height
_MARGIN = 0.05
_HEIGHT = 200  # pixels, where the reader has no wish of its own
_COLOUR = "#141f52"
_FIGURE_HEIGHT = 400  # units of the view box: so fine that a tenth of one is invisible


def ink_as_svg(ink: Ink) -> bytes:
    """The signature, trimmed to its ink with a small margin; made of numbers alone, so it can carry no script."""
    left, top, right, bottom = ink.bounds
    x, y = left - _MARGIN, top - _MARGIN
    width, height = right - left + 2 * _MARGIN, bottom - top + 2 * _MARGIN
    drawn = (f'<path stroke-width="{_PEN * breadth:.4f}" d="{_path(line)}"/>' for breadth, line in lines(ink))
    return (
        # Both sides are given: a reader that knows neither takes the view box for pixels and draws a dot.
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.4f} {y:.4f} {width:.4f} {height:.4f}" '
        f'width="{_HEIGHT * width / height:.1f}" height="{_HEIGHT}">'
        f'<g fill="none" stroke="{_COLOUR}" stroke-linecap="round" stroke-linejoin="round">'
        f"{''.join(drawn)}</g></svg>"
    ).encode()


def _path(line: tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{x:.4f} {y:.4f}" for x, y in line)


def figure_as_svg(figure: Figure) -> bytes:
    """The figure in its frame; made of numbers alone, so it can carry no script."""
    width, height = _FIGURE_HEIGHT * figure.width / figure.height, _FIGURE_HEIGHT
    scale = _FIGURE_HEIGHT / figure.height
    paths = "".join(f'<path d="{_curves(part, scale)}"/>' for part in figure.parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {height}" width="{width:.1f}" '
        f'height="{height}"><g fill="{figure.colour}">{paths}</g></svg>'
    ).encode()


def _curves(outline: Outline, scale: float) -> str:
    return "".join(what + " ".join(f"{value * scale:.1f}" for value in at) for what, at in outline.pieces)
