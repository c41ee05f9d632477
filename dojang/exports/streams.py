"""Streams of exports: found for a company, lent to an operator, and dispatchers notified that one has work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Case, Count, Exists, F, OuterRef, PositiveBigIntegerField, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Now

from dojang.companies.models import Company
from dojang.exports.dispatch.presence import CHANNEL
from dojang.exports.errors import NoExports, ReasonRefused, UnknownEndpoint
from dojang.exports.models import Delivery, ExportEndpoint, ExportStream, Intervention
from dojang.lib.outgoing.client import origin
from dojang.lib.texts import can_be_kept

BATCH = 1000
MAX_REASON = 250


@dataclass(frozen=True, kw_only=True)
class Operator:
    """Who acts on whose exports, and why if they say so."""

    company: Company
    name: str
    reason: str = ""

    def __post_init__(self) -> None:
        """Raises `ReasonRefused` for one that cannot be written down."""
        if len(self.reason) > MAX_REASON or not can_be_kept(self.reason):
            raise ReasonRefused(MAX_REASON)


@dataclass(frozen=True)
class Done:
    """How many deliveries were put in line, or taken out of it, and of how many contracts."""

    deliveries: int = 0
    contracts: int = 0


def streams_of(company: Company, url: str = "") -> QuerySet[ExportStream]:
    """The company's lines, or those to the endpoint that a URL belongs to. Raises `UnknownEndpoint`."""
    lines = ExportStream.objects.filter(contract__company=company)
    return lines.filter(endpoint__in=endpoints_of([company], url)) if url else lines


def streams_of_contract(company: Company, contract: int) -> QuerySet[ExportStream]:
    """The one line of a contract. Raises `NoExports`, also for a contract of another company."""
    lines = streams_of(company).filter(pk=contract)
    if not lines.exists():
        raise NoExports(contract)
    return lines


def endpoints_of(companies: Sequence[Company], url: str) -> list[ExportEndpoint]:
    """The companies' endpoints that a URL belongs to. Raises `UnknownEndpoint` where there is none."""
    try:
        asked = origin(url)
    except ValueError:
        raise UnknownEndpoint(url) from None
    known = ExportEndpoint.objects.filter(company__in=companies, origin=asked) if can_be_kept(url) else ()
    if not known:
        raise UnknownEndpoint(url)
    return list(known)


def record_intervention(
    operator: Operator,
    kind: Intervention.Kind,
    *,
    contract: int | None = None,
    target: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> Intervention:
    """The row that records what is about to be done. Its contract is locked from here on, and not only from the commit."""
    with transaction.atomic():
        note = Intervention.objects.create(
            company=operator.company, kind=kind, actor=operator.name, reason=operator.reason, contract_id=contract,
            target=target, since=since, until=until,
        )  # fmt: skip
        connection.check_constraints()
    return note


def lend(operator: Operator, kind: Intervention.Kind, contract: int) -> tuple[ExportStream, Intervention]:
    """A contract's line, locked until the transaction ends, and the note of what is done to it. Raises `NoExports`."""
    lines = streams_of_contract(operator.company, contract)
    note = record_intervention(operator, kind, contract=contract)
    return lines.select_for_update(of=("self",)).get(), note


def in_batches(lines: QuerySet[ExportStream], note: Intervention, act: Callable[[Sequence[int]], int]) -> Done:
    """Have `act` done to all these lines, each batch in a transaction of its own; it returns how many deliveries it was."""
    deliveries = contracts = last = 0
    while True:
        with transaction.atomic():
            rest = lines.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))
            batch = list(rest.values_list("pk", flat=True)[:BATCH])
            if not batch:
                return Done(deliveries, contracts)
            acted = act(batch)
            Intervention.objects.filter(pk=note.pk).update(deliveries=F("deliveries") + acted)
        deliveries, contracts, last = deliveries + acted, contracts + len(batch), batch[-1]


def continue_streams(contracts: Sequence[int]) -> None:
    """Count again what is in these lines, which the caller has locked, and make it due now, with as many tries as at first.

    The claim moves on, so that a dispatcher that saw the line before this does not send what was the first then. Where one is
    under way, it is its own that has to come to its end first.
    """
    pending = Delivery.objects.filter(contract=OuterRef("pk"), state=Delivery.State.PENDING)
    counted = pending.order_by().values("contract").annotate(number=Count("pk")).values("number")
    ExportStream.objects.filter(pk__in=contracts).update(
        pending=Coalesce(Subquery(counted), 0),
        next_at=Case(When(Exists(pending), then=Now())),
        claim=Case(When(owner=None, then=F("claim") + 1), default=F("claim"), output_field=PositiveBigIntegerField()),
        waiting=False,
        state=ExportStream.State.RUNNING,
        reason="",
        ended_at=None,
        told_at=None,
        fails=0,
        failing_since=None,
    )
    wake()


def wake(what: str = "") -> None:
    """Have the dispatchers look for what is due as soon as the caller's transaction has committed.

    With `presence.RESUMED` they look for what was set aside as well.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, what])
