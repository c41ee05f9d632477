"""Sealed files that the store no longer has as they were sealed: never given out, noted in the history, and told."""

import structlog
from django.conf import settings
from django.db import transaction

from dojang.companies.models import Company
from dojang.contracts import locking
from dojang.contracts.models import Event
from dojang.contracts.record import SYSTEM, record
from dojang.documents import damage
from dojang.documents.errors import FileDamaged
from dojang.documents.models import Sealed
from dojang.flow import queue
from dojang.lib import blobs
from dojang.lib.errors import BlobDamaged
from dojang.notifications.alerts import damage as damage_alerts
from dojang.notifications.alerts.message import company_reader

log = structlog.get_logger(__name__)
_DAMAGED = {
    Sealed.Kind.DOCUMENT: Event.Kind.DOCUMENT_DAMAGED,
    Sealed.Kind.CERTIFICATE: Event.Kind.CERTIFICATE_DAMAGED,
}
_RESTORED = {
    Sealed.Kind.DOCUMENT: Event.Kind.DOCUMENT_RESTORED,
    Sealed.Kind.CERTIFICATE: Event.Kind.CERTIFICATE_RESTORED,
}


def read(sealed: Sealed) -> bytes:
    """The file, byte for byte as it was sealed. Raises FileDamaged, and its history tells of that once."""
    try:
        _compare_names(sealed)
        data = blobs.get(sealed.blob)
    except BlobDamaged as fault:
        raise _noted(sealed, fault) from fault
    _note_whole(sealed)
    return data


def check(sealed: Sealed) -> None:
    """Raises what `read` raises, without keeping the file in memory; see `blobs.check`."""
    try:
        _compare_names(sealed)
        blobs.check(sealed.blob)
    except BlobDamaged as fault:
        raise _noted(sealed, fault) from fault
    _note_whole(sealed)


def tell(company_id: int) -> None:
    """Send one mail to the company, and one to the operator, about all its damaged files that were not told of yet."""
    company = Company.objects.get(pk=company_id)
    person = company_reader(company)
    with transaction.atomic():
        damaged = damage.take_untold(company)
        if damaged is None:
            return
        if person is None:
            log.warning("nobody can be told of damaged files", company=company.comp_id)
        else:
            queue.send(damage_alerts.for_company(damaged, person).pk)
        if settings.OPERATOR_EMAIL:
            queue.send(damage_alerts.for_operator(damaged, settings.OPERATOR_EMAIL).pk)


def _compare_names(sealed: Sealed) -> None:
    """The store answers for the hash in the key; the row has to tell the same one."""
    if blobs.named_hash(sealed.blob) != sealed.sha256:
        raise BlobDamaged(sealed.blob, blobs.named_hash(sealed.blob))


def _noted(sealed: Sealed, fault: BlobDamaged) -> FileDamaged:
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


def _note_whole(sealed: Sealed) -> None:
    if sealed.damaged_at is None:
        return
    with transaction.atomic():
        contract = locking.in_any_state(sealed.contract_id)
        if damage.ends(sealed):
            log.info("a sealed file is whole again", contract=sealed.contract_id, kind=sealed.kind, blob=sealed.blob)
            record(contract, _RESTORED[Sealed.Kind(sealed.kind)], SYSTEM, {"sha256": sealed.sha256})
