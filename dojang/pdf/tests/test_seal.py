"""Sealing and checking, judged by pyHanko's validator, by Debian's pdfsig and by qpdf."""

import io
import random
import re
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import IO

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys.internal import (
    translate_pyca_cryptography_cert_to_asn1,
    translate_pyca_cryptography_key_to_asn1,
)
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfTimeStamper, SimpleSigner, sign_pdf
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from dojang.pdf.pki import Identity, issue_seal, make_ca
from dojang.pdf.seal import KeyUnfit, SealFailed, SealKey, seal
from dojang.pdf.validate import Condition, Coverage, Kind, Modification, Reason, validate

NOW = datetime(2026, 3, 2, 14, 30, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture(scope="module")
def authority() -> Identity:
    return make_ca("도장 주식회사", NOW)


@pytest.fixture(scope="module")
def key(authority: Identity) -> SealKey:
    identity = issue_seal(authority, "도장 주식회사", NOW)
    return SealKey.load(identity.key_pem, identity.cert_pem, [authority.cert_pem])


@pytest.fixture(scope="module")
def plain() -> bytes:
    document = pikepdf.new()
    for number in range(2):
        document.add_blank_page(page_size=(595, 842))
        content = f"BT /F1 12 Tf 72 700 Td (Page {number}) Tj ET".encode()
        document.pages[number].Contents = document.make_stream(content)
    output = io.BytesIO()
    document.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return output.getvalue()


@pytest.fixture(scope="module")
def sealed(plain: bytes, key: SealKey) -> bytes:
    return seal(plain, key, reason="계약 완료", location="서울", at=NOW)


class LiteralString(generic.ByteStringObject):
    """A string that takes one byte in the file for each zero, where hexadecimal would take two."""

    def write_to_stream(self, stream: IO[bytes], handler: object = None, container_ref: object = None) -> None:  # noqa: ARG002
        stream.write(b"(" + b"".join(b"\0" if byte == 0 else b"\\%03o" % byte for byte in self) + b")")


def append_page_change(pdf: bytes, *, with_signature: bytes | None = None) -> bytes:
    """What a forger does: a further revision that puts other words on page 1."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    stream = writer.prev.root["/Pages"]["/Kids"][0]["/Contents"]
    stream._data = b"BT /F1 12 Tf 72 700 Td (Forged) Tj ET"
    stream._encoded_data = None
    writer.update_container(stream)
    if with_signature is not None:
        signature = writer.prev.root["/AcroForm"]["/Fields"][0]["/V"]
        signature[generic.NameObject("/Contents")] = LiteralString(with_signature)
        writer.update_container(signature)
    output = io.BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    return output.getvalue()


def time_stamped(pdf: bytes, authority: Identity) -> bytes:
    """The document with a further revision that holds nothing but a document time-stamp."""
    key = rsa.generate_private_key(65537, 2048)
    issuer = x509.load_pem_x509_certificate(authority.cert_pem)
    issuer_key = serialization.load_pem_private_key(authority.key_pem, None)
    assert isinstance(issuer_key, ec.EllipticCurvePrivateKey)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time-stamp authority")]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=365))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
    clerk = DummyTimeStamper(
        translate_pyca_cryptography_cert_to_asn1(certificate),
        translate_pyca_cryptography_key_to_asn1(key),
        fixed_dt=NOW + timedelta(minutes=5),
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    stamped: io.BytesIO = PdfTimeStamper(clerk, field_name="Time").timestamp_pdf(writer, "sha256")
    return stamped.getvalue()


def approved(pdf: bytes, authority: Identity, field: str) -> bytes:
    """The document with a further approval signature, as another product makes it."""
    own = issue_seal(authority, field, NOW)
    certificate, issuer = (x509.load_pem_x509_certificate(pem) for pem in (own.cert_pem, authority.cert_pem))
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(translate_pyca_cryptography_cert_to_asn1(issuer))
    signer = SimpleSigner(
        signing_cert=translate_pyca_cryptography_cert_to_asn1(certificate),
        signing_key=translate_pyca_cryptography_key_to_asn1(serialization.load_pem_private_key(own.key_pem, None)),
        cert_registry=store,
    )
    how = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES)
    signed: io.BytesIO = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False), how, signer)
    return signed.getvalue()


def byte_range(pdf: bytes) -> tuple[int, int, int, int]:
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", pdf)
    assert found
    first, before, start, after = (int(group) for group in found.groups())
    return first, before, start, after


def test_a_sealed_document_is_valid_for_those_who_trust_the_authority(sealed: bytes, authority: Identity) -> None:
    verdict = validate(sealed, [authority.cert_pem], NOW)
    assert (verdict.condition, verdict.bottom_line, verdict.reasons) == (Condition.SIGNED, True, ())
    (signature,) = verdict.signatures
    assert signature.intact
    assert signature.valid
    assert signature.trusted
    assert signature.coverage is Coverage.WHOLE_FILE
    assert signature.modification is Modification.NONE
    assert signature.forbids_changes


def test_a_verdict_tells_who_sealed_when_and_how(sealed: bytes, authority: Identity) -> None:
    (signature,) = validate(sealed, [authority.cert_pem], NOW).signatures
    assert "도장 주식회사" in signature.subject
    assert "Dojang CA" in signature.issuer
    assert signature.signed_at == NOW
    assert signature.time_stamped_at is None
    assert (signature.algorithm, signature.pades) == ("ECDSA P-256 SHA-256", "B-B")
    assert re.fullmatch(r"[0-9a-f]{64}", signature.fingerprint)
    assert re.fullmatch(r"[0-9A-F]+", signature.serial)


def test_sealing_only_appends(plain: bytes, sealed: bytes) -> None:
    assert sealed.startswith(plain)


def test_pdfsig_finds_the_seal_valid_over_the_whole_document(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed)
    told = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    # "Unknown issue with Certificate or corrupted data" would mean that the certificate's purposes do not suit NSS.
    assert "Certificate issuer isn't Trusted." in told


def test_qpdf_finds_no_fault_in_the_sealed_file(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed)
    told = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=True).stdout
    assert "No syntax or stream encoding errors found" in told


def test_an_unknown_authority_leaves_the_seal_intact_but_not_good(sealed: bytes) -> None:
    stranger = make_ca("Choi", NOW)
    verdict = validate(sealed, [stranger.cert_pem], NOW)
    assert not verdict.bottom_line
    assert not verdict.changed_after_sealing
    assert verdict.reasons == (Reason.ISSUER_UNKNOWN,)
    assert verdict.signatures[0].intact


def test_an_authority_of_the_same_name_but_another_key_is_unknown(sealed: bytes) -> None:
    impostor = make_ca("도장 주식회사", NOW)
    assert not validate(sealed, [impostor.cert_pem], NOW).bottom_line


def test_trusting_nobody_trusts_not_even_the_machine(sealed: bytes) -> None:
    assert validate(sealed, [], NOW).reasons == (Reason.ISSUER_UNKNOWN,)


@pytest.mark.parametrize(
    ("years", "reason"), [(-1, Reason.CERTIFICATE_NOT_YET_VALID), (35, Reason.CERTIFICATE_EXPIRED)]
)
def test_certificates_count_only_within_their_time(
    sealed: bytes, authority: Identity, years: int, reason: Reason
) -> None:
    verdict = validate(sealed, [authority.cert_pem], NOW.replace(year=NOW.year + years))
    assert verdict.reasons == (reason,)
    assert not verdict.bottom_line


def test_every_flipped_byte_that_the_seal_covers_is_noticed(sealed: bytes, authority: Identity) -> None:
    _, before, start, _ = byte_range(sealed)
    dice = random.Random(20260302)  # noqa: S311
    covered = [*range(before), *range(start, len(sealed))]
    for position in dice.sample(covered, 150):
        forged = bytearray(sealed)
        forged[position] ^= 1 << dice.randrange(8)
        assert not validate(bytes(forged), [authority.cert_pem], NOW).bottom_line, position


def test_a_changed_word_is_told_as_an_altered_document(sealed: bytes, plain: bytes, authority: Identity) -> None:
    position = plain.index(b"stream") + 12
    forged = sealed[:position] + bytes([sealed[position] ^ 1]) + sealed[position + 1 :]
    verdict = validate(forged, [authority.cert_pem], NOW)
    assert verdict.changed_after_sealing
    assert Reason.DOCUMENT_ALTERED in verdict.reasons


def test_data_hidden_behind_the_signature_is_noticed(sealed: bytes, authority: Identity) -> None:
    _, _, start, _ = byte_range(sealed)
    forged = sealed[: start - 9] + b"deadbeef" + sealed[start - 1 :]
    verdict = validate(forged, [authority.cert_pem], NOW)
    assert not verdict.bottom_line
    assert verdict.reasons == (Reason.COVERAGE_BROKEN,)


def test_an_appended_revision_is_noticed_though_the_seal_stays_intact(sealed: bytes, authority: Identity) -> None:
    verdict = validate(append_page_change(sealed), [authority.cert_pem], NOW)
    assert verdict.signatures[0].intact
    assert verdict.changed_after_sealing
    assert not verdict.bottom_line
    assert verdict.reasons == (Reason.CHANGED_AFTER_SEALING,)


def test_a_redefined_signature_that_feigns_full_cover_is_noticed(sealed: bytes, authority: Identity) -> None:
    # The forger stretches the signature's padding until twice its length explains the whole longer file; a validator
    # that compares lengths calls the result wholly covered and good.
    _, before, start, after = byte_range(sealed)
    contents = bytes.fromhex(sealed[before + 1 : start - 1].decode())
    forged, missing = sealed, 0
    while missing != len(forged) - before - after - 2:
        missing = len(forged) - before - after - 2
        stretched = contents.ljust((missing + 1) // 2, b"\0")
        forged = append_page_change(sealed, with_signature=stretched)
    verdict = validate(forged, [authority.cert_pem], NOW)
    assert verdict.signatures[0].intact
    assert verdict.changed_after_sealing
    assert not verdict.bottom_line


def test_a_document_time_stamp_added_later_is_no_change(sealed: bytes, authority: Identity) -> None:
    stamped = time_stamped(sealed, authority)
    assert stamped.startswith(sealed)
    verdict = validate(stamped, [authority.cert_pem], NOW + timedelta(hours=1))
    first, second = verdict.signatures
    assert (verdict.bottom_line, verdict.changed_after_sealing) == (True, False)
    assert (first.kind, first.modification, first.pades) == (Kind.SIGNATURE, Modification.ARCHIVAL, "B-T")
    assert (second.kind, second.coverage) == (Kind.TIME_STAMP, Coverage.WHOLE_FILE)
    assert second.signed_at == NOW + timedelta(minutes=5)


def test_a_change_below_a_time_stamp_is_still_a_change(sealed: bytes, authority: Identity) -> None:
    forged = time_stamped(append_page_change(sealed), authority)
    verdict = validate(forged, [authority.cert_pem], NOW + timedelta(hours=1))
    assert (verdict.bottom_line, verdict.changed_after_sealing) == (False, True)


def test_an_untrusted_time_stamp_proves_no_time_and_spoils_nothing(sealed: bytes, authority: Identity) -> None:
    stamped = time_stamped(sealed, make_ca("Choi", NOW))
    verdict = validate(stamped, [authority.cert_pem], NOW + timedelta(hours=1))
    assert verdict.bottom_line
    assert not verdict.signatures[1].trusted
    assert verdict.signatures[0].pades == "B-B"
    assert verdict.reasons == (Reason.TIME_STAMP_UNTRUSTED,)


@pytest.mark.parametrize("glued", [b"\n", b"junk", b"%%EOF", None])
def test_bytes_glued_behind_the_end_are_noticed(sealed: bytes, authority: Identity, glued: bytes | None) -> None:
    verdict = validate(sealed + (sealed if glued is None else glued), [authority.cert_pem], NOW)
    assert verdict.changed_after_sealing or verdict.condition is Condition.UNREADABLE
    assert not verdict.bottom_line


def test_a_file_whose_signature_was_taken_away_is_not_just_unsigned(sealed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed), strict=False)
    del writer.root["/AcroForm"]
    writer.update_root()  # type: ignore[no-untyped-call]
    output = io.BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    verdict = validate(output.getvalue(), [], NOW)
    assert (verdict.condition, verdict.reasons) == (Condition.UNSIGNED, (Reason.SIGNATURE_LOST,))


def test_an_unsigned_document_is_called_unsigned(plain: bytes) -> None:
    verdict = validate(plain, [], NOW)
    assert (verdict.condition, verdict.bottom_line, verdict.reasons) == (Condition.UNSIGNED, False, ())


@pytest.mark.parametrize("garbage", [b"", b"\0" * 4096, b"PK\x03\x04 a zip", "계약서".encode()])
def test_what_is_no_pdf_is_called_so(garbage: bytes) -> None:
    assert validate(garbage, [], NOW).condition is Condition.NOT_A_PDF


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_document_is_unreadable(sealed: bytes, share: float) -> None:
    verdict = validate(sealed[: int(len(sealed) * share)], [], NOW)
    assert verdict.condition is Condition.UNREADABLE
    assert not verdict.bottom_line


def test_an_encrypted_document_is_unreadable_for_that_reason(plain: bytes) -> None:
    output = io.BytesIO()
    pikepdf.open(io.BytesIO(plain)).save(output, encryption=pikepdf.Encryption(owner="o", user="u"))
    verdict = validate(output.getvalue(), [], NOW)
    assert (verdict.condition, verdict.reasons) == (Condition.UNREADABLE, (Reason.ENCRYPTED,))


def test_trust_that_is_no_certificate_is_the_callers_fault(sealed: bytes) -> None:
    with pytest.raises(ValueError, match="trusted certificate"):
        validate(sealed, [b"not a certificate"], NOW)


def test_a_certified_document_cannot_be_sealed_again(sealed: bytes, key: SealKey) -> None:
    with pytest.raises(SealFailed, match="certified"):
        seal(sealed, key, reason="again", location=None, at=NOW)


@pytest.mark.parametrize("unfit", [b"", b"%PDF-1.7 but no more", b"\x89PNG"])
def test_what_is_no_pdf_cannot_be_sealed(unfit: bytes, key: SealKey) -> None:
    with pytest.raises(SealFailed):
        seal(unfit, key, reason="x", location=None, at=NOW)


def test_a_seal_needs_a_time_with_its_zone(plain: bytes, key: SealKey) -> None:
    with pytest.raises(SealFailed, match="zone"):
        seal(plain, key, reason="x", location=None, at=datetime(2026, 3, 2))  # noqa: DTZ001


def test_a_document_with_a_form_is_not_sealed(plain: bytes, key: SealKey) -> None:
    with pikepdf.open(io.BytesIO(plain)) as document:
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
        output = io.BytesIO()
        document.save(output)
    with pytest.raises(SealFailed, match="form"):
        seal(output.getvalue(), key, reason="x", location=None, at=NOW)


def test_two_approval_signatures_in_one_document_are_each_judged(plain: bytes, authority: Identity) -> None:
    verdict = validate(approved(approved(plain, authority, "First"), authority, "Second"), [authority.cert_pem], NOW)
    assert [one.intact and one.valid for one in verdict.signatures] == [True, True]
    assert verdict.signatures[1].coverage is Coverage.WHOLE_FILE


def test_an_rsa_key_seals_as_well(plain: bytes, tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "도장")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(200)
        .not_valid_before(NOW).not_valid_after(NOW + timedelta(days=9)).add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "sealed.pdf"
    path.write_bytes(seal(plain, SealKey.load(private, pem), reason="x", location=None, at=NOW))
    (signature,) = validate(path.read_bytes(), [pem], NOW).signatures
    assert (signature.intact, signature.valid, signature.algorithm) == (True, True, "RSA-2048 SHA-256")
    found = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid." in found


def test_the_links_of_the_first_page_stay_beside_the_seal(plain: bytes, key: SealKey) -> None:
    with pikepdf.open(io.BytesIO(plain)) as document:
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([document.make_indirect(link)]))
        output = io.BytesIO()
        document.save(output)
    sealed = seal(output.getvalue(), key, reason="x", location=None, at=NOW)
    with pikepdf.open(io.BytesIO(sealed)) as document:
        assert [str(one.Subtype) for one in document.pages[0].Annots] == ["/Link", "/Widget"]


@pytest.mark.parametrize("reason", ["a (b", "a) b", "back\\slash", "줄\n바꿈", "🦜"])
def test_a_reason_stands_in_the_seal_as_it_was_given(plain: bytes, key: SealKey, reason: str) -> None:
    sealed = seal(plain, key, reason=reason, location=reason, at=NOW)
    with pikepdf.open(io.BytesIO(sealed)) as document:
        signature = document.Root.Perms.DocMDP
        assert (str(signature.Reason), str(signature.Location)) == (reason, reason)


def test_a_key_that_is_not_the_certificates_is_refused(authority: Identity) -> None:
    one, other = issue_seal(authority, "Kim", NOW), issue_seal(authority, "Park", NOW)
    with pytest.raises(KeyUnfit, match="another key"):
        SealKey.load(one.key_pem, other.cert_pem)
    with pytest.raises(KeyUnfit, match="readable"):
        SealKey.load(b"nonsense", other.cert_pem)


def test_the_seal_certificate_may_sign_documents_and_nothing_else(authority: Identity) -> None:
    certificate = x509.load_pem_x509_certificate(issue_seal(authority, "도장 주식회사", NOW).cert_pem)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    public_key = certificate.public_key()
    assert isinstance(public_key, ec.EllipticCurvePublicKey)
    assert public_key.curve.name == "secp256r1"


def test_the_authority_may_issue_seals_but_no_further_authorities(authority: Identity) -> None:
    certificate = x509.load_pem_x509_certificate(authority.cert_pem)
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (constraints.ca, constraints.path_length) == (True, 0)
    certificate.verify_directly_issued_by(certificate)
    seal_certificate = x509.load_pem_x509_certificate(issue_seal(authority, "Kim", NOW).cert_pem)
    seal_certificate.verify_directly_issued_by(certificate)


def test_a_seal_never_outlives_its_authority(authority: Identity) -> None:
    late = issue_seal(authority, "Kim", NOW + timedelta(days=365 * 39))
    until = x509.load_pem_x509_certificate(late.cert_pem).not_valid_after_utc
    assert until == x509.load_pem_x509_certificate(authority.cert_pem).not_valid_after_utc
    with pytest.raises(ValueError, match="expired"):
        issue_seal(authority, "Kim", NOW + timedelta(days=365 * 41))


@pytest.mark.parametrize("name", ["", "x" * 65, "two\nlines"])
def test_an_unfit_organisation_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="organisation"):
        make_ca(name, datetime(2026, 1, 1, tzinfo=UTC))
