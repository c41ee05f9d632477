"""What a row asks for is kept encrypted until it is done: it names people, and may hold the access codes that they agreed on."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from dojang.lib.errors import DojangError

_NONCE = 12


class OrderLost(DojangError):
    """What the row asked for can no longer be read: the instance has another secret since."""


def lock(plain: bytes, bulk_id: int, number: int) -> bytes:
    """The bytes as they are kept in this row and can be read in no other."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher().encrypt(nonce, plain, _bound_to(bulk_id, number))


def unlock(kept: bytes, bulk_id: int, number: int) -> bytes:
    """The bytes as they were given. Raises `OrderLost`."""
    try:
        return _cipher().decrypt(kept[:_NONCE], kept[_NONCE:], _bound_to(bulk_id, number))
    except InvalidTag as exc:
        raise OrderLost from exc


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(str(settings.BULK_KEY)))


def _bound_to(bulk_id: int, number: int) -> bytes:
    return f"{bulk_id}:{number}".encode()
