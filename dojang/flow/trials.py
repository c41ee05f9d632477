"""Templates that were taken in before there were trials are tried once; of those that fail nothing more is started."""

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.documents.trial import try_template
from dojang.flow import maintenance
from dojang.lib import blobs, clock
from dojang.lib.errors import BlobDamaged
from dojang.library.layout import trusted_layout
from dojang.library.models import TemplateVersion
from dojang.pdf.intake import IntakeRefused, Reason

log = structlog.get_logger(__name__)


def due(company: Company | None = None, *, again: bool = False) -> QuerySet[TemplateVersion]:
    """Versions that have not been tried: the newest of each template, and those that contracts in progress were made from.

    With `again` those too that have been tried.
    """
    newest = TemplateVersion.objects.filter(template=OuterRef("template")).order_by("-number").values("pk")[:1]
    going_on = Contract.objects.filter(template_version=OuterRef("pk"), status=Contract.Status.PLAYING)
    found = TemplateVersion.objects.filter(Q(pk=Subquery(newest)) | Exists(going_on)).select_related(
        "template__company"
    )
    if company is not None:
        found = found.filter(template__company=company)
    if not again:
        found = found.filter(tried_at=None)
    return found.order_by("template__company", "template__number", "number")


def try_version(version: TemplateVersion) -> None:
    """Make a contract of it on trial, and keep what came of that. A fault is logged, and the company and the operator are notified.

    One that only takes too much time or memory for a trial is not held to be faulty: contracts have more of both.
    """
    fault = None
    try:
        try_template(blobs.get(version.pdf), trusted_layout(version.layout))
    except IntakeRefused as exc:
        if exc.reason is Reason.TOO_COMPLEX:
            log.warning("a template could not be tried", template_version=version.pk, why=exc.detail)
        else:
            fault = {"reason": exc.reason.value, "detail": exc.detail, "facts": exc.facts}
    except BlobDamaged as exc:
        detail = f"its PDF is {'missing' if exc.is_missing else 'damaged'}"
        fault = {"reason": Reason.NOT_SEALED.value, "detail": detail, "facts": {}}
    is_new = fault is not None and version.fault is None
    version.fault, version.tried_at = fault, clock.now()
    with transaction.atomic():
        version.save(update_fields=["fault", "tried_at"])
        if is_new:
            maintenance.alert_faulty_template(version)
    if fault is not None:
        template = version.template
        log.error(
            "no contract made from this template can be completed",
            company=template.company.comp_id,
            template=template.number,
            version=version.number,
            reason=fault["reason"],
            detail=fault["detail"],
        )
