"""Many pages in a confined child, shared by a few processes. Each is forked from the child and so has its limits."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dojang.pdf.errors import PdfError

AT_ONCE = 2
# A process of its own costs some milliseconds and opens the file once more; fewer pages are not worth that.
_LEAST_SHARE = 8
_MEMORY_GONE, _FAILED = 70, 71
_TOTAL, _DONE = "total", "done"


class ShareFailed(PdfError):
    """One of the processes could not do its pages; the text says why."""


Work = Callable[[int], Any]


def shared(count: int, begin: Callable[[], Work], directory: Path) -> list[Any]:
    """What `work(index)` gives for each index below count, in order. `begin` gives the work, once in each process.

    Results must be JSON. Each index done is noted in the directory, for those who watch its progress. Raises
    ShareFailed when the work does, MemoryError when a process uses up its memory or time.
    """
    (directory / _TOTAL).write_text(str(count))
    processes = max(1, min(AT_ONCE, os.cpu_count() or 1, count // _LEAST_SHARE))
    others = {
        _fork(number, range(number, count, processes), begin, directory): number for number in range(1, processes)
    }
    parts = {0: _part(range(0, count, processes), begin, directory)}
    for process, number in others.items():
        _, status = os.waitpid(process, 0)
        parts[number] = _read(directory / f"part{number}.json", os.waitstatus_to_exitcode(status))
    return [parts[index % processes][index // processes] for index in range(count)]


def pages_done(directory: Path) -> tuple[int, int]:
    """How many pages `shared` has done in a child's directory, and how many there are; zeros before it starts."""
    try:
        return (directory / _DONE).stat().st_size, int((directory / _TOTAL).read_text())
    except (OSError, ValueError):
        return 0, 0


def _fork(number: int, indices: Iterable[int], begin: Callable[[], Work], directory: Path) -> int:
    process = os.fork()
    if process:
        return process
    target = directory / f"part{number}.json"
    try:
        target.write_text(json.dumps(_part(indices, begin, directory)))
        os._exit(0)
    except MemoryError:
        os._exit(_MEMORY_GONE)
    except BaseException:  # noqa: BLE001 - nothing may leave this process but its exit
        target.write_text(json.dumps(traceback.format_exc(limit=3)[-1000:]))
        os._exit(_FAILED)


def _part(indices: Iterable[int], begin: Callable[[], Work], directory: Path) -> list[Any]:
    work = begin()
    answers = []
    with (directory / _DONE).open("ab", buffering=0) as done:
        for index in indices:
            answers.append(work(index))
            done.write(b".")
    return answers


def _read(answer: Path, end: int) -> list[Any]:
    if end == _MEMORY_GONE:
        raise MemoryError
    if end not in (0, _FAILED):
        # A limit ended it, or a broken parser did.
        raise MemoryError(f"a process ended with {end}")
    result: Any = json.loads(answer.read_text())
    if end:
        raise ShareFailed(str(result))
    return list(result)
