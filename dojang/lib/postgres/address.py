"""Where the embedded server of a data folder is reached: a socket in the folder of its cluster."""

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

from dojang.lib.postgres.leftovers import SOCKET
from dojang.lib.postgres.programs import PostgresError

DATABASE = ROLE = "dojang"
CLUSTER = "postgres"  # the folder of the server's files
_SOCKET_PATH_LIMIT = 103  # bytes: 107 on Linux, 103 on macOS


def url_of(data: Path, cluster: str = CLUSTER) -> str:
    """How to reach the embedded server of a data folder. It holds no secret: the socket lets in only the owner."""
    return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(_short(data.absolute() / cluster)), safe='')}"


def _short(cluster: Path) -> Path:
    """The cluster folder, or a link to it when its path is too long for the name of a socket."""
    if len(os.fsencode(cluster / SOCKET)) <= _SOCKET_PATH_LIMIT:
        return cluster
    links = Path(tempfile.gettempdir()) / f"dojang-{os.geteuid()}"
    links.mkdir(mode=0o700, exist_ok=True)
    found = links.lstat()
    if found.st_uid != os.geteuid() or found.st_mode & 0o170077 != 0o040000:
        raise PostgresError(
            f"{links} should be a folder that only you can enter. Remove it, or choose a shorter --data."
        )
    link = links / hashlib.sha256(os.fsencode(cluster)).hexdigest()[:16]
    if not link.is_symlink():
        fresh = links / f"{link.name}.{os.getpid()}"
        fresh.symlink_to(cluster)
        fresh.replace(link)
    return link
