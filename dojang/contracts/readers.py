"""Readers of what was entered in fields: they return the content, or refuse it with a reason that a person understands."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dojang.contracts.contents import (
    Content,
    Drawn,
    Made,
    Mark,
    NameSeal,
    StoredPicture,
    Text,
    Typed,
    figure_of,
    from_row,
)
from dojang.contracts.errors import ValueRefused
from dojang.contracts.letters import require_drawn, require_no_variants, require_room, written
from dojang.lib import blobs, characters
from dojang.lib.texts import can_be_kept
from dojang.library.kinds import Holds, Kind
from dojang.library.layout import Field
from dojang.library.pages import Size
from dojang.pdf.figures import FigureFault, FigureRefused, Hand
from dojang.pdf.fonts import UncoveredText
from dojang.pdf.images import InkRefused, Picture, PictureRefused, shrunk, take_ink, take_picture
from dojang.pdf.ink_extraction import cut_out, take_signature
from dojang.pdf.name_seals import Shape
from dojang.pdf.pictures import prepare

MAX_PICTURE_BYTES = 1_000_000
MAX_TEXT = 10_000
SMALL_SIDE = 480  # pixels: 5 cm on the certificate at 240 dpi
_ENDLESS = 200

REASONS = ("type", "characters", "variant", "length", "room",
           "lines", "mark", "group", "date", "picture-type", "picture-size", "picture-pixels",
           "picture-damaged", "picture-blank", "picture-empty", "drawing", "drawing-small", "not-yours", "locked", "unknown")  # fmt: skip

# Text as str; a picture as bytes or base64; a signature or stamp as a picture or as one of
# `{"kind": "drawn", "ratio": …, "strokes": …}`, `{"kind": "typed", "text": …, "font": …}`, `{"kind": "seal", "text": …, "shape": …}`,
# `{"kind": "photo", "photo": bytes}`, whose ink is cut out.
Raw = str | bytes | Mapping[str, Any]


@dataclass(frozen=True)
class ContentReader:
    """How fields of one kind are read.

    `read` checks what was entered and returns the content; a picture's bytes go to the blob store below the folder. `draft`
    does so for what the signer may still change.
    """

    read: Callable[[Field, Raw, str], Content | None]
    draft: Callable[[Field, Raw, str], Content | None]


def read_value(field: Field, raw: Raw, folder: str, sizes: Sequence[Size] = ()) -> Content | None:
    """The content of `field` for what was entered as `raw`.

    With the `sizes` of the template's pages, a text must fit its field. Raises `ValueRefused` with one of the reasons in
    `REASONS`.
    """
    if raw in ("", b"", None):
        return None
    content = READERS[field.kind].read(field, raw, folder)
    if sizes and field.kind.holds is Holds.TEXT and isinstance(content, Text):
        require_room(field, content.text, sizes)
    return content


def read_draft(field: Field, raw: Raw, folder: str) -> Content | None:
    """The content before the field's signer acts; a typed text stays as it is, finished or not. Raises `ValueRefused`."""
    return READERS[field.kind].draft(field, raw, folder) if raw not in ("", b"", None) else None


def is_decoded(field: Field, raw: Raw) -> bool:
    """Whether a picture has to be decoded; typed, drawn and generated contents have none."""
    return not field.kind.is_typed and bool(raw) and not (isinstance(raw, Mapping) and raw.get("kind") != "photo")


def read_made(name: str, raw: Raw) -> Made:
    """Check a name in a hand (`kind` typed, `text`, `font`) or on a seal (`kind` seal, `text`, `shape`) for the field `name`.

    Raises `ValueRefused`: `drawing` for what is none of these, `length`, `characters`, `variant`.
    """
    try:
        made = made_of(raw)
        # Cut first: a text beyond all bounds is refused in any case, and its whole length costs nothing.
        text = " ".join(characters.without_chaff(made.text[:_ENDLESS]).split())
        figure_of(replace(made, text=characters.without_variants(text)))
    except FigureRefused as exc:
        reason = "length" if exc.reason is FigureFault.LONG else "drawing"
        raise ValueRefused(name, reason, most=exc.most) from exc
    except UncoveredText as exc:
        raise ValueRefused(name, "characters", characters=characters.character_names(exc.characters)) from exc
    except ValueError as exc:
        raise ValueRefused(name, "drawing") from exc
    require_no_variants(name, text)
    return replace(made, text=text)


def made_of(raw: Raw) -> Made:
    """A name in a hand or on a seal as it was entered, even if it cannot be drawn. Raises ValueError for anything else."""
    match raw:
        case {"kind": "typed", "text": str(text), "font": str(hand)}:
            return Typed(text, Hand(hand))
        case {"kind": "seal", "text": str(text), "shape": str(shape)}:
            return NameSeal(text, Shape(shape))
        case _:
            raise ValueError(raw)


def read_drawing(name: str, raw: Mapping[str, Any]) -> Drawn:
    """Check a drawing (`kind` drawn, `ratio`, `strokes`) for the field `name`. Raises `ValueRefused`: `drawing`, `drawing-small`."""
    try:
        ink = take_ink(raw)
        strokes = tuple(
            tuple(_point(*at, ink.width) for at in zip(*stroke, strict=True))
            for stroke in zip(ink.strokes, ink.breadths, strict=True)
        )
        drawn = Drawn(round(ink.width, 4), strokes)
        _ = drawn.ink  # sealing takes what is kept, which rounding may have made too small
    except InkRefused as exc:
        raise ValueRefused(name, "drawing-small" if exc.reason in ("empty", "small") else "drawing") from exc
    return drawn


