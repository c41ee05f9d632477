"""Many contracts' exports at once, as rows: making them one by one would take minutes."""

from django.utils import timezone

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event
from dojang.exports.models import Delivery, ExportEndpoint, ExportStream, ExportTarget
from dojang.lib.outgoing.client import origin


def parked(of: Company, url: str, contracts: int, each: int) -> list[Contract]:
    """Contracts whose exports, `each` of them, are parked because the receiver was down."""
    version, kim = of.templates.get().latest(), of.members.get(removed_at=None)
    made = Contract.objects.bulk_create(
        Contract(
            company=of, starter=kim, template=version.template, template_version=version, title="NDA", language="ko",
            timezone="Asia/Seoul", step_count=2,
        )
        for _ in range(contracts)
    )  # fmt: skip
    now = timezone.now()
    endpoint, _ = ExportEndpoint.objects.get_or_create(company=of, origin=origin(url))
    ExportTarget.objects.bulk_create(ExportTarget(contract=one, url=url, scope="ALL") for one in made)
    ExportStream.objects.bulk_create(
        ExportStream(
            contract=one, endpoint=endpoint, seq=each, pending=each, state="parked", reason="not-connected",
            ended_at=now, fails=10, failing_since=now,
        )
        for one in made
    )  # fmt: skip
    events = Event.objects.bulk_create(
        Event(contract=one, seq=seq, at=now, kind=Event.Kind.APPROVED, actor="signer", previous_hash=b"", hash=b"")
        for one in made
        for seq in range(1, each + 1)
    )
    Delivery.objects.bulk_create(
        Delivery(contract=event.contract, event=event, seq=event.seq, url=url, body=_body(event)) for event in events
    )
    return made


def _body(event: Event) -> bytes:
    return f'{{"header":{{}},"body":{{"wfuid":"{event.contract_id}","actionid":"{event.seq}"}}}}'.encode()
