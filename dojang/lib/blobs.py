"""Where bytes live: a folder by default, an S3 bucket when the operator says so. Keys are made by the caller."""

import hashlib
from functools import cache

from django.conf import settings
from obstore.store import ObjectStore, from_url


@cache
def _store(url: str) -> ObjectStore:
    if url.startswith("file://"):
        return from_url(url, mkdir=True)
    return from_url(url)


def put(folder: str, data: bytes, suffix: str) -> str:
    """Keep `data` below `folder` under a name made of its SHA-256, and return its key.

    The name makes writing twice harmless and a changed blob detectable.
    """
    key = f"{folder}/{hashlib.sha256(data).hexdigest()}{suffix}"
    _store(settings.BLOBS_URL).put(key, data)
    return key


def get(key: str) -> bytes:
    """The bytes kept under `key`. Raises FileNotFoundError when there are none."""
    return bytes(_store(settings.BLOBS_URL).get(key).bytes())
