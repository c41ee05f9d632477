"""A contract in the words of v3."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any, Literal

from dojang.api import formats
from dojang.api.history import HistoryEntry
from dojang.api.v3.workflows.shapes import Box, RecipientShape, Referer, WorkflowEntry, WorkflowShape
from dojang.contracts import links, progress
from dojang.contracts.models import Contract, Signer
from dojang.flow import sealed_files
from dojang.lib import addresses

_ACTS: dict[Signer.Act, Literal["", "approved", "rejected"]] = {
    Signer.Act.NONE: "",
    Signer.Act.APPROVED: "approved",
    Signer.Act.REJECTED: "rejected",
}


def entry(contract: Contract, zone: tzinfo) -> WorkflowEntry:
    """The contract as lists show it."""
    return WorkflowEntry.model_validate(_common(contract, zone))


def shape(contract: Contract, zone: tzinfo, happened: Sequence[HistoryEntry], *, may_sign: bool) -> WorkflowShape:
    """The contract with everything about it; `may_sign` says whether the caller gets the way to sign it."""
    urls = sealed_files.urls(contract)
    more = {
        "workflow_status": formats.status(contract),
        "language": contract.language,
        "playing_url": _playing_url(contract) if may_sign else "",
        "download_url": urls.document_download if urls else "",
        "view_url": urls.document_view if urls else "",
        "certificate_url": urls.certificate_download if urls else "",
        "recipient_list": list(_recipients(contract, zone)),
        "referer_list": list(_referers(contract)),
        "field_list": list(_boxes(contract)),
        "action_history_list": [entry.model_dump() for entry in happened],
    }
    return WorkflowShape.model_validate(_common(contract, zone) | more)


def _common(contract: Contract, zone: tzinfo) -> dict[str, Any]:
    complete = contract.status in (Contract.Status.COMPLETE, Contract.Status.DISPOSED)
    return {
        "workflow_id": contract.pk,
        "workflow_name": contract.title,
        "status": formats.status(contract),
        "template_id": contract.template.number,
        "created_date": formats.time(contract.started_at, zone),
        "expiry_date": formats.time(contract.expires_at, zone),
        "completed_date": formats.time(contract.ended_at, zone) if complete else "",
        "creator_email": contract.starter.email,
        "creator_name": contract.starter.display_name,
        "current_order": progress.current(contract),
        "total_order": contract.step_count,
    }


def _playing_url(contract: Contract) -> str:
    secrets = [links.signing_secret(signer) for signer in contract.signers.all() if signer.step == contract.turn]
    return addresses.sign(secrets[0]) if any(secrets) else ""


def _recipients(contract: Contract, zone: tzinfo) -> Iterator[RecipientShape]:
    for signer in contract.signers.all():
        acted = signer.acted_round == signer.round and signer.round > 0
        yield RecipientShape(
            order=signer.step,
            name=signer.name,
            email=signer.contact_address,
            is_turn=contract.turn == signer.step,
            status=_ACTS[Signer.Act(signer.act)] if acted else "",
            acted_date=formats.time(signer.acted_at, zone) if acted else "",
            opinion=signer.opinion if acted else "",
        )


def _referers(contract: Contract) -> Iterator[Referer]:
    yield Referer(name=contract.starter.display_name, email=contract.starter.email, type="starter")
    for copy in contract.copies.order_by("pk"):
        yield Referer(name=copy.name, email=copy.contact_address, type="referer")


def _boxes(contract: Contract) -> Iterator[Box]:
    values = {value.name: value for value in contract.values.all()}
    for field in contract.read_layout().fields:
        yield Box(name=field.name, value=formats.shown(values.get(field.name)), order=field.step)
