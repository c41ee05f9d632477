"""Completion of a contract: the filled and sealed document, its certificate, and their facts for the history."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from obstore.exceptions import BaseError

from dojang.contracts import values
from dojang.contracts.models import Contract, SealingFailure
from dojang.documents import files, keys
from dojang.documents.certificate import certificate
from dojang.documents.entries import entries
from dojang.documents.models import Sealed
from dojang.lib import blobs, clock
from dojang.lib.errors import BlobDamaged
from dojang.lib.vendor import FONTS
from dojang.pdf.fill import draw
from dojang.pdf.fonts import stack_from
from dojang.pdf.revision import Revision
from dojang.pdf.seal import seal_revision

Reason = SealingFailure.Reason


@dataclass(frozen=True)
class File:
    """One sealed file, already in the store."""

    blob: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Finished:
    """Both files."""

    document: File
    certificate: File

    @property
    def facts(self) -> Mapping[str, str | int]:
        """What the history says about the files."""
        return {
            "document_sha256": self.document.sha256,
            "document_size": self.document.size,
            "certificate_sha256": self.certificate.sha256,
            "certificate_size": self.certificate.size,
        }


class CannotFinish(Exception):
    """The files of a contract cannot be made now; `reason` is the kind of trouble, the cause has the details."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def finish(contract: Contract) -> Finished:
    """Fill and seal the contract's document, make and seal its certificate, and store both. Slow; changes no row.

    Raises `CannotFinish`.
    """
    with _trouble_is(Reason.KEY):
        seal = keys.seal()
    with _trouble_is(Reason.FONTS):
        fonts = stack_from(FONTS)
    with _trouble_is(Reason.DOCUMENT, missing=Reason.TEMPLATE_MISSING, changed=Reason.TEMPLATE_CHANGED):
        revision = Revision.of_template(blobs.get(contract.template_version.pdf))
    with _trouble_is(Reason.DOCUMENT, missing=Reason.PICTURE_MISSING, changed=Reason.PICTURE_CHANGED):
        draw(revision, entries(contract.read_layout(), values.kept(contract)), fonts)
        document = _sealed(revision, seal, "Contract completed")
    with _trouble_is(Reason.CERTIFICATE, missing=Reason.PICTURE_MISSING, changed=Reason.PICTURE_CHANGED):
        history = Revision.of(
            certificate.make(contract, hashlib.sha256(document).hexdigest(), len(document), seal.facts)
        )
        proof = _sealed(history, seal, "History certificate")
    with _trouble_is(Reason.STORAGE):
        # Last, when nothing else can fail: a file that no row names would stay there forever.
        return Finished(document=_stored(contract, document), certificate=_stored(contract, proof))


def store(contract: Contract, finished: Finished) -> None:
    """Store the rows of the files, in the transaction that completes the contract."""
    both = ((Sealed.Kind.DOCUMENT, finished.document), (Sealed.Kind.CERTIFICATE, finished.certificate))
    Sealed.objects.bulk_create(
        Sealed(contract=contract, kind=kind, blob=file.blob, sha256=file.sha256, size=file.size) for kind, file in both
    )


@contextmanager
def _trouble_is(kind: Reason, *, missing: Reason | None = None, changed: Reason | None = None) -> Iterator[None]:
    """Errors in the block become `CannotFinish` of this kind, unless the error itself says its kind."""
    try:
        yield
    except MemoryError as error:
        raise CannotFinish(Reason.MEMORY) from error
    except BlobDamaged as error:
        raise CannotFinish((missing if error.is_missing else changed) or kind) from error
    except (OSError, BaseError) as error:
        # Apart from keys and fonts, the block reads only the store.
        raise CannotFinish(kind if kind in (Reason.KEY, Reason.FONTS) else Reason.STORAGE) from error
    except (OperationalError, InterfaceError):
        raise  # the database is away, which says nothing about the contract
    except Exception as error:
        raise CannotFinish(kind) from error


def _sealed(revision: Revision, seal: keys.Seal, reason: str) -> bytes:
    return seal_revision(revision, seal.key, reason=reason, location=None, at=clock.now())


def _stored(contract: Contract, data: bytes) -> File:
    return File(blobs.put(files.folder(contract), data, ".pdf"), hashlib.sha256(data).hexdigest(), len(data))
