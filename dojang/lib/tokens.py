"""Secrets that are handed out once and kept only as a hash."""

import hashlib
import secrets
from dataclasses import dataclass


@dataclass(frozen=True)
class Token:
    """A fresh secret of 256 random bits: `secret` goes out, `digest` stays."""

    secret: str
    digest: bytes


def new_token() -> Token:
    """A token for a link, a session or an API login."""
    secret = secrets.token_urlsafe(32)
    return Token(secret, digest(secret))


def digest(secret: str) -> bytes:
    """SHA-256 of the secret: enough for 256 random bits, and it can be looked up by index."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
