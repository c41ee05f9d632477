"""Telling a company that exports of its contracts do not arrive, so that a person can decide what becomes of them."""

import structlog
from django.db import transaction

from dojang.exports import resting
from dojang.flow import queue
from dojang.notifications import alerts

log = structlog.get_logger(__name__)


def tell_of_rest(endpoint: str) -> None:
    """Have one mail sent about all exports that have come to rest at the endpoint and were not told of; at most one an hour."""
    company = resting.owner(endpoint)
    with transaction.atomic():
        if not resting.take_hour(company, endpoint):
            return
        reader = alerts.reader(company)
        if reader is None:
            log.warning("nobody can be told of exports that do not arrive", company=company.comp_id)
            return
        rest = resting.take_untold(company, endpoint)
        if rest is None:
            # Somebody has sent them on meanwhile; the hour is left for the next that come to rest.
            transaction.set_rollback(True)
            return
        queue.send(alerts.exports_rest(rest, reader).pk)
