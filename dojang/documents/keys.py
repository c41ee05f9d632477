"""The instance's sealing key and its authority, read once per process from the data folder."""

from functools import cache
from pathlib import Path

from django.conf import settings

from dojang.pdf.seal import SealKey


def folder() -> Path:
    """Where keys lie."""
    return Path(settings.DATA) / "keys"


@cache
def seal_key() -> SealKey:
    """The key that seals documents, with its certificate and the authority's."""
    at = folder()
    return SealKey.load(
        (at / "seal.key.pem").read_bytes(), (at / "seal.cert.pem").read_bytes(), [(at / "ca.cert.pem").read_bytes()]
    )


def authority() -> bytes:
    """The certificate (PEM) of the authority that this instance's seals go back to."""
    return (folder() / "ca.cert.pem").read_bytes()
