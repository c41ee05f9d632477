"""The end of a contract: the filled and sealed document, its certificate, and what the history says of both."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from dojang.contracts import values
from dojang.contracts.models import Contract
from dojang.documents import certificate, keys
from dojang.documents.entries import entries
from dojang.documents.models import Sealed
from dojang.lib import blobs, clock
from dojang.lib.vendor import FONTS
from dojang.pdf.fill import draw
from dojang.pdf.fonts import stack_from
from dojang.pdf.revision import Revision
from dojang.pdf.seal import seal_revision


@dataclass(frozen=True)
class File:
    """One sealed file, its bytes kept already."""

    blob: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Finished:
    """Both files, and the facts of them that enter the history."""

    document: File
    certificate: File

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {
            "document_sha256": self.document.sha256,
            "document_size": self.document.size,
            "certificate_sha256": self.certificate.sha256,
            "certificate_size": self.certificate.size,
        }


def finish(contract: Contract) -> Finished:
    """Fill and seal the contract's document, then make and seal its certificate. Slow; changes no row."""
    template = blobs.get(contract.template_version.pdf)
    revision = Revision.of_template(template)
    draw(revision, entries(contract.read_layout(), values.kept(contract)), stack_from(FONTS))
    seal = keys.seal()
    document = _sealed(contract, revision, seal, "Contract completed")
    history = Revision.of(certificate.make(contract, document.sha256, document.size, seal.facts))
    return Finished(document=document, certificate=_sealed(contract, history, seal, "History certificate"))


def store(contract: Contract, finished: Finished) -> None:
    """Write down the files of a contract that is being completed."""
    files = ((Sealed.Kind.DOCUMENT, finished.document), (Sealed.Kind.CERTIFICATE, finished.certificate))
    Sealed.objects.bulk_create(
        Sealed(contract=contract, kind=kind, blob=file.blob, sha256=file.sha256, size=file.size) for kind, file in files
    )


def folder(contract: Contract) -> str:
    """Where the contract's files are kept."""
    return f"companies/{contract.company_id}/contracts/{contract.pk}"


def _sealed(contract: Contract, revision: Revision, seal: keys.Seal, reason: str) -> File:
    data = seal_revision(revision, seal.key, reason=reason, location=None, at=clock.now())
    key = blobs.put(folder(contract), data, ".pdf")
    return File(key, hashlib.sha256(data).hexdigest(), len(data))
