"""Values of boxes: from the outside world into what is kept, or refused with a reason a person understands."""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dojang.contracts.errors import ValueRefused
from dojang.contracts.letters import require_drawn, require_room, written
from dojang.contracts.models import Contract, FieldValue
from dojang.contracts.signatures import MADE, read_drawing, read_made, read_photo
from dojang.lib import blobs, characters
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout
from dojang.library.pages import Size
from dojang.pdf.cutting import take_signature
from dojang.pdf.images import Picture, PictureRefused, shrunk, take_picture
from dojang.pdf.pictures import prepare

MOST_PICTURE_BYTES = 1_000_000
MOST_TEXT = 10_000
PICTURE_BLOBS = ("blob", "prepared", "small")  # the keys of a picture's `data` that name blobs
SMALL_SIDE = 480  # pixels: 5 cm on the certificate at 240 dpi

# A date is always as long as it is, and shrinks into any box; of a text there may be less.
WRITTEN = (Kind.TEXT, Kind.LABEL)

Raw = str | bytes | Mapping[str, Any]


@dataclass(frozen=True)
class Content:
    """What a box holds: `text`, or `data`.

    That is a picture (`kind` picture), a drawing (`kind` drawn), a name in a hand (`kind` typed) or a seal with a name (`kind` seal).
    A picture's bytes are blobs: `blob` is what people look at, `prepared` what the PDF holds, `small` what the certificate shows.
    """

    text: str = ""
    data: Mapping[str, Any] | None = None

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.data

    def counts_as_filled(self, field: Field) -> bool:
        """Whether a required box is satisfied: a mark has to be set, anything else only has to be there."""
        return self.text == "Y" if field.kind.is_mark else not self.is_empty


EMPTY = Content()


def read_value(field: Field, raw: Raw, folder: str, sizes: Sequence[Size] = ()) -> Content:
    """Check `raw` for `field` and give what is to be kept; a picture's bytes go to the blob store below `folder`.

    Whether a text fits its box is checked where the `sizes` of the template's pages are given.

    Text comes as str; a picture as bytes or base64; a signature or stamp as a picture or as one of
    `{"kind": "drawn", "ratio": …, "strokes": …}`, `{"kind": "typed", "text": …, "font": …}`, `{"kind": "seal", "text": …, "shape": …}`,
    `{"kind": "photo", "photo": bytes}`, whose ink is cut out. Raises `ValueRefused` with one of the reasons in `REASONS`.
    """
    if raw in ("", b"", None):
        return EMPTY
    if field.kind is Kind.PICTURE or (field.kind.is_drawn and not isinstance(raw, Mapping)):
        return _picture(field, raw, folder)
    if field.kind.is_drawn and isinstance(raw, Mapping):
        return _signature(field, raw, folder)
    if not isinstance(raw, str):
        raise ValueRefused(field.name, "type")
    text = _READERS[field.kind](field, raw)
    if sizes and field.kind in WRITTEN:
        require_room(field, text, sizes)
    return Content(text=text)


REASONS = ("type", "characters", "variant", "length", "room",
           "lines", "mark", "group", "date", "picture-type", "picture-size", "picture-pixels",
           "picture-damaged", "picture-blank", "picture-empty", "drawing", "drawing-small", "not-yours", "locked", "unknown")  # fmt: skip


def _text(field: Field, raw: str) -> str:
    text = written(raw)
    if not field.multiline and "\n" in text.strip("\n"):
        raise ValueRefused(field.name, "lines")
    text = text if field.multiline else text.strip("\n")
    bound = field.max_length or MOST_TEXT
    if len(text) > bound:
        raise ValueRefused(field.name, "length", most=bound)
    require_drawn(field.name, text, multiline=field.multiline)
    return text


def _mark(field: Field, raw: str) -> str:
    mark = characters.trimmed(raw).upper()
    if mark not in ("Y", "N"):
        raise ValueRefused(field.name, "mark", value=raw[:40])
    return mark


def _date(field: Field, raw: str) -> str:
    day = characters.trimmed(raw)
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            raise ValueError(raw)
        return date.fromisoformat(day).isoformat()
    except ValueError as exc:
        raise ValueRefused(field.name, "date", value=raw[:40]) from exc


_READERS = {Kind.TEXT: _text, Kind.LABEL: _text, Kind.CHECK: _mark, Kind.RADIO: _mark, Kind.DATE: _date}


