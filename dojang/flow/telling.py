"""Telling the outside: in the transaction of an event, write down every message and export that it causes."""

from dojang.contracts import links
from dojang.contracts.models import Contract, Event, Link, Signer
from dojang.contracts.news import DocumentUrls, Invitation, News
from dojang.exports import plan as exports
from dojang.flow import queue
from dojang.lib import addresses
from dojang.notifications import plan as notifications

Purpose = Link.Purpose


def tell(
    contract: Contract,
    event: Event,
    *,
    acted: Signer | None = None,
    invitation: Invitation | None = None,
    documents: DocumentUrls | None = None,
) -> None:
    """Plan what the outside hears of `event`. Sending is the business of jobs and of the export dispatcher."""
    news = News(contract=contract, event=event, acted=acted, invitation=invitation, documents=documents)
    exports.plan(news)
    # What a bulk sends at once when it starts; afterwards its contracts are like any others.
    in_bulk = contract.via == Contract.Via.BULK and event.kind == Event.Kind.STARTED
    for message in notifications.plan(news):
        queue.send(message.pk, in_bulk=in_bulk)


def invite(contract: Contract) -> Invitation:
    """A fresh link for the signer who has the turn."""
    signer = contract.signers.get(step=contract.turn)
    return Invitation(signer=signer, url=addresses.sign(links.invite(signer)))


def document_urls(contract: Contract) -> DocumentUrls:
    """Fresh links to the sealed document and its certificate."""
    return DocumentUrls(
        document_view=addresses.view(links.issue(contract, Purpose.DOCUMENT)),
        document_download=addresses.download(links.issue(contract, Purpose.DOCUMENT, attachment=True)),
        certificate_view=addresses.view(links.issue(contract, Purpose.CERTIFICATE)),
        certificate_download=addresses.download(links.issue(contract, Purpose.CERTIFICATE, attachment=True)),
    )
