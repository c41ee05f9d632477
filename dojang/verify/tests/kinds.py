"""Signed PDFs of every kind that people have, made by ourselves: by this server, and by other products."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1, translate_pyca_cryptography_key_to_asn1
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from dojang.documents import keys
from dojang.lib import clock
from dojang.pdf.pki import Identity, issue_seal, make_ca
from dojang.pdf.seal import seal
from tests.factories import blank_pdf

START = datetime(2026, 1, 1, tzinfo=UTC)


class _Careless(PdfSigner):
    """Signs what may not be signed, as other products do."""

    def _enforce_certification_constraints(self, reader: object) -> None:
        pass


def ours(reason: str = "Contract completed") -> bytes:
    """Sealed by this server."""
    return seal(blank_pdf(), keys.seal().key, reason=reason, location=None, at=clock.now())


@cache
def authority() -> Identity:
    """Another product's authority."""
    return make_ca("Other authority", START)


def theirs(pdf: bytes, name: str = "Other Inc.", *, profile: SigSeedSubFilter = SigSeedSubFilter.PADES) -> bytes:
    """Signed once more by another product, for `name`."""
    own = issue_seal(authority(), name, START)
    certificate, issuer = (x509.load_pem_x509_certificate(pem) for pem in (own.cert_pem, authority().cert_pem))
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(translate_pyca_cryptography_cert_to_asn1(issuer))
    signer = SimpleSigner(
        signing_cert=translate_pyca_cryptography_cert_to_asn1(certificate),
        signing_key=translate_pyca_cryptography_key_to_asn1(serialization.load_pem_private_key(own.key_pem, None)),
        cert_registry=store,
    )
    how = PdfSignatureMetadata(field_name=name.replace(".", ""), subfilter=profile, reason="I agree")
    out = io.BytesIO()
    _Careless(how, signer=signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False), output=out)
    return out.getvalue()


def stamped(pdf: bytes) -> bytes:
    """With a time-stamp of an unknown authority."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time-stamp authority")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(START)
        .not_valid_after(clock.now() + timedelta(days=365))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    clerk = DummyTimeStamper(
        translate_pyca_cryptography_cert_to_asn1(certificate), translate_pyca_cryptography_key_to_asn1(key)
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    out: io.BytesIO = PdfTimeStamper(clerk, field_name="Time").timestamp_pdf(writer, "sha256")
    return out.getvalue()


def appended(pdf: bytes) -> bytes:
    """With one more revision, in which the page lies on its side."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    page, _ = writer.find_page_for_modification(0)  # type: ignore[no-untyped-call]
    page.get_object()["/Rotate"] = NumberObject(90)  # type: ignore[no-untyped-call]
    writer.update_container(page.get_object())
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def _saved(pdf: bytes, encryption: pikepdf.Encryption | None = None) -> bytes:
    """Written again as a whole, by a program that knows nothing of signatures."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=encryption or False)
    return out.getvalue()


def _zipped(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("contract.pdf", pdf)
    return out.getvalue()


def _password(user: str) -> pikepdf.Encryption:
    return pikepdf.Encryption(user=user, owner="secret")


# Each kind by its name: how it is made, and the outcome of its check.
KINDS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "document": (ours, "good"),
    "certificate": (lambda: ours("History certificate"), "good"),
    "altered": (lambda: ours().replace(b"Contract completed", b"Kontract completed"), "altered"),
    "revision appended": (lambda: appended(ours()), "altered"),
    "signed by another afterwards": (lambda: theirs(ours()), "altered"),
    "saved by a viewer": (lambda: _saved(ours()), "altered"),
    "line feed at the end": (lambda: ours() + b"\n", "altered"),
    "another signer": (lambda: theirs(blank_pdf()), "unknown"),
    "the older form": (lambda: theirs(blank_pdf(), profile=SigSeedSubFilter.ADOBE_PKCS7_DETACHED), "unknown"),
    "two signers": (lambda: theirs(theirs(blank_pdf()), "Second Ltd."), "unknown"),
    "two signers, then changed": (lambda: appended(theirs(theirs(blank_pdf()), "Second Ltd.")), "altered"),
    "time-stamp alone": (lambda: stamped(blank_pdf()), "stamped"),
    "encrypted": (lambda: _saved(blank_pdf(), _password("secret")), "encrypted"),
    "encrypted for reading": (lambda: _saved(blank_pdf(), _password("")), "encrypted"),
    "never sealed": (blank_pdf, "unsealed"),
    "another document glued on": (lambda: ours() + blank_pdf(), "unsealed"),
    "cut off": (lambda: ours()[:-2000], "unreadable"),
    "cut off at the very end": (lambda: ours()[:-8], "unreadable"),
    "text": (lambda: "계약서\n契約書\n".encode() * 9, "not-a-pdf"),
    "zip": (lambda: _zipped(ours()), "not-a-pdf"),
    "empty": (bytes, "not-a-pdf"),
}


@cache
def made(kind: str) -> bytes:
    """A file of the kind."""
    make, _ = KINDS[kind]
    return make()
