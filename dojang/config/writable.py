"""Whether files can be written, looked at beside the web threads: a store that hangs must not hang them."""

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from obstore.exceptions import BaseError

from dojang.lib import blobs

_PATIENCE = 0.5  # seconds that whoever asks waits for a look
_EVERY, _EVERY_IN_A_BUCKET = 1.0, 60.0  # seconds between looks; those in a bucket cost money
_SAMPLE = b"\0" * 65_536  # so much that a full disk has no room for it in a block that exists


class _Watch:
    """One look at a time, in a thread of its own; what it found holds for a while."""

    def __init__(self) -> None:
        self._lock, self._found = threading.Lock(), threading.Event()
        self._looking, self._trouble, self._at = False, "", float("-inf")

    def ask(self, look: Callable[[], str], every: float) -> str:
        """What the newest look found, which is at most `every` seconds old; "" is no trouble."""
        with self._lock:
            if time.monotonic() - self._at < every:
                return self._trouble
            if not self._looking:
                self._looking = True
                self._found.clear()
                threading.Thread(target=self._look, args=(look,), daemon=True).start()
        if not self._found.wait(_PATIENCE):
            return "the store of files does not answer"
        return self._trouble

    def _look(self, look: Callable[[], str]) -> None:
        trouble = look()
        with self._lock:
            self._trouble, self._at, self._looking = trouble, time.monotonic(), False
        self._found.set()


_watch = _Watch()


def trouble() -> str:
    """Why nothing can be written to the store of files, or to the data folder where the database is in it; "" when all can."""
    is_folder = settings.BLOBS_URL.startswith("file://")
    return _watch.ask(_look, _EVERY if is_folder else _EVERY_IN_A_BUCKET)


def _look() -> str:
    try:
        if not settings.ENVIRONMENT.database_url:
            _write_to(Path(settings.DATA))
    except OSError as error:
        return f"nothing can be written to the data folder: {error.strerror}"
    try:
        blobs.try_out()
    except (OSError, BaseError):
        return "nothing can be written to the store of files"
    return ""


def _write_to(folder: Path) -> None:
    with tempfile.NamedTemporaryFile(prefix=".ready-", dir=folder, buffering=0) as file:
        rest = _SAMPLE
        while rest:  # what a disk that gets full takes is cut short at first
            rest = rest[file.write(rest) :]
