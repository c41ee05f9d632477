"""The store of bytes: a folder by default, an S3 bucket if the operator sets one."""

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import structlog
from django.conf import settings
from obstore.store import ObjectStore, from_url

from dojang.lib.errors import BlobDamaged, BlobMissing

log = structlog.get_logger(__name__)

_LISTED_AT_ONCE = 1000
_PIECE = 1_000_000  # bytes
_TRUSTED_FOR = 60  # seconds
_SAMPLE_KEY, _SAMPLE = "ready-sample", 65_536  # bytes: more than a full disk has room for in blocks that exist


@cache
def _store(url: str) -> ObjectStore:
    if url.startswith("file://"):
        return from_url(url, mkdir=True, automatic_cleanup=True)  # of folders that are left empty
    return from_url(url)


def put(folder: str, data: bytes, suffix: str) -> str:
    """Keep `data` below `folder` under a name made of its SHA-256, and return its key.

    The name makes writing twice harmless and a changed blob detectable. When this returns, the bytes survive a power cut.
    """
    key = f"{folder}/{hashlib.sha256(data).hexdigest()}{suffix}"
    _store(settings.BLOBS_URL).put(key, data)
    if settings.BLOBS_URL.startswith("file://"):
        _settle(Path(unquote(urlsplit(settings.BLOBS_URL).path)), key)
    return key


def try_out() -> None:
    """Write a small blob under a key of its own. Raises what the store raises if nothing can be written."""
    store = _store(settings.BLOBS_URL)
    store.put(_SAMPLE_KEY, b"\0" * _SAMPLE)
    if settings.BLOBS_URL.startswith("file://"):
        store.delete(_SAMPLE_KEY)  # a bucket may keep deleted blobs for some time, and is checked rarely


def get(key: str) -> bytes:
    """The bytes that were put under `key`, and no others. Raises BlobMissing, BlobDamaged."""
    try:
        data = bytes(_store(settings.BLOBS_URL).get(key).bytes())
    except FileNotFoundError:
        raise _missing(key) from None
    _compare(key, hashlib.sha256(data).hexdigest())
    return data


def check(key: str) -> None:
    """Raises what `get` raises, in bounded memory. A blob that the store reports unchanged is read once a minute at most."""
    try:
        looks = _store(settings.BLOBS_URL).head(key)
    except FileNotFoundError:
        raise _missing(key) from None
    _read_through(
        settings.BLOBS_URL, key, looks["e_tag"], looks["last_modified"], int(time.monotonic() // _TRUSTED_FOR)
    )


@lru_cache(maxsize=1000)
def _read_through(url: str, key: str, *_looks: object) -> None:
    whole = hashlib.sha256()
    for piece in _store(url).get(key).stream(min_chunk_size=_PIECE):
        whole.update(piece)
    _compare(key, whole.hexdigest())


def _compare(key: str, found: str) -> None:
    if named_hash(key) != found:
        log.error("a stored file is not what was stored", blob=key, found=found)
        raise BlobDamaged(key, found)


def _missing(key: str) -> BlobMissing:
    log.error("a stored file is missing", blob=key)
    return BlobMissing(key)


def named_hash(key: str) -> str:
    """The SHA-256 in the key."""
    return key.rpartition("/")[2].partition(".")[0]


def remove(folder: str) -> None:
    """Delete everything below `folder`. An empty folder is no error."""
    store = _store(settings.BLOBS_URL)
    for found in store.list(f"{folder}/"):
        store.delete([blob["path"] for blob in found])


def kept_before(folder: str, moment: datetime) -> Iterator[list[str]]:
    """The keys below `folder` that were last written before `moment`, some at a time."""
    for found in _store(settings.BLOBS_URL).list(f"{folder}/", chunk_size=_LISTED_AT_ONCE):
        yield [blob["path"] for blob in found if blob["last_modified"] < moment]


def delete(keys: Sequence[str]) -> None:
    """Delete these."""
    if keys:
        _store(settings.BLOBS_URL).delete(keys)


def delete_older(keys: Sequence[str], moment: datetime) -> None:
    """Delete those that were last written before `moment`. A blob that was put again since then stays."""
    delete([key for key in keys if _was_written_before(key, moment)])


def _was_written_before(key: str, moment: datetime) -> bool:
    try:
        return bool(_store(settings.BLOBS_URL).head(key)["last_modified"] < moment)
    except FileNotFoundError:
        return False


def _settle(root: Path, key: str) -> None:
    """Sync the file and its folders to disk, since the store only hands them to the operating system."""
    file = root / key
    for path in (file, *(folder for folder in file.parents if folder.is_relative_to(root))):
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
