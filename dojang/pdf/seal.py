"""Sealing: one PAdES B-B signature (ETSI EN 319 142-1) over the whole file, appended so that no input byte moves."""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from dojang.pdf.errors import PdfError

DIGEST = "sha256"
# Signed attributes, signer info and an RSA-4096 signature stay well below this beside the certificates themselves.
CMS_ROOM = 2048


class SealFailed(PdfError):
    """The document could not be sealed; the text says why, and nothing was written."""


class KeyUnfit(SealFailed):
    """The seal's key and certificate do not fit together or cannot be read."""


class _LoadedSigner(signers.SimpleSigner):
    """Signs with a key that was parsed once: pyHanko parses it anew each time, which costs more than signing."""

    def __init__(
        self,
        key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
        certificate: asn1_x509.Certificate,
        chain: Sequence[asn1_x509.Certificate],
    ) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple(chain)
        der = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        super().__init__(
            signing_cert=certificate, signing_key=asn1_keys.PrivateKeyInfo.load(der), cert_registry=registry
        )
        self._key = key

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if digest_algorithm != DIGEST:
            raise KeyUnfit(f"this seal signs {DIGEST} only, not {digest_algorithm}")
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


@dataclass(frozen=True)
class SealKey:
    """A sealing key ready for use; load it once per process and share it between threads."""

    signer: signers.SimpleSigner
    bytes_reserved: int

    @classmethod
    def load(cls, key_pem: bytes, cert_pem: bytes, chain_pems: Sequence[bytes] = ()) -> "SealKey":
        """Read an unencrypted PKCS#8 key (EC or RSA), its certificate and the issuers above it, all PEM.

        Raises KeyUnfit if one of them cannot be read or the key is not the certificate's.
        """
        try:
            key = serialization.load_pem_private_key(key_pem, password=None)
            certificate = x509.load_pem_x509_certificate(cert_pem)
            chain = [x509.load_pem_x509_certificate(pem) for pem in chain_pems]
        except (ValueError, TypeError) as error:
            raise KeyUnfit("the sealing key or a certificate is not readable PEM") from error
        if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise KeyUnfit("only elliptic curve and RSA keys seal")
        if key.public_key() != certificate.public_key():
            raise KeyUnfit("the certificate belongs to another key")
        ders = [cert.public_bytes(serialization.Encoding.DER) for cert in (certificate, *chain)]
        first, *rest = (asn1_x509.Certificate.load(der) for der in ders)
        # The room is hexadecimal digits, two for each byte.
        return cls(_LoadedSigner(key, first, rest), 2 * (sum(map(len, ders)) + CMS_ROOM))


def seal(
    pdf: bytes,
    key: SealKey,
    *,
    reason: str,
    location: str | None,
    at: datetime,
    field_name: str = "Seal",
    certify: bool = True,
) -> bytes:
    """Seal `pdf` and return it with one appended revision; the input is an exact prefix of the answer.

    `at` (with its zone) becomes the claimed signing time. `certify` makes it a certification signature that allows no
    change at all (DocMDP P=1); without it the seal is an approval signature, for a document that carries others.
    Raises SealFailed when the input is no PDF, is encrypted, is certified already or has a filled field `field_name`.
    Not to be called on a thread whose event loop is running.
    """
    if at.utcoffset() is None:
        raise SealFailed("the time of sealing must know its zone")
    signer = signers.PdfSigner(_metadata(reason, location, field_name, certify), key.signer)
    try:
        # Lenient reading: what came through intake must not fail over a missing line end after everybody has signed.
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        if writer.prev.encrypted:
            raise SealFailed("an encrypted document cannot be sealed")
        return asyncio.run(_sign(signer, writer, at, key.bytes_reserved))
    except SealFailed:
        raise
    except Exception as error:
        # The library's parser fails in many types; each of them means that this input cannot be sealed.
        raise SealFailed(f"the document could not be sealed: {error}") from error


def _metadata(reason: str, location: str | None, field_name: str, certify: bool) -> signers.PdfSignatureMetadata:
    return signers.PdfSignatureMetadata(
        field_name=field_name,
        md_algorithm=DIGEST,
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason,
        location=location,
        certify=certify,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )


async def _sign(
    signer: signers.PdfSigner, writer: IncrementalPdfFileWriter, at: datetime, bytes_reserved: int
) -> bytes:
    session = signer.init_signing_session(writer)
    # The session reads the machine's clock by itself; what we say must be the caller's time.
    session.system_time = at
    prepared = session.prepare_tbs_document(None, bytes_reserved)
    output = io.BytesIO()
    digest, _ = prepared.digest_tbs_document(output=output)
    await prepared.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=at))
    return output.getvalue()
