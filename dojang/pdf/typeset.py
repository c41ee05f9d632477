"""Typesetting: a typst document of our own, other people's data, a PDF.

Each compilation sees one temporary folder and nothing else: the document with the .typ files beside it, `data.json`,
and the pictures. Data are read as text, never as markup, so that a name cannot become code.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Literal

import typst

from dojang.pdf.errors import PdfError
from dojang.pdf.fonts import FontStack, normal, stack_from

Standard = Literal["a-2a"]

MAX_DATA_BYTES = 4_000_000
MAX_PICTURES = 64
MAX_PICTURE_BYTES = 5_000_000
# typst uses all cores by itself; more than two documents at once only cost memory.
_turns = BoundedSemaphore(2)
_PICTURE_NAME = re.compile(r"[a-z0-9_]{1,60}\.(png|jpg|jpeg|svg)")


class TypesetFailed(PdfError):
    """The document could not be set; the text holds the compiler's message and where it arose."""


def typeset(
    source: Path,
    data: Mapping[str, Any],
    pictures: Mapping[str, bytes],
    fonts: Path,
    *,
    standard: Standard | None = None,
    at: datetime | None = None,
) -> bytes:
    """Set the document `source` (a .typ file) with `data` (JSON-able) and `pictures` (file name → bytes) as a PDF.

    The document reads `json("data.json")` and `image("/" + name)`. `fonts` is the folder of the font stack. `standard`
    "a-2a" makes tagged PDF/A-2a. `at` is the creation time written into the file; without it the machine's present is,
    and two runs differ. A character that no font draws is set as its code point, [U+1F99C]: dropping it would falsify
    the text, and PDF/A forbids the empty box. Raises TypesetFailed. Safe on several threads.
    """
    with _workshop(source, data, pictures, fonts) as (compiler, root):
        try:
            made = compiler.compile(
                input=str(root / source.name),
                format="pdf",
                pdf_standards=[standard] if standard else [],
                # A PDF's dates have whole seconds.
                timestamp=at.replace(microsecond=0) if at else None,
            )
        except typst.TypstError as error:
            raise TypesetFailed(_words(error)) from error
    if not isinstance(made, bytes):
        raise TypesetFailed("the document has no page")
    return made


def positions(
    source: Path, data: Mapping[str, Any], pictures: Mapping[str, bytes], fonts: Path, label: str
) -> list[Any]:
    """The values that the document emits as `metadata((…))` under `<label>`, in the order of the document.

    A document that draws a box reports its place with the same numbers, so that the two cannot disagree.
    Raises TypesetFailed.
    """
    with _workshop(source, data, pictures, fonts) as (compiler, _):
        try:
            emitted = compiler.query(f"<{label}>", field="value", format="json")
        except typst.TypstError as error:
            raise TypesetFailed(_words(error)) from error
    values: list[Any] = json.loads(emitted)
    return values


@contextmanager
def _workshop(
    source: Path, data: Mapping[str, Any], pictures: Mapping[str, bytes], fonts: Path
) -> Iterator[tuple[typst.Compiler, Path]]:
    written = _written(data, fonts)
    _check_pictures(pictures)
    with _turns, tempfile.TemporaryDirectory(prefix="dojang-typeset-") as folder:
        root = Path(folder)
        for part in source.parent.glob("*.typ"):
            shutil.copyfile(part, root / part.name)
        (root / "data.json").write_bytes(written)
        for name, picture in pictures.items():
            (root / name).write_bytes(picture)
        try:
            yield _compiler(root / source.name, root, fonts), root
        except typst.TypstError as error:
            raise TypesetFailed(_words(error)) from error


def _compiler(main: Path, root: Path, fonts: Path) -> typst.Compiler:
    # What lies in the account's own package folders must not change how a document looks.
    return typst.Compiler(
        input=str(main),
        root=str(root),
        font_paths=_faces(fonts),
        ignore_system_fonts=True,
        package_path=str(root),
        package_cache_path=str(root),
    )


@lru_cache(maxsize=4)
def _faces(fonts: Path) -> typst.Fonts:
    stack_from(fonts)  # raises a plain error when set-up has not brought the fonts
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])


def _written(data: Mapping[str, Any], fonts: Path) -> bytes:
    written = json.dumps(_drawable(data, stack_from(fonts)), ensure_ascii=False).encode()
    if len(written) > MAX_DATA_BYTES:
        raise TypesetFailed(f"the data have {len(written)} bytes, more than {MAX_DATA_BYTES}")
    return written


def _drawable(value: Any, stack: FontStack) -> Any:
    if isinstance(value, str):
        return legible(value, stack)
    if isinstance(value, Mapping):
        return {str(key): _drawable(one, stack) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_drawable(one, stack) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    raise TypesetFailed(f"data of type {type(value).__name__} cannot be typeset")


def legible(text: str, stack: FontStack) -> str:
    """The text in NFC, with each character that no font draws written as its code point, such as [U+1F99C]."""
    composed = normal(text).replace("\t", "    ")
    missing = set(stack.uncovered(composed, multiline=True))
    if not missing:
        return composed
    return "".join(f"[U+{ord(one):04X}]" if one in missing else one for one in composed)


def _check_pictures(pictures: Mapping[str, bytes]) -> None:
    if len(pictures) > MAX_PICTURES:
        raise TypesetFailed(f"{len(pictures)} pictures are more than {MAX_PICTURES}")
    for name, picture in pictures.items():
        if not _PICTURE_NAME.fullmatch(name):
            raise TypesetFailed(f"{name!r} is no plain picture file name")
        if len(picture) > MAX_PICTURE_BYTES:
            raise TypesetFailed(f"the picture {name} has more than {MAX_PICTURE_BYTES} bytes")


def _words(error: typst.TypstError) -> str:
    return "; ".join([error.message, *error.hints])[:2000]
