"""What is in a contract: its boxes, its history, and its sealed files."""

from django.http import HttpResponse
from ninja import Query, Router

from dojang.api.v3 import files
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import Id
from dojang.api.v3.contracts import examples
from dojang.api.v3.contracts.content_shapes import (
    ContractEvent,
    ContractEvents,
    ContractField,
    ContractFields,
    EventPage,
)
from dojang.api.v3.contracts.routes import find
from dojang.api.v3.example import example
from dojang.companies.callers import Scope
from dojang.contracts.errors import WrongState
from dojang.contracts.record import member_actor
from dojang.documents.models import Sealed
from dojang.flow import sealed_files
from dojang.lib.client_address import visitor_of

_READ = needs(Scope.CONTRACTS_READ)
_FILE = files.file_answer(conflict="The contract is not complete, so there is no such file.")
router = Router(tags=["contracts"])


@router.get(
    "/contracts/{contract_id}/fields",
    auth=_READ,
    response=ContractFields,
    summary="Read the boxes of a contract",
    openapi_extra=example(answer=examples.FIELDS),
)
def fields(request: Request, contract_id: Id) -> ContractFields:
    """Every box of the template as it was at the start."""
    contract = find(request, contract_id)
    values = {value.name: value for value in contract.values.all()}
    boxes = contract.read_layout().fields
    return ContractFields(fields=[ContractField.of(box, values.get(box.name)) for box in boxes])


@router.get(
    "/contracts/{contract_id}/events",
    auth=_READ,
    response=ContractEvents,
    summary="Read the history of a contract",
    openapi_extra=example(answer=examples.EVENTS),
)
def events(request: Request, contract_id: Id, page: Query[EventPage]) -> ContractEvents:
    """Everything that happened, with the hashes that bind each event to the one before."""
    contract = find(request, contract_id)
    later = contract.events.select_related("person").filter(seq__gt=page.after, seq__lte=contract.event_count)
    found = [ContractEvent.of(event) for event in later.order_by("seq")[: page.limit]]
    more = bool(found) and found[-1].seq < contract.event_count
    return ContractEvents(
        events=found,
        count=contract.event_count,
        head=bytes(contract.chain_head).hex(),
        next=found[-1].seq if more else None,
    )


@router.get(
    "/contracts/{contract_id}/document", auth=_READ, summary="Download the completed document", openapi_extra=_FILE
)
def document(request: Request, contract_id: Id) -> HttpResponse:
    """The PDF. The history records each download."""
    return _file(request, contract_id, Sealed.Kind.DOCUMENT)


@router.get(
    "/contracts/{contract_id}/certificate",
    auth=_READ,
    summary="Download the certificate of completion",
    openapi_extra=_FILE,
)
def certificate(request: Request, contract_id: Id) -> HttpResponse:
    """The PDF. The history records each download."""
    return _file(request, contract_id, Sealed.Kind.CERTIFICATE)


def _file(request: Request, contract_id: int, kind: Sealed.Kind) -> HttpResponse:
    contract = find(request, contract_id)
    sealed = Sealed.objects.filter(contract=contract, kind=kind).first()
    if sealed is None:
        raise WrongState(contract.status)
    response = files.known_already(request, sealed.sha256)
    if response is not None:
        return response
    data = sealed_files.read(sealed)
    sealed_files.record_download(sealed, member_actor(request.auth.member, visitor_of(request)))
    return files.pdf(data, sealed.sha256, f"{contract.title} {contract.pk} {kind}")
