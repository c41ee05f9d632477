"""Whether files can be written. A thread of its own checks it, since a store that hangs must not hang the web threads."""

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from obstore.exceptions import BaseError

from dojang.lib import blobs

_PATIENCE = 0.5  # seconds that a caller waits for a check
_EVERY, _EVERY_IN_A_BUCKET = 1.0, 60.0  # seconds between checks; those in a bucket cost money
_SAMPLE = b"\0" * 65_536  # more than a full disk has room for in blocks that exist


class _Watch:
    """One check at a time, in a thread of its own. Its result is used for a while."""

    def __init__(self) -> None:
        self._lock, self._found = threading.Lock(), threading.Event()
        self._looking, self._trouble, self._at = False, "", float("-inf")

    def ask(self, look: Callable[[], str], every: float) -> str:
        """The result of the newest check, at most `every` seconds old. "" means no trouble."""
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
    """Why the store of files, or a data folder with the database, cannot be written to; "" if it can."""
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
        while rest:  # a disk that gets full first takes only a part
            rest = rest[file.write(rest) :]
