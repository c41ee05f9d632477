"""The instance's sealing key and its authority, read once per process from the data folder."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
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


@dataclass(frozen=True)
class SealFacts:
    """What documents say of the seal: who holds the key, who vouches for that, and by which algorithm."""

    subject: str
    issuer: str
    serial: str
    fingerprint: str
    algorithm: str


@cache
def seal_facts() -> SealFacts:
    """The facts of the sealing certificate."""
    certificate = x509.load_pem_x509_certificate((folder() / "seal.cert.pem").read_bytes())
    key = certificate.public_key()
    algorithm = f"ECDSA {key.curve.name}" if isinstance(key, EllipticCurvePublicKey) else "RSA"
    return SealFacts(
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:X}",
        fingerprint=certificate.fingerprint(SHA256()).hex(),
        algorithm=f"{algorithm}, SHA-256",
    )


def authority() -> bytes:
    """The certificate (PEM) of the authority that this instance's seals go back to."""
    return (folder() / "ca.cert.pem").read_bytes()
