"""Boxes for pictures."""

from collections.abc import Iterator

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dojang.contracts.contents import Content
from dojang.contracts.readers import MAX_PICTURE_BYTES, Raw
from dojang.signing.document.boxes.view import Dock
from dojang.signing.document.questions import Asked, Question
from dojang.signing.document.sheets import Spot


class PictureBox:
    """A picture from a file, or one that was kept before."""

    def field(self, question: Question, dock: Dock) -> SafeString:
        context = {"question": question, "language": dock.language, "most_megabytes": dock.most_megabytes}
        html = render_to_string("signing/picture.html", {**context, "label": "picture.choose"})
        return format_html("\n  <picture-field>{}</picture-field>\n", html)

    def read(self, request: HttpRequest, asked: Asked) -> Iterator[tuple[str, Raw]]:
        picture = uploaded(request, asked.name)
        if picture:
            yield asked.box.name, picture
        elif asked.name in request.POST:
            yield asked.box.name, request.POST[asked.name]

    def again(self, _raw: Raw) -> Content | None:
        return None

    def spot(self, spot: Spot) -> SafeString:
        return format_html('<img class="spot-picture" src="{}" alt="">', spot.picture) if spot.picture else _EMPTY


_EMPTY = SafeString('<span class="spot-value"></span>')


def uploaded(request: HttpRequest, name: str) -> bytes:
    """The file of the box whose inputs start with `name`; empty where the form has none."""
    upload = request.FILES.get(f"{name}.file")
    # One byte more than is allowed is enough to see that it is too large.
    return upload.read(MAX_PICTURE_BYTES + 1) if isinstance(upload, UploadedFile) else b""
