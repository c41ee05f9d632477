"""Ends what a killed supervisor leaves of its PostgreSQL server, and removes its traces."""

import os
import signal
import sys
import time
from pathlib import Path

SOCKET = ".s.PGSQL.5432"
_POLITE_FOR = 30.0  # seconds to write everything down before it is made to stop at once


def end_leftovers(cluster: Path) -> None:
    """Ends the servers that still run in the cluster. Only for the holder of the lock: they are no longer needed.

    Then the pid files are stale, whatever processes have those numbers now (in a container, often our own). They are removed,
    since PostgreSQL would refuse to start over them.
    """
    if sys.platform != "linux":
        return
    try:
        _end_servers(cluster)
    except PermissionError:
        return  # root of some containers may not look; PostgreSQL's own check of its pid files must be enough
    for name in ("postmaster.pid", f"{SOCKET}.lock", SOCKET):
        (cluster / name).unlink(missing_ok=True)


def _end_servers(cluster: Path) -> None:
    deadline = time.monotonic() + _POLITE_FOR
    # Only the first process of a server takes this as a wish to shut down; the others follow it, or die without it.
    for pid in _servers_in(cluster):
        if pid == _first_process(cluster):
            _send(pid, signal.SIGINT)
    while leftovers := _servers_in(cluster):
        if time.monotonic() > deadline:
            for pid in leftovers:
                _send(pid, signal.SIGQUIT)
        time.sleep(0.05)


def _first_process(cluster: Path) -> int | None:
    try:
        return int((cluster / "postmaster.pid").read_text().split("\n")[0])
    except (FileNotFoundError, ValueError):
        return None


def _servers_in(cluster: Path) -> list[int]:
    owner = cluster.stat().st_uid
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _is_server_in(cluster, folder, owner)]


def _is_server_in(cluster: Path, process: Path, owner: int) -> bool:
    try:
        if process.stat().st_uid != owner or (process / "comm").read_text() != "postgres\n":
            return False
        return (process / "cwd").samefile(cluster)
    except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
        return False


def _send(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return
