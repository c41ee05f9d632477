"""The instance's own certificate authority and the seal certificates it issues (X.509, RFC 5280).

A fresh installation has no bought certificate, so it makes its own. Readers such as Acrobat show such a seal as
"unknown issuer": it proves that nothing changed since sealing, and who sealed only to those who were given the
authority's certificate.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

AUTHORITY_YEARS = 40
# A seal without a time-stamp is judged by the validity of its certificate, and contracts are kept for decades.
SEAL_YEARS = 30
# Clocks of verifiers drift; a certificate dated a little back is already valid for all of them.
BACKDATED = timedelta(hours=1)
# RFC 5280, upper bounds of X.520 attributes: longer names are refused by many readers.
NAME_LIMIT = 64
# RFC 9336's document signing is the true purpose. Readers built on NSS (pdfsig, Okular, LibreOffice) check a document's
# signer against the email purpose, and without it they speak of "corrupted data" where they mean "unknown issuer".
PURPOSES = (ObjectIdentifier("1.3.6.1.5.5.7.3.36"), ExtendedKeyUsageOID.EMAIL_PROTECTION)


@dataclass(frozen=True)
class Identity:
    """A private key and its certificate, both as PEM; the key is unencrypted PKCS#8."""

    key_pem: bytes
    cert_pem: bytes


def make_ca(name: str, now: datetime) -> Identity:
    """Make a self-signed authority for the installation called `name` (1–64 characters), valid for 40 years from `now`.

    The key is ECDSA P-256. `now` must know its zone. Raises ValueError for an unfit name or a naive time.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(name, "Dojang CA")
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        _draft(subject, subject, key, now, AUTHORITY_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(issuing=True), critical=True)
        .add_extension(identifier, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _identity(key, certificate)


def issue_seal(ca: Identity, name: str, now: datetime) -> Identity:
    """Issue a seal certificate to the organisation `name` (1–64 characters), signed by `ca`, valid for 30 years.

    The key is a fresh ECDSA P-256 one and may only sign (digitalSignature, nonRepudiation); it never outlives the
    authority.
    Raises ValueError for an unfit name, a naive time, an authority whose time is over or whose key is another one's.
    """
    authority = x509.load_pem_x509_certificate(ca.cert_pem)
    if now >= authority.not_valid_after_utc:
        raise ValueError("the authority's certificate has expired")
    key = ec.generate_private_key(ec.SECP256R1())
    issuer_key = serialization.load_pem_private_key(ca.key_pem, password=None)
    if not isinstance(issuer_key, ec.EllipticCurvePrivateKey):
        raise ValueError("the authority's key is not an elliptic curve key")
    if issuer_key.public_key() != authority.public_key():
        raise ValueError("the authority's key is not that of its certificate")
    issuer_id = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    certificate = (
        _draft(_subject(name, "Dojang Seal"), authority.subject, key, now, SEAL_YEARS, authority.not_valid_after_utc)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(issuing=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(PURPOSES), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_id), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return _identity(key, certificate)


def as_pem(certificate: x509.Certificate) -> bytes:
    """The certificate alone, as PEM."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def is_a_name(text: str) -> bool:
    """Whether a certificate can carry it as an organisation's name."""
    return 1 <= len(text) <= NAME_LIMIT and text.isprintable()


def _subject(organisation: str, common_name: str) -> x509.Name:
    if not is_a_name(organisation):
        raise ValueError(f"an organisation's name has 1 to {NAME_LIMIT} printable characters")
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _draft(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    years: int,
    no_later_than: datetime | None = None,
) -> x509.CertificateBuilder:
    if now.utcoffset() is None:
        raise ValueError("the time of issue must know its zone")
    until = now + timedelta(days=365 * years)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(min(until, no_later_than) if no_later_than else until)
    )


def _usage(*, issuing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issuing,
        content_commitment=not issuing,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuing,
        crl_sign=issuing,
        encipher_only=False,
        decipher_only=False,
    )


def _identity(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> Identity:
    return Identity(
        key_pem=key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        cert_pem=as_pem(certificate),
    )
