"""The signature of a seal as CMS (RFC 5652), in the profile of PAdES B-B (ETSI EN 319 142-1, 6.3).

Only the digest and the signature differ from seal to seal. All else is encoded once, when the key is loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

_INTEGER, _OCTETS, _SEQUENCE, _SET = 0x02, 0x04, 0x30, 0x31
_CONTENT_0, _CONTENT_4 = 0xA0, 0xA4


def der(tag: int, *parts: bytes) -> bytes:
    """A DER value (X.690): its tag, its length, and the parts that it holds."""
    content = b"".join(parts)
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def _oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray([40 * first + second])
    for arc in rest:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.append(0x80 | arc & 0x7F)
        out += bytes(reversed(digits))
    return der(0x06, bytes(out))


def _integer(value: int) -> bytes:
    return der(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _attribute(kind: bytes, value: bytes) -> bytes:
    return der(_SEQUENCE, kind, der(_SET, value))


_NULL = b"\x05\x00"
_DATA, _SIGNED_DATA = _oid("1.2.840.113549.1.7.1"), _oid("1.2.840.113549.1.7.2")
_SHA256 = der(_SEQUENCE, _oid("2.16.840.1.101.3.4.2.1"))
_ECDSA = der(_SEQUENCE, _oid("1.2.840.10045.4.3.2"))
_RSA = der(_SEQUENCE, _oid("1.2.840.113549.1.1.11"), _NULL)
_CONTENT_TYPE = _attribute(_oid("1.2.840.113549.1.9.3"), _DATA)
_MESSAGE_DIGEST = _oid("1.2.840.113549.1.9.4")
_SIGNING_CERTIFICATE_V2 = _oid("1.2.840.113549.1.9.16.2.47")


@dataclass(frozen=True)
class CmsSigner:
    """Signs digests with one key. `certificates` is the signer's and those above it, `identity` names the signer's."""

    key: PrivateKey
    certificates: bytes
    identity: bytes
    certificate_attribute: bytes

    @classmethod
    def of(cls, key: PrivateKey, certificates: Sequence[x509.Certificate]) -> CmsSigner:
        """The first certificate is the key's own."""
        ders = [one.public_bytes(serialization.Encoding.DER) for one in certificates]
        issuer, serial = certificates[0].issuer.public_bytes(), _integer(certificates[0].serial_number)
        # ESSCertIDv2 (RFC 5035): the hash is SHA-256 where no other is named.
        named = der(_SEQUENCE, der(_SEQUENCE, der(_CONTENT_4, issuer)), serial)
        hashed = der(_SEQUENCE, der(_OCTETS, hashlib.sha256(ders[0]).digest()), named)
        return cls(
            key=key,
            certificates=der(_CONTENT_0, *sorted(ders)),
            identity=der(_SEQUENCE, issuer, serial),
            certificate_attribute=_attribute(_SIGNING_CERTIFICATE_V2, der(_SEQUENCE, der(_SEQUENCE, hashed))),
        )

    def sign(self, digest: bytes) -> bytes:
        """The detached signature (DER) of a document with this SHA-256 digest."""
        # DER orders the members of a set by their bytes.
        attributes = sorted(
            (_CONTENT_TYPE, _attribute(_MESSAGE_DIGEST, der(_OCTETS, digest)), self.certificate_attribute)
        )
        algorithm, signature = self._signature(der(_SET, *attributes))
        signer = der(
            _SEQUENCE, _integer(1), self.identity, _SHA256, der(_CONTENT_0, *attributes), algorithm,
            der(_OCTETS, signature),
        )  # fmt: skip
        content = der(
            _SEQUENCE, _integer(1), der(_SET, _SHA256), der(_SEQUENCE, _DATA), self.certificates, der(_SET, signer)
        )
        return der(_SEQUENCE, _SIGNED_DATA, der(_CONTENT_0, content))

    def _signature(self, data: bytes) -> tuple[bytes, bytes]:
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return _ECDSA, self.key.sign(data, ec.ECDSA(hashes.SHA256()))
        return _RSA, self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
