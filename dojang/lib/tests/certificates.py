"""Certificates as servers show them, good and bad."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PEM = serialization.Encoding.PEM
_DAY = timedelta(days=1)


class Authority:
    """A certificate authority that a client may trust or not."""

    def __init__(self) -> None:
        self._name, self._key = _name("Authority"), ec.generate_private_key(ec.SECP256R1())
        builder = _builder(self._name, self._name, self._key, (-_DAY, _DAY))
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self._made = builder.sign(self._key, hashes.SHA256())

    def trusted(self) -> ssl.SSLContext:
        """A client that trusts this authority."""
        return ssl.create_default_context(cadata=self._made.public_bytes(_PEM).decode())

    def server(
        self, folder: Path, name: str, valid: tuple[timedelta, timedelta] = (-_DAY, _DAY), *, self_signed: bool = False
    ) -> ssl.SSLContext:
        """A server that shows a certificate for `name`, valid from and until that long from now."""
        key, subject = ec.generate_private_key(ec.SECP256R1()), _name(name)
        builder = _builder(subject if self_signed else self._name, subject, key, valid)
        builder = builder.add_extension(x509.SubjectAlternativeName([_general(name)]), critical=False)
        made = builder.sign(key if self_signed else self._key, hashes.SHA256())
        private = key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (folder / "server.pem").write_bytes(private + made.public_bytes(_PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.pem")
        return context


def _builder(
    issuer: x509.Name, subject: x509.Name, key: ec.EllipticCurvePrivateKey, valid: tuple[timedelta, timedelta]
) -> x509.CertificateBuilder:
    begins, ends = (datetime.now(UTC) + offset for offset in valid)
    return x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number(), begins, ends)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
