"""Taking away what has had its time: rows that open nothing any more, and pictures that no row names."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from dojang.bulk import erasure as bulks
from dojang.companies.models import Company
from dojang.contracts.contents import PICTURE_BLOBS
from dojang.contracts.models import Contract, Draft, FieldValue, Link, Preview, PublicLink, Session
from dojang.flow import uploads
from dojang.flow.opening import SESSION_LIFETIME
from dojang.lib import blobs, clock

BATCH = 1000
# Longer than any request takes from keeping a picture to the commit of the row that names it, and than a preview is shown.
PICTURES_SPARED_FOR = timedelta(days=1)
BULK_ROWS_KEPT_FOR = timedelta(days=90)  # after the bulk has finished


def previews() -> None:
    """Remove previews that are shown no more."""
    _remove(Preview.objects.filter(expires_at__lte=clock.now()))


def sessions() -> None:
    """Remove sessions that are too old to be let in, with their one-time codes."""
    _remove(Session.objects.filter(created_at__lte=clock.now() - SESSION_LIFETIME))


def pictures() -> None:
    """Remove pictures of starts and acts that were refused, or that others have taken the place of."""
    long_ago = clock.now() - PICTURES_SPARED_FOR
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        for keys in blobs.kept_before(f"companies/{company_id}/pictures", long_ago):
            blobs.delete_older(without_a_row(keys), long_ago)


def public_links() -> None:
    """Remove whom public links name whose time is over; those that are closed or full name nobody any more."""
    PublicLink.objects.filter(expires_at__lte=clock.now()).exclude(order=b"").update(order=b"")


def bulk_rows() -> None:
    """Remove the rows of bulk starts that finished long ago; how many came to what is still told."""
    for bulk in bulks.finished_before(clock.now() - BULK_ROWS_KEPT_FOR):
        bulks.empty(bulk)


STEPS = (previews, sessions, pictures, public_links, bulk_rows, uploads.forget)


def _remove(rows: QuerySet[Any]) -> None:
    """Remove the rows, oldest first, in statements that are short, so that nobody waits for long."""
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
