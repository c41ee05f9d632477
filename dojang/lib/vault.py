"""Bytes kept encrypted in the database, each bound to its place, by a key that is not in it."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from dojang.lib.errors import OrderLost

_NONCE = 12


def lock(plain: bytes, place: str) -> bytes:
    """The bytes encrypted for this place; they can be read in no other."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher().encrypt(nonce, plain, place.encode())


def unlock(kept: bytes, place: str) -> bytes:
    """The bytes decrypted. Raises `OrderLost`."""
    try:
        return _cipher().decrypt(kept[:_NONCE], kept[_NONCE:], place.encode())
    except InvalidTag as exc:
        raise OrderLost from exc


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(str(settings.ORDERS_KEY)))
