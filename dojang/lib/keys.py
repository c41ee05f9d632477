"""The instance's own secrets, made once at the first start and kept in the data folder's `keys`.

A person who can read that folder can sign in this instance's name. Without it, the log can no longer be proved. Back it up
apart from the database.
"""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dojang.lib.errors import PlainError

SEAL_KEY, SEAL_CERTIFICATE = "seal.key.pem", "seal.cert.pem"


class KeysMissing(PlainError):
    """The data folder has no such key yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} does not exist. `dojang up` and `dojang migrate` make the keys of a data folder.")


def folder_of(data: Path) -> Path:
    """Where the keys of a data folder lie."""
    return data / "keys"


def make(data: Path) -> None:
    """Makes the keys that are not there yet; those that are stay as they are."""
    with locked_folder(data) as folder:
        if not (folder / "secret").exists():
            write(folder / "secret", secrets.token_urlsafe(48).encode())
        if not (folder / "log.key.pem").exists():
            write(folder / "log.key.pem", _new_log_key())


@contextmanager
def locked_folder(data: Path) -> Iterator[Path]:
    """The keys' folder, locked, so that no other process makes keys in it. Only its owner can enter it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = folder_of(data)
    folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(handle)


def write(path: Path, contents: bytes) -> None:
    """Write the whole file; after a crash it is as before. Only the folder's owner can read it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # with mode 0600
    with os.fdopen(handle, "wb") as file:
        if os.geteuid() == 0:
            owner = path.parent.stat()
            os.fchown(handle, owner.st_uid, owner.st_gid)
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)


def read_seal(folder: Path) -> tuple[bytes, bytes]:
    """The sealing key and its certificate, both PEM."""
    key = _read(folder / SEAL_KEY)
    return key, key if b"BEGIN CERTIFICATE" in key else _read(folder / SEAL_CERTIFICATE)


def write_seal(folder: Path, key: bytes, certificate: bytes) -> None:
    """Put this pair in use. Both are in one file, so that a key never meets the certificate of another one."""
    write(folder / SEAL_KEY, key + certificate)
    write(folder / SEAL_CERTIFICATE, certificate)


def secret(data: Path, override: str | None = None) -> str:
    """The master secret: the operator's own if given, else the data folder's."""
    return override or _read(folder_of(data) / "secret").decode()


def derive(master: str, purpose: str) -> str:
    """A secret for one purpose, from which neither the master nor the others can be found (HKDF, RFC 5869)."""
    derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"dojang {purpose}".encode())
    return derivation.derive(master.encode()).hex()


def log_key(data: Path) -> Ed25519PrivateKey:
    """The key that signs the checkpoints of the log."""
    key = serialization.load_pem_private_key(_read(folder_of(data) / "log.key.pem"), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("log.key.pem holds no Ed25519 key")
    return key


def _new_log_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise KeysMissing(path) from None
