"""One completion as the worker makes it, for each line on standard input; see peer.mjs for the manner of asking."""

import hashlib
import json
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.pdf.ground import HEIGHT, WIDTH
from dojang.documents.tests.test_certificate_document import SOURCE, certificate
from dojang.lib.texts import Language
from dojang.lib.vendor import FONTS
from dojang.pdf.fill import draw
from dojang.pdf.fonts import stack_from
from dojang.pdf.images import Picture, shrunk, take_picture
from dojang.pdf.pictures import PreparedPicture, prepare
from dojang.pdf.revision import Revision
from dojang.pdf.seal import SealKey, seal_revision
from dojang.pdf.typeset import typeset
from dojang.pdf.values import Box, Entry, PictureEntry, TextEntry


def main(folder: Path) -> None:
    """Answer until standard input ends. In a thread, as the worker's jobs run."""
    key = SealKey.load((folder / "key.pem").read_bytes(), (folder / "cert.pem").read_bytes())
    pictures = [take_picture((folder / f"picture{n}.png").read_bytes()) for n in range(4)]
    prepared, small = [prepare(one) for one in pictures], shrunk(pictures[0], 480)
    print("ready", flush=True)
    for line in sys.stdin:
        name = line.strip()
        job = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        template = (folder / job["template"]).read_bytes()
        wall, cpu = time.perf_counter(), time.process_time()
        document, size = _complete(job, template, prepared, small, key)
        times = {"cpu": (time.process_time() - cpu) * 1000, "wall": (time.perf_counter() - wall) * 1000}
        (folder / f"ours-{name}.pdf").write_bytes(document)
        print(json.dumps({**times, "size": size}), flush=True)


def _complete(
    job: dict[str, Any], template: bytes, pictures: list[PreparedPicture], small: Picture, key: SealKey
) -> tuple[bytes, int]:
    now = datetime.now(UTC)
    revision = Revision.of_template(template)
    draw(revision, _entries(job, pictures), stack_from(FONTS))
    document = seal_revision(revision, key, reason="Contract completed", location=None, at=now)
    hashlib.sha256(document).hexdigest()
    shown = {"signature.png": small.data}
    history = typeset(SOURCE, certificate(Language.KO), shown, FONTS, standard="a-2a", at=now)
    sealed = seal_revision(Revision.of(history), key, reason="History certificate", location=None, at=now)
    hashlib.sha256(sealed).hexdigest()
    return document, len(document) + len(sealed)


def _entries(job: dict[str, Any], pictures: list[PreparedPicture]) -> list[Entry]:
    texts = [
        TextEntry(Box(page + 1, x / WIDTH, (y - 12) / HEIGHT, 240 / WIDTH, 16 / HEIGHT), text, size, "left", False)
        for page, text, x, y, size in job["texts"]
    ]
    shown = [
        PictureEntry(Box(page + 1, x / WIDTH, (y - 48) / HEIGHT, 120 / WIDTH, 48 / HEIGHT), pictures[n])
        for page, n, x, y in job["pictures"]
    ]
    return [*texts, *shown]


if __name__ == "__main__":
    thread = threading.Thread(target=main, args=(Path(sys.argv[1]),))
    thread.start()
    thread.join()
