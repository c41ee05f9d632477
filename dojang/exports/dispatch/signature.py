"""Signatures as Standard Webhooks (standardwebhooks.com, version 1) defines them, so that receivers can use its libraries."""

import base64
import hashlib
import hmac
from collections.abc import Sequence

_PREFIX = "whsec_"


class BadSecret(ValueError):
    """None of the secrets is `whsec_` and base64 of 24 to 64 bytes."""


def sign(secrets: Sequence[str], webhook_id: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature` header: one HMAC-SHA256 over `id.timestamp.body` for each secret, in their order.

    A secret that is none is passed over, so that it does not stop another that is good. Raises `BadSecret` when all are bad.
    """
    signed = b".".join([webhook_id.encode(), str(timestamp).encode(), body])
    signatures = [f"v1,{_hmac(key, signed)}" for key in map(_key, secrets) if key is not None]
    if not signatures:
        raise BadSecret
    return " ".join(signatures)


def _hmac(key: bytes, signed: bytes) -> str:
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def _key(secret: str) -> bytes | None:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except ValueError:
        return None
    return key if 24 <= len(key) <= 64 else None
