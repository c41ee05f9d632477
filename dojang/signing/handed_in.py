"""Signatures, stamps and pictures as the document's form sends them."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from dojang.contracts.values import MOST_PICTURE_BYTES, Content, Raw
from dojang.pdf.images import InkRefused, take_ink

_UNREADABLE: Mapping[str, object] = {"kind": "unreadable"}
_DRAWN = ("kind", "ratio", "strokes")
_SIGNED_OFF = {"type": ("typed", "text", "font"), "seal": ("seal", "seal", "shape")}


def entered(request: HttpRequest, name: str) -> Iterator[Raw]:
    """What was entered for the box whose inputs begin with `name`, if the form speaks of it at all.

    `name`.way says how: `type` and `seal` by a name and how it looks; `draw` and `picture`, and a form that does not say,
    by a file, a picture given back before, a drawing, or an empty text that clears the box: the first there is.
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
        yield _given(request, name, request.POST[name])


def _given(request: HttpRequest, name: str, value: str) -> Raw:
    if value.startswith("{"):
        return _drawing(value)
    of_paper = value.startswith("data:image/") and f"{name}.paper" in request.POST
    return _of_paper(request, name, _decoded(value)) if of_paper else value


def _of_paper(request: HttpRequest, name: str, picture: bytes) -> Raw:
    """The picture, or the ink of it alone."""
    return {"kind": "photo", "photo": picture} if request.POST.get(f"{name}.paper") == "clear" else picture


def _decoded(url: str) -> bytes:
    try:
        return base64.b64decode(url.partition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        return b"?"  # no picture: refused as such, not taken for an empty box


def _drawing(value: str) -> Raw:
    """The parts of a drawing, and nothing besides; what is made of a name comes by inputs of its own."""
    try:
        parsed = json.loads(value)
    except (ValueError, RecursionError):
        return _UNREADABLE
    is_drawn = isinstance(parsed, dict) and parsed.get("kind") == "drawn"
    return {part: parsed.get(part) for part in _DRAWN} if is_drawn else _UNREADABLE


def shown(value: bytes | Mapping[str, object]) -> Content | None:
    """What was entered as the content of its box, to be shown once more; None for what cannot be given back."""
    if isinstance(value, bytes):
        return _pictured(value, {"paper": "keep"})
    match value:
        case {"kind": "photo", "photo": bytes(photo)}:
            return _pictured(photo, {})
        case {"kind": "typed" | "seal", "text": str()}:
            return Content(data=value)
        case {"kind": "drawn"} if _is_ink(value):
            return Content(data=value)
    return None


def is_picture(value: Raw) -> bool:
    """Whether it is a picture, which browsers do not keep when a form comes back."""
    return isinstance(value, bytes) or (isinstance(value, Mapping) and value.get("kind") == "photo")


def _pictured(value: bytes, told: Mapping[str, str]) -> Content | None:
    kind = {b"\xff\xd8\xff": "jpeg", b"\x89PN": "png"}.get(value[:3])
    if kind is None or len(value) > MOST_PICTURE_BYTES:
        return None
    url = f"data:image/{kind};base64,{base64.b64encode(value).decode()}"
    return Content(data={"kind": "picture", "url": url, **told})


def _is_ink(value: Mapping[str, object]) -> bool:
    try:
        take_ink(value)
    except InkRefused:
        return False
    return True