def _point(point: tuple[float, float], breadth: float, width: float) -> tuple[float, ...]:
    at = round(point[0] / width, 4), round(point[1], 4)
    return at if breadth == 1 else (*at, round(breadth, 2))


def read_photo(name: str, photo: bytes) -> Picture:
    """The ink of a photo of paper for the field `name`. Raises `ValueRefused`: `picture-…`."""
    try:
        return cut_out(photo)
    except PictureRefused as exc:
        raise ValueRefused(name, f"picture-{exc.reason}", most="1 MB") from exc


def _text(field: Field, raw: str) -> Text | None:
    text = written(raw)
    if not field.multiline and "\n" in text.strip("\n"):
        raise ValueRefused(field.name, "lines")
    text = text if field.multiline else text.strip("\n")
    bound = field.max_length or MAX_TEXT
    if len(text) > bound:
        raise ValueRefused(field.name, "length", most=bound)
    require_drawn(field.name, text, multiline=field.multiline)
    return Text(text) if text else None


def _mark(field: Field, raw: str) -> Mark:
    mark = characters.trimmed(raw).upper()
    if mark not in ("Y", "N"):
        raise ValueRefused(field.name, "mark", value=raw[:40])
    return Mark(mark == "Y")


def _date(field: Field, raw: str) -> Text:
    day = characters.trimmed(raw)
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            raise ValueError(raw)
        return Text(date.fromisoformat(day).isoformat())
    except ValueError as exc:
        raise ValueRefused(field.name, "date", value=raw[:40]) from exc


def _typed(read: Callable[[Field, str], Content | None]) -> ContentReader:
    """A reader of what is typed or ticked; a draft only has to be text that can be stored."""

    def read_text(field: Field, raw: Raw, _folder: str) -> Content | None:
        if not isinstance(raw, str):
            raise ValueRefused(field.name, "type")
        return read(field, raw)

    return ContentReader(read_text, _unfinished)


def _unfinished(field: Field, raw: Raw, _folder: str) -> Content | None:
    if not isinstance(raw, str):
        raise ValueRefused(field.name, "type")
    if len(raw) > MAX_TEXT:
        raise ValueRefused(field.name, "length", most=MAX_TEXT)
    if not can_be_kept(raw):
        raise ValueRefused(field.name, "characters", characters="␀")
    return from_row(field.kind, raw, None)


def _picture(field: Field, raw: Raw, folder: str) -> StoredPicture:
    if isinstance(raw, Mapping):
        raise ValueRefused(field.name, "type")
    return _stored(_decoded(field, raw, take_picture), folder)


def _ink(field: Field, raw: Raw, folder: str) -> Content:
    """A signature or a stamp, by any of its ways."""
    if not isinstance(raw, Mapping):
        return _stored(_decoded(field, raw, take_signature), folder, on_certificate=True)
    if raw.get("kind") in ("typed", "seal"):
        return read_made(field.name, raw)
    if raw.get("kind") == "photo" and isinstance(raw.get("photo"), bytes):
        return _stored(read_photo(field.name, raw["photo"]), folder, on_certificate=True)
    return read_drawing(field.name, raw)


def _decoded(field: Field, raw: str | bytes, take: Callable[..., Picture]) -> Picture:
    try:
        data = raw if isinstance(raw, bytes) else _from_base64(field, raw)
        return take(data, max_bytes=MAX_PICTURE_BYTES)
    except PictureRefused as exc:
        raise ValueRefused(field.name, f"picture-{exc.reason}", most="1 MB") from exc


def _from_base64(field: Field, raw: str) -> bytes:
    """Base64 as the API's callers send it: with or without a `data:` prefix, line breaks or padding."""
    text = re.sub(r"\s+", "", re.sub(r"^data:[^,]*,", "", raw))
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as exc:
        raise ValueRefused(field.name, "picture-type") from exc


def _stored(picture: Picture, folder: str, *, on_certificate: bool = False) -> StoredPicture:
    """The picture in the blob store: for pages, as the completed document will have it, and small for the certificate."""
    suffix = ".jpg" if picture.media_type == "image/jpeg" else ".png"
    return StoredPicture(
        blob=blobs.put(folder, picture.data, suffix),
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        prepared=blobs.put(folder, prepare(picture).to_bytes(), ".image"),
        small=blobs.put(folder, shrunk(picture, SMALL_SIDE).data, suffix) if on_certificate else "",
    )


READERS: Mapping[Kind, ContentReader] = {
    Kind.TEXT: _typed(_text),
    Kind.LABEL: _typed(_text),
    Kind.CHECK: _typed(_mark),
    Kind.RADIO: _typed(_mark),
    Kind.DATE: _typed(_date),
    Kind.PICTURE: ContentReader(_picture, _picture),
    Kind.SIGNATURE: ContentReader(_ink, _ink),
    Kind.STAMP: ContentReader(_ink, _ink),
}
