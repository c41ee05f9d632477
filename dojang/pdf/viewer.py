"""The original as a viewer with Korean and Japanese fonts shows it. Only for a confined child.

PDFium takes its fonts once, when it starts, and the cleaned file has to be drawn without any: what only shows with fonts
of the machine is lost on another. So the viewer is a process of its own, forked from the child and within its limits.
"""

from __future__ import annotations

import ctypes
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from dojang.pdf.errors import PdfError
from dojang.pdf.fonts import BUNDLED

_LENT = ("PretendardJP-Regular.ttf", "NotoSansJP-Regular.ttf", "NotoSansKR-Regular.ttf")


class ViewerFailed(PdfError):
    """The viewer cannot open the file, or draw one of its pages."""


class Viewer:
    """One file, forms and all. `pages` says how many it has, `cpu` how many seconds the viewer has used."""

    def __init__(self, path: Path) -> None:
        self._connection, theirs = Pipe()
        self._process = os.fork()
        if self._process == 0:
            self._connection.close()
            _serve(theirs, path)
        theirs.close()
        self.cpu = 0.0
        self.pages: int = self._answer()["pages"]

    def draw(self, index: int, scale: float) -> Image.Image:
        """A page as a picture (RGB) at `scale` pixels for each of its units. Raises ViewerFailed."""
        self._connection.send_bytes(json.dumps([index, scale]).encode())
        said = self._answer()
        return Image.frombytes("RGB", tuple(said["size"]), self._received())

    def close(self) -> None:
        self._connection.close()
        os.waitpid(self._process, 0)

    def _answer(self) -> Any:
        said = json.loads(self._received())
        self.cpu = said["cpu"]
        if "failed" in said:
            raise ViewerFailed(said["failed"])
        return said

    def _received(self) -> bytes:
        try:
            return self._connection.recv_bytes()
        except EOFError:
            # A limit ended it, or a broken parser did: no more can be done with this file.
            raise MemoryError("the viewer ended before its work") from None


def _serve(connection: Connection, path: Path) -> None:
    """The viewer's side; never returns."""
    try:
        _lend_fonts(Path(tempfile.mkdtemp(dir=path.parent)))
        for header, picture in _answers(connection, path):
            connection.send_bytes(json.dumps({**header, "cpu": time.process_time()}).encode())
            if picture is not None:
                connection.send_bytes(picture)
    except (EOFError, OSError):
        pass
    finally:
        os._exit(0)


def _answers(connection: Connection, path: Path) -> Iterator[tuple[dict[str, object], bytes | None]]:
    try:
        document = pypdfium2.PdfDocument(path)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        yield {"failed": str(error)}, None
        return
    yield {"pages": len(document)}, None
    while True:
        index, scale = json.loads(connection.recv_bytes())
        try:
            image = _drawn(document[index], scale)
            yield {"size": image.size}, image.tobytes()
        except pypdfium2.PdfiumError as error:
            yield {"failed": str(error)}, None


def _drawn(page: Any, scale: float) -> Image.Image:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    image: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    page.close()
    return image


def _lend_fonts(folder: Path) -> None:
    """Start PDFium again, with the fonts in a folder that has no others: handwriting is not for contracts."""
    for name in _LENT:
        with suppress(FileExistsError):
            (folder / name).symlink_to(BUNDLED / name)
    paths = (ctypes.POINTER(ctypes.c_char) * 2)()
    kept = ctypes.create_string_buffer(os.fsencode(folder))
    paths[0] = ctypes.cast(kept, ctypes.POINTER(ctypes.c_char))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
