"""Contracts: list, read, and act on them. No edition of the eSignon API has these; they are Dojang's own."""

from django.http import Http404, HttpResponse
from ninja import Query, Router

from dojang.api.formats import STATUS
from dojang.api.messages import Parameter
from dojang.api.parameters import LAST_YEAR, InvalidParameter
from dojang.api.start.complaints import Complaint, RuleBroken
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import Id
from dojang.api.v3.contracts import examples
from dojang.api.v3.contracts.shapes import (
    ChangedSigner,
    ContractEntry,
    ContractFilter,
    ContractList,
    ContractShape,
    ContractSigner,
    Expiry,
    Resent,
    SignerChanges,
    Why,
)
from dojang.api.v3.contracts.signer import read_change
from dojang.api.v3.example import example
from dojang.api.v3.idempotent import idempotent
from dojang.companies.callers import Scope
from dojang.contracts import queries
from dojang.contracts.errors import UnknownSigner
from dojang.contracts.models import Contract
from dojang.contracts.queries import Filter
from dojang.flow import changes, seal_retries, termination
from dojang.lib import clock
from dojang.lib.client_address import visitor_of
from dojang.library.queries import find_template

_READ, _WRITE = needs(Scope.CONTRACTS_READ), needs(Scope.CONTRACTS_WRITE)
router = Router(tags=["contracts"])


@router.get(
    "/contracts",
    auth=_READ,
    response=ContractList,
    summary="List contracts",
    openapi_extra=example(answer=examples.LIST),
)
def index(request: Request, wanted: Query[ContractFilter]) -> ContractList:
    """The company's contracts, the newest first; deleted ones only when asked for by `status`."""
    company = request.auth.company
    template = find_template(company, str(wanted.template_id)) if wanted.template_id else None
    if wanted.template_id and template is None:
        return ContractList(contracts=[], next=None)
    which = Filter(
        statuses=tuple(own for own, name in STATUS.items() if name in wanted.status) if wanted.status else None,
        template=template,
        title_has=wanted.title,
        started_since=wanted.since,
        started_until=wanted.until,
        public_link=wanted.link_id,
        sealing_failed=wanted.sealing_failure,
    )
    some = queries.filtered(company, which).select_related("template", "public_link_use")
    oldest = queries.reach(company, wanted.before) if which.may_skip_many else None
    rows, following = wanted.cut(some.filter(pk__gte=oldest) if oldest else some)
    return ContractList(contracts=[ContractEntry.of(row) for row in rows], next=following or oldest)


@router.get(
    "/contracts/{contract_id}",
    auth=_READ,
    response=ContractShape,
    summary="Read a contract with its people",
    openapi_extra=example(answer=examples.CONTRACT),
)
def read(request: Request, contract_id: Id) -> ContractShape:
    """Also one that was deleted, of whose people nothing is left."""
    return ContractShape.whole(find(request, contract_id))


@router.post(
    "/contracts/{contract_id}/cancel",
    auth=_WRITE,
    response=ContractShape,
    summary="Cancel a contract in progress, or one that cannot be sealed",
    openapi_extra=example(request={"reason": "A mistake"}, answer=examples.CANCELED),
)
@idempotent()
def cancel(request: Request, contract_id: Id, body: Why) -> ContractShape:
    """No signer can sign it any more. Those who knew of it are notified, with the reason."""
    contract = find(request, contract_id)
    termination.cancel(contract.pk, request.auth.member, body.reason, visitor_of(request))
    return _again(contract)


@router.post(
    "/contracts/{contract_id}/reseal",
    auth=_WRITE,
    response=ContractShape,
    summary="Try again to seal a contract that all signers have approved",
    openapi_extra=example(answer=examples.RESEALED),
)
def reseal(request: Request, contract_id: Id) -> ContractShape:
    """At once, for when its `sealing_failure` is fixed. A complete contract stays as it is. Six times in ten minutes at most."""
    contract = find(request, contract_id)
    seal_retries.reseal_for_company(contract.pk)
    return _again(contract)


