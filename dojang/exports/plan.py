"""Which events are exported: in the transaction of an event, its export is written down with the bytes that every try repeats."""

import json
from collections.abc import Sequence, Set
from dataclasses import asdict

from django.db.models.functions import Now

from dojang.contracts.announcement import Announcement
from dojang.contracts.models import Contract, Event
from dojang.exports.models import Delivery, ExportEndpoint, ExportStream, ExportTarget
from dojang.exports.order import ExportOrder, Protocol
from dojang.exports.payloads import coded, v3
from dojang.exports.payloads.facts import facts_of
from dojang.exports.streams import wake
from dojang.lib.outgoing.client import origin

_ENDS = {Event.Kind.SEALED, Event.Kind.CANCELED, Event.Kind.EXPIRED}
_ACTS = {Event.Kind.APPROVED, Event.Kind.REJECTED}
_EXPORTS = {Protocol.CODED: coded.export, Protocol.V3: v3.export}


def aim(aimed: Sequence[tuple[Contract, ExportOrder]]) -> None:
    """Remember where the contracts' exports go. Called in the transaction of the start; the door has checked the URLs."""
    ExportTarget.objects.bulk_create(_target(contract, order) for contract, order in aimed)
    endpoints = _endpoints({(contract.company_id, origin(order.url)) for contract, order in aimed})
    ExportStream.objects.bulk_create(
        ExportStream(contract=contract, endpoint=endpoints[contract.company_id, origin(order.url)])
        for contract, order in aimed
    )


def _endpoints(asked: Set[tuple[int, str]]) -> dict[tuple[int, str], ExportEndpoint]:
    """The endpoints by company and origin. Those that are new are inserted in one order by all, so that no two wait in a circle."""
    there = _known(asked)
    if new := sorted(asked - there.keys()):
        made = (ExportEndpoint(company_id=company, origin=origin) for company, origin in new)
        ExportEndpoint.objects.bulk_create(made, ignore_conflicts=True)
        there = _known(asked)
    return there


def _known(asked: Set[tuple[int, str]]) -> dict[tuple[int, str], ExportEndpoint]:
    companies, origins = {company for company, _ in asked}, {origin for _, origin in asked}
    found = ExportEndpoint.objects.filter(company__in=companies, origin__in=origins)
    return {(one.company_id, one.origin): one for one in found}


def _target(contract: Contract, order: ExportOrder) -> ExportTarget:
    return ExportTarget(
        contract=contract,
        url=order.url,
        scope=ExportTarget.Scope(order.scope),
        protocol=order.protocol,
        request_code=order.request_code,
        client_id=order.client_id,
        authorization=order.authorization,
        download_links=order.download_links,
        params=[asdict(param) for param in order.params],
        new_names=dict(order.new_names),
        embed=order.embed,
    )


def plan(announcement: Announcement) -> None:
    """Write the export that this event causes, if any; called in the transaction of the event.

    The contract's stream stays locked until that transaction ends, so the order of the numbers is the order of the commits.
    """
    if announcement.event.kind not in _ENDS | _ACTS:
        return
    target = ExportTarget.objects.filter(contract=announcement.contract).first()
    if target is None or not _is_due(announcement, ExportTarget.Scope(target.scope)):
        return
    stream = ExportStream.objects.select_for_update().get(contract=announcement.contract)
    stream.seq += 1
    Delivery.objects.create(
        contract=announcement.contract,
        event=announcement.event,
        seq=stream.seq,
        url=target.url,
        body=freeze(target, announcement),
    )
    _put_in_line(stream)


def _is_due(announcement: Announcement, scope: ExportTarget.Scope) -> bool:
    if announcement.event.kind in _ENDS:
        return True
    if announcement.acted is None:
        return False
    return scope == ExportTarget.Scope.ALL or announcement.acted.step == 1 or announcement.contract.ended_at is not None


def _put_in_line(stream: ExportStream) -> None:
    stream.pending += 1
    if stream.state == ExportStream.State.RUNNING and stream.next_at is None:
        stream.next_at = Now()  # by the database's clock, which is the dispatcher's too
    stream.save(update_fields=["seq", "pending", "next_at"])
    wake()


def freeze(target: ExportTarget, announcement: Announcement) -> bytes:
    """The JSON in the words of the target's protocol, as UTF-8."""
    export = _EXPORTS[Protocol(target.protocol)](target, announcement, facts_of(announcement))
    return json.dumps(export, ensure_ascii=False, separators=(",", ":")).encode()
