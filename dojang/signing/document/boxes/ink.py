"""Boxes for signatures and stamps: drawn, typed, made from a name, or a picture of ink on paper."""

from collections.abc import Iterator, Mapping

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dojang.contracts.contents import Made
from dojang.contracts.readers import Raw, made_of
from dojang.lib import bounded_json
from dojang.lib.bounded_json import Bounds
from dojang.signing.document.boxes.picture import PictureBox, uploaded
from dojang.signing.document.boxes.view import Dock
from dojang.signing.document.boxes.ways import ways
from dojang.signing.document.drawings import Drawing
from dojang.signing.document.questions import Asked, Question
from dojang.signing.document.sheets import Spot

_UNREADABLE: Mapping[str, object] = {"kind": "unreadable"}
_DRAWING = Bounds(2_000_000, 100_000)  # 20,000 points of three numbers each
_DRAWN = ("kind", "ratio", "strokes")
_MADE = {"type": ("typed", "text", "font"), "seal": ("seal", "seal", "shape")}


class InkBox(PictureBox):
    """A signature or a stamp, in one of the `ways`."""

    def field(self, question: Question, dock: Dock) -> SafeString:
        context = {
            "question": question,
            "ways": ways(question, dock.name, dock.home),
            "language": dock.language,
            "home": dock.home,
            "most_megabytes": dock.most_megabytes,
        }
        return format_html("\n  {}\n", render_to_string("signing/ink.html", context))

    def read(self, request: HttpRequest, asked: Asked) -> Iterator[tuple[str, Raw]]:
        """The input `….way` says how: `type` and `seal` by a name and how it looks; `draw` and `picture`, and a form that does not
        say, by a file, a drawing, or an empty text that clears the box: the first there is.
        """
        way = request.POST.get(f"{asked.name}.way", "")
        made = _MADE.get(way)
        value = _made(request, asked.name, *made) if made else _drawn_or_pictured(request, asked.name, way)
        if value is not None:
            yield asked.box.name, value

    def again(self, raw: Raw) -> Made | None:
        """A name that no signature or seal can be made of."""
        try:
            return made_of(raw)
        except ValueError:
            return None

    def spot(self, spot: Spot) -> SafeString:
        return _svg(spot.ink) if spot.ink else super().spot(spot)


def _made(request: HttpRequest, name: str, kind: str, text: str, look: str) -> Raw | None:
    """A name and how it looks; an empty text where there is no name."""
    wanted, chosen = (request.POST.get(f"{name}.{part}", "").strip() for part in (text, look))
    if not chosen:
        return None
    return {"kind": kind, "text": wanted, look: chosen} if wanted else ""


def _drawn_or_pictured(request: HttpRequest, name: str, way: str) -> Raw | None:
    picture = uploaded(request, name) if way != "draw" else b""
    if picture:
        # The picture, or the ink of it alone.
        clear = request.POST.get(f"{name}.paper") == "clear"
        return {"kind": "photo", "photo": picture} if clear else picture
    value = request.POST.get(name)
    return _drawing(value) if value and value.startswith("{") else value


def _drawing(value: str) -> Raw:
    """The parts of a drawing, and nothing besides; what is made of a name comes by inputs of its own."""
    try:
        parsed = bounded_json.read(value.encode(errors="replace"), _DRAWING)
    except bounded_json.Refused:
        return _UNREADABLE
    if not isinstance(parsed, dict) or parsed.get("kind") != "drawn":
        return _UNREADABLE
    return {part: parsed.get(part) for part in _DRAWN}


def _svg(ink: Drawing) -> SafeString:
    lines = ((line.path, f"{line.pen:.2f}") for line in ink.lines)
    return format_html(
        '<svg class="spot-ink" viewBox="0 0 {} {}" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" '
        'stroke-linecap="round" stroke-linejoin="round">{}</g></svg>',
        f"{ink.width:.2f}", f"{ink.height:.2f}", format_html_join("", '<path d="{}" stroke-width="{}"/>', lines),
    )  # fmt: skip