@router.post(
    "/contracts/{contract_id}/dispose",
    auth=_WRITE,
    response=ContractShape,
    summary="Discard a completed contract",
    openapi_extra=example(request={"reason": "Replaced by another"}, answer=examples.DISPOSED),
)
@idempotent()
def dispose(request: Request, contract_id: Id, body: Why) -> ContractShape:
    """Its links stop working. Its files stay, for the company alone."""
    if not body.reason:
        raise InvalidParameter(Parameter.REQUIRED, parameter="reason")
    contract = find(request, contract_id)
    termination.dispose(contract.pk, request.auth.member, body.reason, visitor_of(request))
    return _again(contract)


@router.delete(
    "/contracts/{contract_id}", auth=_WRITE, response={204: None}, summary="Delete a canceled contract for good"
)
def delete(request: Request, contract_id: Id) -> HttpResponse:
    """Its people are erased. Its history stays, with hashes in their place."""
    termination.delete(find(request, contract_id).pk, request.auth.member, visitor_of(request))
    return HttpResponse(status=204)


@router.post(
    "/contracts/{contract_id}/resend",
    auth=_WRITE,
    response=Resent,
    summary="Remind the signer who has the turn",
    openapi_extra=example(answer=examples.RESENT),
)
@idempotent()
def resend(request: Request, contract_id: Id) -> Resent:
    """By a message with a fresh link; the one before stops working. Of an embedded contract you deliver the link yourself."""
    contract = find(request, contract_id)
    invitation = changes.remind(contract.pk, request.auth.member, visitor_of(request))
    signer = invitation.signer
    return Resent(
        workflow_id=contract.pk,
        step=signer.step,
        email=signer.contact_address,
        sign_url=invitation.url if contract.embed else None,
    )


@router.put(
    "/contracts/{contract_id}/expiry",
    auth=_WRITE,
    response=ContractShape,
    summary="Change when a contract in progress expires",
    openapi_extra=example(request=examples.EXPIRY, answer=examples.CONTRACT | {"expires_at": "2099-12-31T09:00:00Z"}),
)
def set_expiry(request: Request, contract_id: Id, body: Expiry) -> ContractShape:
    """Later, sooner, or never. One that has expired cannot be brought back."""
    contract = find(request, contract_id)
    if (body.expires_at is None) != body.never:
        raise InvalidParameter(Parameter.REQUIRED, parameter="expires_at")
    if body.expires_at is not None and body.expires_at.year > LAST_YEAR:
        raise RuleBroken(Complaint.BAD_DATE, ("until",))
    if body.expires_at is not None and body.expires_at <= clock.now():
        raise RuleBroken(Complaint.PAST_DATE, ("until",))
    changes.set_deadline(contract.pk, request.auth.member, body.expires_at, visitor_of(request))
    return _again(contract)


@router.patch(
    "/contracts/{contract_id}/signers/{step}",
    auth=_WRITE,
    response=ChangedSigner,
    summary="Change a signer who has not acted",
    openapi_extra=example(request=examples.CHANGE, answer=examples.CHANGED),
)
def change_signer(request: Request, contract_id: Id, step: Id, body: SignerChanges) -> ChangedSigner:
    """Their link stops working; if it is their turn they are invited again. The history and the certificate record it."""
    contract = find(request, contract_id)
    signer = next((one for one in contract.signers.all() if one.step == step), None)
    if signer is None:
        raise UnknownSigner(step)
    change = read_change(signer, body)
    invitation = changes.change_signer(contract.pk, step, change, request.auth.member, visitor_of(request))
    signer.refresh_from_db()
    url = invitation.url if invitation and contract.embed else None
    return ChangedSigner(sign_url=url, **ContractSigner.of(signer).model_dump())


def find(request: Request, contract_id: int) -> Contract:
    """The caller's company's contract. Raises `Http404`."""
    contract = queries.find(request.auth.company, contract_id)
    if contract is None:
        raise Http404
    return contract


def _again(contract: Contract) -> ContractShape:
    contract.refresh_from_db()
    return ContractShape.whole(contract)
