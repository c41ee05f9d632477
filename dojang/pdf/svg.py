"""A drawn signature as SVG, for those who want to see it outside of the document."""

from dojang.pdf.images import Ink, Point

_PEN = 0.025  # in units of the pad's height
_MARGIN = 0.05
_HEIGHT = 200  # pixels, where the reader has no wish of its own
_COLOUR = "#141f52"


def ink_as_svg(ink: Ink) -> bytes:
    """The signature, trimmed to its ink with a small margin; made of numbers alone, so it can carry no script."""
    left, top, right, bottom = ink.bounds
    x, y = left - _MARGIN, top - _MARGIN
    width, height = right - left + 2 * _MARGIN, bottom - top + 2 * _MARGIN
    paths = "".join(f'<path d="{_path(stroke)}"/>' for stroke in ink.strokes)
    return (
        # Both sides are given: a reader that knows neither takes the view box for pixels and draws a dot.
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.4f} {y:.4f} {width:.4f} {height:.4f}" '
        f'width="{_HEIGHT * width / height:.1f}" height="{_HEIGHT}">'
        f'<g fill="none" stroke="{_COLOUR}" stroke-width="{_PEN}" stroke-linecap="round" stroke-linejoin="round">'
        f"{paths}</g></svg>"
    ).encode()


def _path(stroke: tuple[Point, ...]) -> str:
    # A pen that only touched the pad leaves a dot: a line of no length, which round caps make visible.
    points = [*stroke, stroke[0]] if len(stroke) == 1 else stroke
    return "M" + "L".join(f"{x:.4f} {y:.4f}" for x, y in points)
