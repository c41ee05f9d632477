"""Sealed files: where they are, who looked and who downloaded, and whether the store still has them whole. Pictures of boxes, too."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import QuerySet

from dojang.contracts import links, locking
from dojang.contracts.announcement import DocumentUrls
from dojang.contracts.contents import StoredPicture, as_svg, from_data
from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Contract, Event, Link
from dojang.contracts.record import SYSTEM, Actor, record
from dojang.documents import damage
from dojang.documents.errors import FileDamaged
from dojang.documents.models import Sealed
from dojang.documents.page_images import with_page_images
from dojang.flow import outbox
from dojang.lib import addresses, blobs
from dojang.lib.errors import BlobDamaged
from dojang.lib.visitor import Visitor

_SEEN = {Sealed.Kind.DOCUMENT: Event.Kind.DOCUMENT_VIEWED, Sealed.Kind.CERTIFICATE: Event.Kind.CERTIFICATE_VIEWED}
_FETCHED = {
    Sealed.Kind.DOCUMENT: Event.Kind.DOCUMENT_DOWNLOADED,
    Sealed.Kind.CERTIFICATE: Event.Kind.CERTIFICATE_DOWNLOADED,
}
# The links that people were given die when a contract is disposed of; those that its company asks for afterwards are new ones.
_SEALED = (Contract.Status.COMPLETE, Contract.Status.DISPOSED)
_PURPOSES = {Link.Purpose.DOCUMENT: Sealed.Kind.DOCUMENT, Link.Purpose.CERTIFICATE: Sealed.Kind.CERTIFICATE}
log = structlog.get_logger(__name__)
_DAMAGED = {
    Sealed.Kind.DOCUMENT: Event.Kind.DOCUMENT_DAMAGED,
    Sealed.Kind.CERTIFICATE: Event.Kind.CERTIFICATE_DAMAGED,
}
_RESTORED = {
    Sealed.Kind.DOCUMENT: Event.Kind.DOCUMENT_RESTORED,
    Sealed.Kind.CERTIFICATE: Event.Kind.CERTIFICATE_RESTORED,
}


@dataclass(frozen=True)
class PictureFile:
    """A picture as a browser shows it."""

    data: bytes
    media_type: str


def urls(contract: Contract, until: datetime | None = None) -> DocumentUrls | None:
    """Where the sealed document and its certificate are, the same at each call; None for a contract that was never complete.

    The URLs end at `until`, or when the links of the completion messages die. Only those links are ever written here: again, once
    they are dead.
    """
    if contract.status not in _SEALED:
        return None
    secrets = _secrets(contract, until)
    if len(secrets) < len(_PURPOSES) * 2:
        outbox.document_urls(contract)
        secrets = _secrets(contract, until)
    return DocumentUrls(
        document_view=addresses.view(secrets[Link.Purpose.DOCUMENT, False]),
        document_download=addresses.download(secrets[Link.Purpose.DOCUMENT, True]),
        certificate_view=addresses.view(secrets[Link.Purpose.CERTIFICATE, False]),
        certificate_download=addresses.download(secrets[Link.Purpose.CERTIFICATE, True]),
    )


def _sealed() -> QuerySet[Sealed]:
    """Sealed files with their contract and its version, but without the layout."""
    known = Sealed.objects.select_related("contract__template_version")
    return known.defer("contract__template_version__layout")


def _secrets(contract: Contract, until: datetime | None) -> dict[tuple[str, bool], str]:
    return {
        (link.purpose, link.attachment): links.link_secret(link, until) for link in links.alive(contract, *_PURPOSES)
    }


def open_document(secret: str) -> Sealed:
    """The sealed file behind a viewer's or download link. Raises `LinkUnknown`, `LinkDead`."""
    link = links.find(secret)
    kind = _PURPOSES.get(Link.Purpose(link.purpose)) if link else None
    if link is None or kind is None:
        raise LinkUnknown
    if link.revoked_at is not None:
        raise LinkDead(link.revoke_reason)
    return _sealed().select_related("contract__company").get(contract=link.contract_id, kind=kind)


