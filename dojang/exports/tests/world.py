"""A contract between Lee and Park that Kim has started, with somewhere to export to, and its acts one by one."""

from typing import Any

from django.db import transaction

from dojang.companies.models import Company, Member
from dojang.contracts import machine, record
from dojang.contracts.announcement import Announcement, DocumentUrls, Invitation
from dojang.contracts.contents import from_row
from dojang.contracts.models import Contract, Signer
from dojang.contracts.record import Actor, signer_actor
from dojang.contracts.values import keep
from dojang.exports import plan as exports
from dojang.exports.order import ExportOrder
from dojang.lib.visitor import NOBODY
from dojang.library.kinds import Kind
from tests import factories

DOCUMENTS = DocumentUrls(
    document_view="https://d.test/view/d",
    document_download="https://d.test/download/d",
    certificate_view="https://d.test/view/c",
    certificate_download="https://d.test/download/c",
)


def company(comp_id: str = "acme") -> Company:
    """Acme with Kim and a template of two steps."""
    made = factories.company(comp_id)
    Member.objects.create(company=made, email=factories.KIM, name="Kim", device_id="1")
    factories.template(made)
    return made


def contract(of: Company, url: str, scope: str = "ALL", **given: Any) -> Contract:
    """A contract in progress, aimed at `url`."""
    version = of.templates.get().latest()
    made = Contract.objects.create(
        company=of, starter=of.members.get(), template=version.template, template_version=version, title="NDA",
        language="ko", timezone="Asia/Seoul", step_count=2,
    )  # fmt: skip
    signers = Signer.objects.bulk_create(
        Signer(contract=made, step=step, name=name, contact_kind="email", contact_address=address, language="ko")
        for step, (name, address) in enumerate([("Lee", factories.LEE), ("Park", factories.PARK)], start=1)
    )
    exports.aim([(made, ExportOrder(url=url, scope=scope, **given))])
    record.keep([machine.started(made, signers[0], Actor(kind="member"), {}, {})])
    made.save()
    signers[0].save()
    return made


def approve(of: Contract, opinion: str = "") -> None:
    """The signer who has the turn approves; the last one's approval is published by `seal`."""
    signer = of.signers.get(step=of.turn)
    with transaction.atomic():
        event = machine.approve(of, signer, signer_actor(signer, NOBODY), opinion, {})
        if of.status == Contract.Status.PLAYING:
            exports.plan(Announcement(contract=of, event=event, acted=signer, invitation=_next(of)))


def reject(of: Contract, opinion: str = "") -> None:
    """The signer who has the turn rejects."""
    signer = of.signers.get(step=of.turn)
    with transaction.atomic():
        event = machine.reject(of, signer, signer_actor(signer, NOBODY), opinion)
        invitation = _next(of) if of.status == Contract.Status.PLAYING else None
        exports.plan(Announcement(contract=of, event=event, acted=signer, invitation=invitation))


def seal(of: Contract) -> None:
    """The sealed document exists."""
    with transaction.atomic():
        event = machine.sealed(of, {})
        exports.plan(Announcement(contract=of, event=event, acted=of.signers.get(step=2), documents=DOCUMENTS))


def cancel(of: Contract, reason: str = "") -> None:
    """Kim cancels."""
    kim = Actor(kind="member", name="Kim", contact=factories.KIM)
    with transaction.atomic():
        exports.plan(Announcement(contract=of, event=machine.cancel(of, kim, reason)))


def expire(of: Contract) -> None:
    """The deadline has passed."""
    with transaction.atomic():
        exports.plan(Announcement(contract=of, event=machine.expire(of)))


def back_and_forth(of: Contract, acts: int) -> None:
    """Lee approves, Park sends it back, and so on: `acts` exports."""
    for act in range(acts):
        (reject if act % 2 else approve)(of)


def fill(of: Contract, name: str, text: str = "", data: Any = None) -> None:
    """Something stands in a box."""
    keep(of, {name: from_row(Kind.TEXT, text, data)}, 1)


def _next(of: Contract) -> Invitation:
    return Invitation(signer=of.signers.get(step=of.turn), url=f"https://d.test/mail/sign?token={of.turn}")
