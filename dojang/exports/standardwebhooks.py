"""Signatures as Standard Webhooks (standardwebhooks.com, version 1) defines them, so that receivers can use its libraries."""

import base64
import hashlib
import hmac

_PREFIX = "whsec_"


class BadSecret(ValueError):
    """A secret is `whsec_` and base64 of 24 to 64 bytes."""


def sign(secret: str, webhook_id: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature` header: HMAC-SHA256 over `id.timestamp.body`. Raises `BadSecret`."""
    signed = b".".join([webhook_id.encode(), str(timestamp).encode(), body])
    digest = hmac.new(_key(secret), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except ValueError as error:
        raise BadSecret from error
    if not 24 <= len(key) <= 64:
        raise BadSecret
    return key
