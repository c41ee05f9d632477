"""Telling the outside: in the transaction of an event, write down every message and export that it causes."""

from collections.abc import Sequence

from dojang.contracts import links
from dojang.contracts.announcement import Announcement, DocumentUrls, Invitation
from dojang.contracts.models import Contract, Event, Signer
from dojang.exports import plan as exports
from dojang.flow import queue
from dojang.lib import addresses
from dojang.notifications import plan as notifications


def publish(
    contract: Contract,
    event: Event,
    *,
    acted: Signer | None = None,
    invitation: Invitation | None = None,
    documents: DocumentUrls | None = None,
) -> None:
    """Plan what the outside hears of `event`. Sending is the business of jobs and of the export dispatcher."""
    announcement = Announcement(contract=contract, event=event, acted=acted, invitation=invitation, documents=documents)
    exports.plan(announcement)
    queue.send(*(message.pk for message in notifications.plan([announcement])))


def publish_starts(announcements: Sequence[Announcement], *, in_bulk: bool) -> None:
    """Plan the messages about started contracts. Exports report acts and ends alone."""
    queue.send(*(message.pk for message in notifications.plan(announcements)), in_bulk=in_bulk)


def invite(contract: Contract) -> Invitation:
    """A fresh link for the signer who has the turn."""
    signer = contract.signers.get(step=contract.turn)
    return Invitation(signer=signer, url=addresses.sign(links.invite(signer)))


def document_urls(contract: Contract) -> DocumentUrls:
    """Fresh links to the sealed document and its certificate."""
    secrets = links.issue_to_files(contract)
    return DocumentUrls(
        document_view=addresses.view(secrets.document_view),
        document_download=addresses.download(secrets.document_download),
        certificate_view=addresses.view(secrets.certificate_view),
        certificate_download=addresses.download(secrets.certificate_download),
    )
