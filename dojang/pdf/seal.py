"""Sealing: one PAdES B-B signature (ETSI EN 319 142-1) over the whole file, appended so that no input byte moves."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from dojang.pdf.cms import CmsSigner
from dojang.pdf.errors import PdfError
from dojang.pdf.revision import Revision, dictionary, text_string
from dojang.pdf.template import TemplateUnusable

FIELD = "Seal"
# Signed attributes, signer info and an RSA-4096 signature stay well below this beside the certificates themselves.
CMS_ROOM = 2048
_PRINTED_AND_LOCKED = 132
_OFFSET = b"0000000000"
# Certification (ISO 32000-1, 12.8.2.2) that allows no change at all.
_NO_CHANGES = b"[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P 1>>>>]"
_PADES = b"<</ESIC<</Type/DeveloperExtensions/BaseVersion/1.7/ExtensionLevel 1>>>>"


class SealFailed(PdfError):
    """The document could not be sealed; the text says why, and nothing was written."""


class KeyUnfit(SealFailed):
    """The seal's key and certificate do not fit together or cannot be read."""


@dataclass(frozen=True)
class SealKey:
    """A sealing key ready for use; load it once per process and share it between threads."""

    signer: CmsSigner
    room: int  # bytes that its longest signature may take

    @classmethod
    def load(cls, key_pem: bytes, cert_pem: bytes, chain_pems: Sequence[bytes] = ()) -> SealKey:
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
        signer = CmsSigner.of(key, [certificate, *chain])
        return cls(signer, len(signer.certificates) + CMS_ROOM)


def seal(pdf: bytes, key: SealKey, *, reason: str, location: str | None, at: datetime) -> bytes:
    """Seal `pdf` and return it with one appended revision; the input is an exact prefix of the answer.

    `at` (with its zone) becomes the claimed signing time. The seal is a certification signature that allows no change
    at all (DocMDP P=1). Raises SealFailed when the input is no PDF, is damaged or encrypted, or has a form or a
    certification already.
    """
    try:
        revision = Revision.of(pdf)
    except TemplateUnusable as error:
        raise SealFailed(f"the document cannot be sealed: {error}") from error
    return seal_revision(revision, key, reason=reason, location=location, at=at)


def seal_revision(revision: Revision, key: SealKey, *, reason: str, location: str | None, at: datetime) -> bytes:
    """Seal a document together with what `revision` adds to it, and return the whole file; see `seal`."""
    if at.utcoffset() is None:
        raise SealFailed("the time of sealing must know its zone")
    if not {"/AcroForm", "/Perms"}.isdisjoint(revision.catalog):
        raise SealFailed("the document has a form or is certified already")
    room = b"<" + b"0" * (2 * key.room) + b">"
    head = _head(reason, location, at)
    signature, offset = revision.place(head + room + b">>")
    _add_field(revision, signature)
    return _signed(bytearray(revision.whole()), offset + len(head), len(room), key.signer)


def _head(reason: str, location: str | None, at: datetime) -> bytes:
    """The signature's dictionary up to its value, with room for the ranges that the signature covers."""
    entries = {
        "/Type": b"/Sig",
        "/Filter": b"/Adobe.PPKLite",
        "/SubFilter": b"/ETSI.CAdES.detached",
        "/M": text_string(_moment(at)),
        "/Reason": text_string(reason),
        **({"/Location": text_string(location)} if location else {}),
        "/Reference": _NO_CHANGES,
        "/ByteRange": b"[0 %s %s %s]" % (_OFFSET, _OFFSET, _OFFSET),
        "/Contents": b"",
    }
    return dictionary(entries).removesuffix(b">>")


def _moment(at: datetime) -> str:
    """A date as PDF writes it (ISO 32000-1, 7.9.4)."""
    zone = at.strftime("%z")[:5]
    return f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}'"


def _add_field(revision: Revision, signature: bytes) -> None:
    """An invisible field on the first page holds the signature, and the catalog names it as the certification."""
    page = revision.page(1)
    field = revision.add(
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T%s/F %d/Rect[0 0 0 0]/P %s/V %s>>"
        % (text_string(FIELD), _PRINTED_AND_LOCKED, revision.page_reference(1), signature)
    )
    page["/Annots"] = b"[" + b" ".join([*revision.annotations(1), field]) + b"]"
    catalog = revision.catalog
    catalog["/AcroForm"] = b"<</Fields[%s]/SigFlags 3>>" % field
    catalog["/Perms"] = b"<</DocMDP %s>>" % signature
    catalog.setdefault("/Extensions", _PADES)


def _signed(whole: bytearray, at: int, length: int, signer: CmsSigner) -> bytes:
    """Write the covered ranges and the signature into their room of `length` bytes at `at`."""
    after = at + length
    ranges = b"[0 %d %d %d]" % (at, after, len(whole) - after)
    blank = b"[0 %s %s %s]" % (_OFFSET, _OFFSET, _OFFSET)
    place = whole.rindex(blank, 0, at)
    whole[place : place + len(blank)] = ranges.ljust(len(blank))
    view = memoryview(whole)
    digest = hashlib.sha256(view[:at])
    digest.update(view[after:])
    digits = signer.sign(digest.digest()).hex().encode("ascii")
    if len(digits) > length - 2:
        raise SealFailed("the signature is longer than its room")
    view[at + 1 : at + 1 + len(digits)] = digits
    return bytes(view)