def open_picture(secret: str) -> PictureFile:
    """What stood in a box when the picture link was made; what is no picture as SVG. Raises `LinkUnknown`, `LinkDead`."""
    link = links.find(secret)
    if link is None or link.picture is None:
        raise LinkUnknown
    if link.revoked_at is not None:
        raise LinkDead(link.revoke_reason)
    content = from_data(link.picture)
    if isinstance(content, StoredPicture):
        return PictureFile(blobs.get(content.blob), content.media_type)
    return PictureFile(as_svg(content), "image/svg+xml")


def open_pages(secret: str) -> Sealed:
    """The same, with pictures of its pages. Raises `FileDamaged` as well."""
    return with_pictures(open_document(secret))


def pages_of(contract: Contract, kind: Sealed.Kind) -> Sealed:
    """A complete contract's sealed file, with pictures of its pages, for who needs no link to it. Raises `FileDamaged`."""
    return with_pictures(_sealed().get(contract=contract, kind=kind))


def with_pictures(sealed: Sealed) -> Sealed:
    """The file with pictures of its pages, which are shown of a whole file alone. Raises `FileDamaged`."""
    check(sealed)
    return with_page_images(sealed)


def check_both(contract: Contract) -> None:
    """Raises `FileDamaged` unless the store has both sealed files of the contract, if there are any."""
    for sealed in Sealed.objects.filter(contract=contract):
        check(sealed)


def record_view(sealed: Sealed, actor: Actor) -> None:
    """Record that the file was viewed."""
    _note(sealed, _SEEN[Sealed.Kind(sealed.kind)], actor)


def record_download(sealed: Sealed, actor: Actor) -> None:
    """Record that the file was downloaded."""
    _note(sealed, _FETCHED[Sealed.Kind(sealed.kind)], actor)


def recipient(visitor: Visitor) -> Actor:
    """The unknown holder of a document link."""
    return Actor(kind="recipient", visitor=visitor)


def _note(sealed: Sealed, kind: Event.Kind, actor: Actor) -> None:
    with transaction.atomic():
        record(locking.in_any_state(sealed.contract_id), kind, actor)


def read(sealed: Sealed) -> bytes:
    """The file, byte for byte as it was sealed. Raises `FileDamaged`, which the history records once."""
    try:
        _compare_names(sealed)
        data = blobs.get(sealed.blob)
    except BlobDamaged as fault:
        raise _record_damage(sealed, fault) from fault
    _record_repair(sealed)
    return data


def check(sealed: Sealed) -> None:
    """Raises what `read` raises, without keeping the file in memory; see `blobs.check`."""
    try:
        _compare_names(sealed)
        blobs.check(sealed.blob)
    except BlobDamaged as fault:
        raise _record_damage(sealed, fault) from fault
    _record_repair(sealed)


def _compare_names(sealed: Sealed) -> None:
    """The store answers for the hash in the key; the row has to tell the same one."""
    if blobs.named_hash(sealed.blob) != sealed.sha256:
        raise BlobDamaged(sealed.blob, blobs.named_hash(sealed.blob))


def _record_damage(sealed: Sealed, fault: BlobDamaged) -> FileDamaged:
    with transaction.atomic():
        contract = locking.in_any_state(sealed.contract_id)
        if damage.begins(sealed):
            log.error(
                "a sealed file is not what was sealed; it is not given out", contract=sealed.contract_id, kind=sealed.kind,
                blob=fault.key, expected=sealed.sha256, found=fault.found or "nothing",
            )  # fmt: skip
            facts = {"expected": sealed.sha256, "found": fault.found}
            record(contract, _DAMAGED[Sealed.Kind(sealed.kind)], SYSTEM, facts)
    return FileDamaged(sealed.contract_id, sealed.kind, is_missing=fault.is_missing)


def _record_repair(sealed: Sealed) -> None:
    if sealed.damaged_at is None:
        return
    with transaction.atomic():
        contract = locking.in_any_state(sealed.contract_id)
        if damage.ends(sealed):
            log.info("a sealed file is whole again", contract=sealed.contract_id, kind=sealed.kind, blob=sealed.blob)
            record(contract, _RESTORED[Sealed.Kind(sealed.kind)], SYSTEM, {"sha256": sealed.sha256})
