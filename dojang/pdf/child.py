"""Work on untrusted PDFs, in a child process with tight limits.

The child is `python -m dojang.pdf.<module> DIRECTORY`. It finds input.pdf and request.json there, sets its limits
before it imports any parser, and leaves answer.json and its files there.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from dojang.pdf.errors import PdfError
from dojang.pdf.parallel import pages_done

_ABOVE_PACKAGE = Path(__file__).resolve().parents[2]
_MEMORY_GONE = 70


class ChildFailed(PdfError):
    """The child used up its time or memory, or a parser in it broke down."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may use. memory and file in bytes (address space; any one file), cpu and wall in seconds."""

    memory: int = 1_200_000_000
    file: int = 200_000_000
    cpu: int = 20
    wall: int = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """The child's answer, and the directory with its files."""

    values: Mapping[str, object]
    directory: Path


# Called with the pages done and the pages there are.
Progress = Callable[[int, int], None]
_LOOK = 0.1  # seconds between looks at how far the child is


@contextmanager
def ask(
    module: str, pdf: bytes, request: Mapping[str, object], bounds: Bounds, progress: Progress | None = None
) -> Iterator[Answer]:
    """Run `dojang.pdf.<module>` over a PDF; its files live as long as the context.

    Raises ChildFailed when the limits or a parser's collapse end the child, RuntimeError when our own code in it does.
    """
    with tempfile.TemporaryDirectory(prefix="dojang-") as name:
        directory = Path(name)
        (directory / "input.pdf").write_bytes(pdf)
        asked = {**request, "bounds": [bounds.memory, bounds.file, bounds.cpu]}
        (directory / "request.json").write_text(json.dumps(asked), encoding="utf-8")
        _run(module, directory, bounds.wall, progress or _unseen)
        try:
            values = json.loads((directory / "answer.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ChildFailed("the child left no answer") from error
        yield Answer(values, directory)


def _run(module: str, directory: Path, wall: int, progress: Progress) -> None:
    # -P: the directory we happen to be in lends no modules; -s: neither does the user's home.
    command = [sys.executable, "-P", "-s", "-m", f"dojang.pdf.{module}", str(directory)]
    environment = {
        "PYTHONPATH": str(_ABOVE_PACKAGE),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "TMPDIR": str(directory),
        "HOME": str(directory),
        # Pictures of pages are all of one size: Pillow keeps their memory instead of asking for it again.
        "PILLOW_BLOCKS_MAX": "8",
        "PILLOW_BLOCK_SIZE": "16m",
    }
    with (directory / "output").open("wb") as output:
        # In a group of its own, so that the processes which it forks end with it.
        child = subprocess.Popen(
            command,
            env=environment,
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            process_group=0,
        )
        try:
            code = _watched(child, directory, wall, progress)
        finally:
            _end(child)
    output_text = (directory / "output").read_text(errors="replace").strip()
    if code == 1:
        # An error of our own (a missing library, a bug), not the file's.
        raise RuntimeError(f"dojang.pdf.{module} broke down:\n{output_text[-2000:]}")
    if code:
        raise ChildFailed(f"the child ended with {code}: {output_text[-400:]}")


def _watched(child: subprocess.Popen[bytes], directory: Path, wall: int, progress: Progress) -> int:
    """The child's exit code; meanwhile progress is called as pages are done."""
    until, reported = time.monotonic() + wall, (0, 0)
    while True:
        try:
            code = child.wait(min(_LOOK, max(0.0, until - time.monotonic())))
        except subprocess.TimeoutExpired as error:
            if time.monotonic() >= until:
                raise ChildFailed(f"no answer within {wall} seconds") from error
            code = None
        here = pages_done(directory)
        if here != reported:
            progress(*here)
            reported = here
        if code is not None:
            return code


def _end(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _unseen(_done: int, _total: int) -> None:
    """For a caller who does not watch."""


def serve(work: Callable[[Path, Mapping[str, object]], Mapping[str, object]]) -> None:
    """The child's side: confine this process, do the work on the directory it was given, leave the answer."""
    directory = Path(sys.argv[1])
    request = json.loads((directory / "request.json").read_text(encoding="utf-8"))
    memory, file, cpu = request.pop("bounds")
    _confine(memory, file, cpu)
    try:
        answer = work(directory, request)
    except MemoryError:
        sys.exit(_MEMORY_GONE)
    (directory / "answer.json").write_text(json.dumps(answer), encoding="utf-8")


def _confine(memory: int, file: int, cpu: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file, file))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
