"""The instance's sealing key and its authority, read from the data folder."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings

from dojang.lib import keys
from dojang.pdf.seal import SealKey


def folder() -> Path:
    """Where keys lie."""
    return Path(settings.DATA) / "keys"


@dataclass(frozen=True)
class SealFacts:
    """What documents say of the seal: who holds the key, who vouches for that, and by which algorithm."""

    subject: str
    issuer: str
    serial: str
    fingerprint: str
    algorithm: str


@dataclass(frozen=True)
class Seal:
    """A sealing key with its certificate and the authority's, and the facts of it."""

    key: SealKey
    facts: SealFacts


def seal() -> Seal:
    """What seals documents now. It is read again when `dojang seal renew` has put another in its place."""
    found = (folder() / keys.SEAL_KEY).stat()
    return _read(folder(), found.st_ino, found.st_mtime_ns)


@lru_cache(maxsize=1)
def _read(at: Path, *_which: int) -> Seal:
    key, certificate = keys.read_seal(at)
    return Seal(SealKey.load(key, certificate, [(at / "ca.cert.pem").read_bytes()]), _facts(certificate))


def _facts(pem: bytes) -> SealFacts:
    certificate = x509.load_pem_x509_certificate(pem)
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
