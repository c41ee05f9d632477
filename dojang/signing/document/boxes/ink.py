"""Signatures, stamps and pictures as the document's form sends them."""

from collections.abc import Iterator, Mapping

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from dojang.contracts.readers import MOST_PICTURE_BYTES, Raw
from dojang.lib import bounded_json
from dojang.lib.bounded_json import Bounds

_UNREADABLE: Mapping[str, object] = {"kind": "unreadable"}
_DRAWING = Bounds(2_000_000, 100_000)  # 20,000 points of three numbers each
_DRAWN = ("kind", "ratio", "strokes")
_SIGNED_OFF = {"type": ("typed", "text", "font"), "seal": ("seal", "seal", "shape")}


def entered(request: HttpRequest, name: str) -> Iterator[Raw]:
    """What was entered for the box whose inputs begin with `name`, if the form speaks of it at all.

    `name`.way says how: `type` and `seal` by a name and how it looks; `draw` and `picture`, and a form that does not say,
    by a file, a drawing, or an empty text that clears the box: the first there is.
    """
    way = request.POST.get(f"{name}.way", "")
    if way in _SIGNED_OFF:
        kind, text, look = _SIGNED_OFF[way]
        wanted, chosen = (request.POST.get(f"{name}.{part}", "").strip() for part in (text, look))
        if chosen:
            yield {"kind": kind, "text": wanted, look: chosen} if wanted else ""
        return
    upload = request.FILES.get(f"{name}.file")
    if way != "draw" and isinstance(upload, UploadedFile) and upload.size:
        # One byte more than is allowed is enough to see that it is too large.
        yield _of_paper(request, name, upload.read(MOST_PICTURE_BYTES + 1))
    elif name in request.POST:
        value = request.POST[name]
        yield _drawing(value) if value.startswith("{") else value


def _of_paper(request: HttpRequest, name: str, picture: bytes) -> Raw:
    """The picture, or the ink of it alone."""
    return {"kind": "photo", "photo": picture} if request.POST.get(f"{name}.paper") == "clear" else picture


def _drawing(value: str) -> Raw:
    """The parts of a drawing, and nothing besides; what is made of a name comes by inputs of its own."""
    try:
        parsed = bounded_json.read(value.encode(errors="replace"), _DRAWING)
    except bounded_json.Refused:
        return _UNREADABLE
    if not isinstance(parsed, dict) or parsed.get("kind") != "drawn":
        return _UNREADABLE
    return {part: parsed.get(part) for part in _DRAWN}