def _picture(field: Field, raw: Raw, folder: str) -> Content:
    if isinstance(raw, Mapping):
        raise ValueRefused(field.name, "type")
    try:
        data = raw if isinstance(raw, bytes) else _from_base64(field, raw)
        take = take_signature if field.kind.is_drawn else take_picture
        picture = take(data, max_bytes=MOST_PICTURE_BYTES)
    except PictureRefused as exc:
        raise ValueRefused(field.name, f"picture-{exc.reason}", most="1 MB") from exc
    return _kept(picture, folder, on_certificate=field.kind.is_drawn)


def _kept(picture: Picture, folder: str, *, on_certificate: bool) -> Content:
    """The picture in the blob store: as it is looked at, as the sealed document will hold it, and small for the certificate."""
    suffix = ".jpg" if picture.media_type == "image/jpeg" else ".png"
    data = {"kind": "picture", "blob": blobs.put(folder, picture.data, suffix), "media_type": picture.media_type,
            "width": picture.width, "height": picture.height,
            "prepared": blobs.put(folder, prepare(picture).to_bytes(), ".image")}  # fmt: skip
    if on_certificate:
        data["small"] = blobs.put(folder, shrunk(picture, SMALL_SIDE).data, suffix)
    return Content(data=data)


def _from_base64(field: Field, raw: str) -> bytes:
    """Base64 as the API's callers send it: with or without a `data:` prefix, line breaks or padding."""
    text = re.sub(r"\s+", "", re.sub(r"^data:[^,]*,", "", raw))
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as exc:
        raise ValueRefused(field.name, "picture-type") from exc


def _signature(field: Field, raw: Mapping[str, Any], folder: str) -> Content:
    if raw.get("kind") in MADE:
        return Content(data=read_made(field.name, raw))
    if raw.get("kind") == "photo" and isinstance(raw.get("photo"), bytes):
        return _kept(read_photo(field.name, raw["photo"]), folder, on_certificate=True)
    return Content(data=read_drawing(field.name, raw))


def one_per_group(layout: Layout, contents: Mapping[str, Content]) -> dict[str, Content]:
    """The contents with the others of a group cleared where one radio of it is chosen. Raises `ValueRefused` for two."""
    settled = dict(contents)
    groups: dict[str, list[str]] = {}
    for name, content in contents.items():
        field = layout.field(name)
        if field and field.group and content.text == "Y":
            groups.setdefault(field.group, []).append(name)
    for group, chosen in groups.items():
        if len(chosen) > 1:
            raise ValueRefused(chosen[1], "group", group=group)
        others = [field.name for field in layout.fields if field.group == group and field.name != chosen[0]]
        settled.update({name: Content(text="N") for name in others})
    return settled


def kept(contract: Contract) -> dict[str, Content]:
    """Everything filled in so far, by the name of the box."""
    there = FieldValue.objects.filter(contract=contract)
    return {row.name: Content(row.text, row.data) for row in there}


def with_defaults(layout: Layout, given: Mapping[str, Content]) -> dict[str, Content]:
    """What stands in the boxes at the start: the layout's defaults, and over them what was given."""
    defaults = {field.name: Content(text=field.default) for field in layout.fields if field.default}
    return defaults | dict(given)


def keep(contract: Contract, contents: Mapping[str, Content], step: int | None) -> None:
    """Write the values over those there were."""
    FieldValue.objects.bulk_create(
        rows(contract, contents, step),
        update_conflicts=True,
        unique_fields=["contract", "name"],
        update_fields=["text", "data", "step", "set_at", "search_key"],
    )


def rows(contract: Contract, contents: Mapping[str, Content], step: int | None) -> list[FieldValue]:
    """The values as they are written down."""
    return [
        FieldValue(
            contract=contract, name=name, text=c.text, data=c.data, step=step,
            search_key=search_key(contract.template_id, name, c.text) if c.text else None,
        )
        for name, c in contents.items()
    ]  # fmt: skip


def search_key(template_id: int, name: str, text: str) -> int:
    """What finds a value again: 64 bits of a hash, because an index takes no long texts. Whoever finds by it compares the text."""
    told = f"{template_id}\0{name}\0{text}".encode()
    return int.from_bytes(hashlib.sha256(told).digest()[:8], signed=True)
