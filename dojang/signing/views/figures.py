"""Signatures and seals while they are being made: shown to the one who makes them, kept nowhere."""

from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from dojang.companies import rate_limits
from dojang.companies.rate_limits import RateLimit
from dojang.contracts.contents import as_svg
from dojang.contracts.errors import NotYourTurn
from dojang.contracts.models import Session
from dojang.contracts.readers import MAX_PICTURE_BYTES, read_made, read_photo
from dojang.pages.responses import picture
from dojang.signing.json_view import json_view
from dojang.signing.standing import Standing, standing

# One picture, and what the form adds.
MAX_BYTES = MAX_PICTURE_BYTES + 10_000
# Six are looked at together, whenever a name has changed.
LOOKS = RateLimit("made", 240, timedelta(minutes=1))
# Each costs up to a second; no signer takes more photos of their signature.
CUTS = RateLimit("cut-out", 20, timedelta(minutes=1))


@json_view("GET")
def made(request: HttpRequest, session: Session) -> HttpResponse:
    """A name in a hand or on a seal, as SVG: only for a signer whose turn it is."""
    _may_sign(session)
    rate_limits.take(LOOKS, session.link_id)
    wanted = {key: request.GET.get(key, "") for key in ("kind", "text", "font", "shape")}
    return picture(as_svg(read_made("made", wanted)), "image/svg+xml")


@json_view("POST", max_bytes=MAX_BYTES)
def cut_out(request: HttpRequest, session: Session) -> HttpResponse:
    """The ink of a photo, as it will be kept if the photo is sent so."""
    _may_sign(session)
    rate_limits.take(CUTS, session.link_id)
    upload = request.FILES.get("file")
    data = upload.read(MAX_PICTURE_BYTES + 1) if isinstance(upload, UploadedFile) else b""
    response = picture(read_photo("file", data).data, "image/png")
    response["Cache-Control"] = "no-store"
    return response


def _may_sign(session: Session) -> None:
    if standing(session) is not Standing.SIGN:
        raise NotYourTurn
