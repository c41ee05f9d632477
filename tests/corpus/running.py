"""Each file in a process of its own, with bounds, so that one that kills a parser costs only its own place."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dojang.lib.vendor import FONTS
from dojang.pdf.fonts import stack_from
from tests.corpus.course import instance, walk
from tests.corpus.finding import Finding, Outcome

_LOOK = 0.01  # seconds between looks at who has ended
_BEFORE_TAKEN_IN = ("", "intake")
_AFTER_SEALED = ("look",)


@dataclass(frozen=True)
class Bounds:
    """What the course of one file may use: bytes of address space and of any file it writes, seconds."""

    memory: int = 4_000_000_000
    file: int = 300_000_000
    cpu: int = 240
    wall: float = 420


@dataclass(frozen=True)
class _Running:
    name: str
    source: Path
    scratch: Path
    began: float


def run(folder: Path, names: Sequence[str], jobs: int, bounds: Bounds = Bounds()) -> Iterator[Finding]:
    """What became of each of the files `names` below the folder, as they come to their ends."""
    # Loaded once, before the first fork, and shared by all.
    instance()
    stack_from(FONTS)
    waiting, running = list(reversed(names)), dict[int, _Running]()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                name = waiting.pop()
                pid, one = _begin(folder / name, name, bounds)
                running[pid] = one
            yield from _ended(running, bounds.wall)
            time.sleep(_LOOK)
    finally:
        for pid, one in running.items():
            _kill(pid)
            shutil.rmtree(one.scratch, ignore_errors=True)


def _begin(source: Path, name: str, bounds: Bounds) -> tuple[int, _Running]:
    scratch = Path(tempfile.mkdtemp(prefix="dojang-corpus-"))
    pid = os.fork()
    if pid == 0:
        _in_child(source, name, scratch, bounds)
    return pid, _Running(name, source, scratch, time.monotonic())


def _in_child(source: Path, name: str, scratch: Path, bounds: Bounds) -> None:
    """Never returns: what stands above in this program is the parent's."""
    try:
        os.setsid()  # what it starts ends with it
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (bounds.file, bounds.file))
        resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu, bounds.cpu + 1))
        tempfile.tempdir = str(scratch)
        finding = walk(source, name, scratch, lambda stage: _note(scratch, stage))
        (scratch / "finding.json").write_text(json.dumps(finding.to_json()))
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - nothing may leave this process but its exit
        (scratch / "error").write_text(f"{type(error).__name__}: {error}"[:300])
        os._exit(1)


def _note(scratch: Path, stage: str) -> None:
    (scratch / "stage").write_text(stage)


def _ended(running: dict[int, _Running], wall: float) -> Iterator[Finding]:
    for pid, one in list(running.items()):
        overdue = time.monotonic() - one.began > wall
        if overdue:
            _kill(pid)
        done, status, used = os.wait4(pid, 0 if overdue else os.WNOHANG)
        if not done:
            continue
        del running[pid]
        finding = _found(one, "no end in time" if overdue else f"ended by {_end(status)}")
        shutil.rmtree(one.scratch, ignore_errors=True)
        yield replace(finding, cpu=round(used.ru_utime + used.ru_stime, 3))


def _found(one: _Running, end: str) -> Finding:
    try:
        return Finding.from_json(json.loads((one.scratch / "finding.json").read_text()))
    except (OSError, ValueError):
        pass
    stage, error = (_text(one.scratch / name) for name in ("stage", "error"))
    sealed_or_not_yet = stage in _BEFORE_TAKEN_IN or stage in _AFTER_SEALED
    outcome = Outcome.BROKEN if sealed_or_not_yet else Outcome.NEVER_SEALED
    sha256 = hashlib.sha256(one.source.read_bytes()).hexdigest()
    return Finding(path=one.name, sha256=sha256, outcome=outcome, stage=stage, detail=error or end)


def _end(status: int) -> str:
    return (
        signal.Signals(os.WTERMSIG(status)).name
        if os.WIFSIGNALED(status)
        else f"exit {os.waitstatus_to_exitcode(status)}"
    )


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
