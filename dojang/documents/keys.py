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
    """The folder of the keys."""
    return Path(settings.DATA) / "keys"


@dataclass(frozen=True)
class SealFacts:
    """What documents say about the seal: the holder of the key, the issuer of its certificate, and the algorithm."""

    subject: str
    issuer: str
    serial: str
    fingerprint: str
    algorithm: str


@dataclass(frozen=True)
class Seal:
    """A sealing key with its certificate, the authority's certificate, and its facts."""

    key: SealKey
    facts: SealFacts


def seal() -> Seal:
    """The seal in use. It is read again after `dojang seal renew` has replaced it."""
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
    """The certificate (PEM) of the authority behind this instance's seals."""
    return (folder() / "ca.cert.pem").read_bytes()
