"""Upkeep: emails about exports, seals and files that need a person, and the removal of rows and files that have expired."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import chain
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from dojang.bulk import erasure as bulks
from dojang.companies import rate_limits
from dojang.companies.models import Company
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import unsealed
from dojang.contracts.contents import PICTURE_BLOBS
from dojang.contracts.models import Contract, Draft, FieldValue, Link, Preview, PublicLink, Session
from dojang.documents import damage
from dojang.exports import stalled
from dojang.exports.models import ExportEndpoint
from dojang.flow import queue, uploads
from dojang.flow.entry import SESSION_LIFETIME
from dojang.lib import blobs, clock
from dojang.lib.errors import TooManyRequests
from dojang.library.models import TemplateVersion
from dojang.notifications.alerts import damage as damage_alerts
from dojang.notifications.alerts import exports, sealing, templates
from dojang.notifications.alerts.message import company_reader

BATCH = 1000
# Longer than any request takes from keeping a picture to the commit of the row that names it, and than a preview is shown.
PICTURES_SPARED_FOR = timedelta(days=1)
BULK_ROWS_KEPT_FOR = timedelta(days=90)  # after the bulk has finished
# However many contracts cannot be sealed, and whatever the reasons.
OF_UNSEALED = RateLimit("unsealed-told", 1, timedelta(hours=1))
log = structlog.get_logger(__name__)


def remove_previews() -> None:
    """Remove previews that are shown no more."""
    _remove(Preview.objects.filter(expires_at__lte=clock.now()))


def remove_sessions() -> None:
    """Remove sessions that are too old to be let in, with their one-time codes."""
    _remove(Session.objects.filter(created_at__lte=clock.now() - SESSION_LIFETIME))


def remove_pictures() -> None:
    """Remove pictures of starts and acts that were refused, or that others have taken the place of."""
    long_ago = clock.now() - PICTURES_SPARED_FOR
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        for keys in blobs.kept_before(f"companies/{company_id}/pictures", long_ago):
            blobs.delete_older(without_a_row(keys), long_ago)


def empty_public_links() -> None:
    """Remove the people that expired public links name; closed and full links name none already."""
    PublicLink.objects.filter(expires_at__lte=clock.now()).exclude(order=b"").update(order=b"")


def remove_bulk_rows() -> None:
    """Remove the rows of bulk starts that finished long ago; their counts are still reported."""
    for bulk in bulks.finished_before(clock.now() - BULK_ROWS_KEPT_FOR):
        bulks.empty(bulk)


STEPS = (remove_previews, remove_sessions, remove_pictures, empty_public_links, remove_bulk_rows, uploads.forget)


def _remove(rows: QuerySet[Any]) -> None:
    """Remove the rows, oldest first, in statements that are short, so that no other statement waits for long."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.filter(pk__in=batch).delete()
        last = batch[-1]


def without_a_row(keys: Sequence[str]) -> list[str]:
    """Those of these pictures that no row names: neither a box nor a draft of their contract, nor a link of an export."""
    folders = {key: key.rpartition("/")[0] for key in keys}
    contracts = Contract.objects.filter(pictures__in=set(folders.values())).values("pk")
    # Drafts first: an approval makes a draft's picture a value's, so who reads in this order finds it in one of them.
    drafts = Draft.objects.filter(signer__contract__in=contracts, data__kind="picture")
    values = FieldValue.objects.filter(contract__in=contracts, data__kind="picture")
    links = Link.objects.filter(contract__in=contracts, purpose=Link.Purpose.PICTURE)
    kept = [rows.values_list("data", flat=True) for rows in (drafts, values)] + [
        links.values_list("picture", flat=True)
    ]
    named = {data[part] for data in chain(*kept) for part in PICTURE_BLOBS if data and part in data}
    named |= _named_by_any_contract([key for key in keys if folders[key].endswith("/pictures")])
    return [key for key in keys if key not in named]


def _named_by_any_contract(shared: Sequence[str]) -> set[str]:
    """Those that some row needs of the pictures which lie beside the contracts' folders: the first contracts had no folders."""
    if not shared:
        return set()
    named: set[str] = set()
    for part in PICTURE_BLOBS:
        values = FieldValue.objects.filter(**{f"data__{part}__in": shared})
        links = Link.objects.filter(**{f"picture__{part}__in": shared})
        named |= {*values.values_list(f"data__{part}", flat=True), *links.values_list(f"picture__{part}", flat=True)}
    return named


def alert_stalled(endpoint: ExportEndpoint) -> None:
    """Have one mail sent about all new stalled exports of the endpoint; at most one an hour."""
    company = endpoint.company
    with transaction.atomic():
        if not stalled.take_hour(endpoint):
            return
        reader = company_reader(company)
        if reader is None:
            log.warning("no one to notify of stalled exports", company=company.comp_id)
            return
        rest = stalled.take_unnotified(endpoint)
        if rest is None:
            # They were resent meanwhile; the hour is left for the next that stall.
            transaction.set_rollback(True)
            return
        queue.send(exports.for_company(rest, reader).pk)


def alert_faulty_template(version: TemplateVersion) -> None:
    """Have a mail sent to the company and one to the operator about a template of which no contract can be completed."""
    company = version.template.company
    reader = company_reader(company)
    if reader is None:
        log.warning("no one to notify of a template that cannot be used", company=company.comp_id)
    else:
        queue.send(templates.for_company(version, reader).pk)
    if settings.OPERATOR_EMAIL:
        queue.send(templates.for_operator(version, settings.OPERATOR_EMAIL).pk)


def alert_unsealed(company_id: int) -> None:
    """Have one mail sent to the company about all its contracts that cannot be sealed; at most one an hour."""
    company = Company.objects.get(pk=company_id)
    with transaction.atomic():
        if not _take_hour(company_id):
            return
        reader = company_reader(company)
        if reader is None:
            log.warning("no one to notify of contracts that cannot be sealed", company=company.comp_id)
            return
        found = unsealed.take_unnotified(company)
        if found is None:
            # They were sealed or canceled meanwhile; the hour is left for the next that cannot be sealed.
            transaction.set_rollback(True)
            return
        queue.send(sealing.for_company(found, reader).pk)


def alert_operator_of_unsealed() -> None:
    """Have one mail sent to the operator about all contracts of all companies that cannot be sealed; at most one an hour."""
    if not settings.OPERATOR_EMAIL:
        return
    with transaction.atomic():
        found = unsealed.take_unnotified(None)
        if found is None or not _take_hour("operator"):
            transaction.set_rollback(True)
            return
        queue.send(sealing.for_operator(found, settings.OPERATOR_EMAIL).pk)


def _take_hour(reader: object) -> bool:
    try:
        rate_limits.take(OF_UNSEALED, reader)
    except TooManyRequests:
        return False
    return True


def alert_damaged_files(company_id: int) -> None:
    """Send one mail to the company, and one to the operator, about all newly damaged files."""
    company = Company.objects.get(pk=company_id)
    person = company_reader(company)
    with transaction.atomic():
        damaged = damage.take_unreported(company)
        if damaged is None:
            return
        if person is None:
            log.warning("no one to notify of damaged files", company=company.comp_id)
        else:
            queue.send(damage_alerts.for_company(damaged, person).pk)
        if settings.OPERATOR_EMAIL:
            queue.send(damage_alerts.for_operator(damaged, settings.OPERATOR_EMAIL).pk)
