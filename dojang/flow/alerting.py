"""Notifying companies of what does not go on by itself, exports and seals, so that a person can decide what becomes of them."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction

from dojang.companies import rate_limits
from dojang.companies.models import Company
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import unsealed
from dojang.exports import resting
from dojang.exports.models import ExportEndpoint
from dojang.flow import queue
from dojang.lib.errors import TooManyRequests
from dojang.library.models import TemplateVersion
from dojang.notifications.alerts import exports, sealing, templates
from dojang.notifications.alerts.message import company_reader

# However many contracts cannot be sealed, and whatever the reasons.
OF_UNSEALED = RateLimit("unsealed-told", 1, timedelta(hours=1))
log = structlog.get_logger(__name__)


def tell_of_rest(endpoint: ExportEndpoint) -> None:
    """Have one mail sent about all exports that have come to rest at the endpoint and were not told of; at most one an hour."""
    company = endpoint.company
    with transaction.atomic():
        if not resting.take_hour(endpoint):
            return
        reader = company_reader(company)
        if reader is None:
            log.warning("nobody can be told of exports that do not arrive", company=company.comp_id)
            return
        rest = resting.take_untold(endpoint)
        if rest is None:
            # Somebody has sent them on meanwhile; the hour is left for the next that come to rest.
            transaction.set_rollback(True)
            return
        queue.send(exports.for_company(rest, reader).pk)


def tell_of_faulty_template(version: TemplateVersion) -> None:
    """Have a mail sent to the company and one to the operator about a template of which no contract can be completed."""
    company = version.template.company
    reader = company_reader(company)
    if reader is None:
        log.warning("nobody can be notified of a template that cannot be used", company=company.comp_id)
    else:
        queue.send(templates.for_company(version, reader).pk)
    if settings.OPERATOR_EMAIL:
        queue.send(templates.for_operator(version, settings.OPERATOR_EMAIL).pk)


def tell_of_unsealed(company_id: int) -> None:
    """Have one mail sent to the company about all its contracts that cannot be sealed; at most one an hour."""
    company = Company.objects.get(pk=company_id)
    with transaction.atomic():
        if not _take_hour(company_id):
            return
        reader = company_reader(company)
        if reader is None:
            log.warning("nobody can be notified of contracts that cannot be sealed", company=company.comp_id)
            return
        found = unsealed.take_unnotified(company)
        if found is None:
            # They were sealed or canceled meanwhile; the hour is left for the next that cannot be sealed.
            transaction.set_rollback(True)
            return
        queue.send(sealing.for_company(found, reader).pk)


def tell_operator_of_unsealed() -> None:
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
