"""Starting a contract, or showing what it would be."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from dojang.companies import quota
from dojang.companies.models import Company, Member
from dojang.companies.tokens import find_member
from dojang.contracts import links, machine, tally, values
from dojang.contracts.models import CarbonCopy, Contract, Link, Preview, Signer
from dojang.contracts.news import Invitation
from dojang.contracts.record import Actor, member_actor
from dojang.contracts.values import Content
from dojang.exports import plan as exports
from dojang.flow.orders import SignerOrder, StartOrder
from dojang.flow.telling import invite, tell
from dojang.lib import addresses, clock, codes
from dojang.lib.errors import (
    SignersDoNotMatch,
    TemplateIncomplete,
    TemplateWithoutSteps,
    UnknownMember,
    UnknownTemplate,
    ValueRefused,
)
from dojang.lib.tokens import new_token
from dojang.library.finding import find_template
from dojang.library.layout import Kind, Layout, trusted_layout
from dojang.library.models import TemplateVersion

PREVIEW_LIFETIME = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Started:
    """A contract in progress. `starter_token` opens it for the starter; `first` is the first signer with their URL."""

    contract: Contract
    starter_token: str
    first: Invitation
    unknown_fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """An order that can be fulfilled."""

    starter: Member
    version: TemplateVersion
    layout: Layout
    contents: Mapping[str, Content]
    pictures: str
    unknown_fields: tuple[str, ...]


def start(order: StartOrder) -> Started:
    """Start the contract: everything in one transaction, or nothing.

    Raises `UnknownMember`, `UnknownTemplate`, `TemplateWithoutSteps`, `TemplateIncomplete`, `SignersDoNotMatch`,
    `ValueRefused`, `PlanExpired`, `QuotaSpent`. Names of boxes that the template does not have are reported, not refused.
    """
    checked = check(order)
    hashes = [codes.protect(signer.access_code) if signer.access_code else "" for signer in order.signers]
    with transaction.atomic():
        contract = _contract(order, checked)
        _people(contract, order, checked.layout, hashes)
        values.keep(contract, checked.contents, None)
        if order.export:
            exports.aim(contract, order.export)
        event = machine.started(contract, _actor(order, checked), _origin(order, checked), {"title": order.title})
        first = invite(contract)
        tell(contract, event, invitation=first)
        token = links.issue(contract, Link.Purpose.STARTER)
        # Last, because both lock rows of the company: its starts wait for each other from here to the commit only.
        quota.spend(order.company)
        tally.enter(contract)
    return Started(contract=contract, starter_token=token, first=first, unknown_fields=checked.unknown_fields)


def preview(order: StartOrder) -> str:
    """The URL of a page that shows the filled document for an hour. Checks as `start` does; starts and counts nothing."""
    checked = check(order)
    token = new_token()
    kept = {name: {"text": c.text, "data": c.data} for name, c in checked.contents.items()}
    Preview.objects.create(
        company=order.company, template_version=checked.version, title=order.title, language=order.language, values=kept,
        digest=token.digest, expires_at=clock.now() + PREVIEW_LIFETIME,
    )  # fmt: skip
    return addresses.preview(token.secret)


def startable(company: Company, number: str) -> TemplateVersion:
    """What new contracts of the template start from. Raises `UnknownTemplate`, `TemplateWithoutSteps`, `TemplateIncomplete`."""
    template = find_template(company, number)
    if template is None or template.archived_at is not None:
        raise UnknownTemplate(number)
    version = template.latest()
    layout = trusted_layout(version.layout)
    if not layout.steps:
        raise TemplateWithoutSteps(number)
    if layout.steps_without_boxes:
        raise TemplateIncomplete(number)
    return version


def check(order: StartOrder) -> Checked:
    """What `start` would do with the order; nothing is started or counted. Raises as `start` does, but for the plan."""
    starter = find_member(order.company, order.starter_email)
    if starter is None:
        raise UnknownMember(order.starter_email)
    version = startable(order.company, order.template_number)
    layout = trusted_layout(version.layout)
    if len(order.signers) != len(layout.steps):
        raise SignersDoNotMatch(len(order.signers), len(layout.steps))
    # Every contract has a folder of its own, so that its pictures can be erased without asking who else shows the same ones.
    pictures = f"companies/{order.company.pk}/pictures/{secrets.token_hex(12)}"
    contents = values.with_defaults(layout, _given(order, layout, pictures))
    unknown = tuple(name for name in order.values if layout.field(name) is None)
    return Checked(
        starter=starter, version=version, layout=layout, contents=contents, pictures=pictures, unknown_fields=unknown
    )


def _given(order: StartOrder, layout: Layout, folder: str) -> dict[str, Content]:
    fields = {field.name: field for field in layout.fields}
    for name in order.values:
        if name in fields and fields[name].kind in (Kind.SIGNATURE, Kind.STAMP):
            raise ValueRefused(name, "not-yours")
    given = {name: values.read_value(fields[name], raw, folder) for name, raw in order.values.items() if name in fields}
    return values.one_per_group(layout, given)


def _contract(order: StartOrder, checked: Checked) -> Contract:
    return Contract.objects.create(
        company=order.company,
        starter=checked.starter,
        template=checked.version.template,
        template_version=checked.version,
        biz_id=order.biz_id,
        via=order.via,
        title=order.title,
        language=order.language,
        timezone=order.timezone,
        comment=order.comment,
        embed=order.export is not None and order.export.embed,
        layout=checked.version.layout,
        pictures=checked.pictures,
        step_count=len(checked.layout.steps),
        expires_at=order.expires_at,
    )


def _people(contract: Contract, order: StartOrder, layout: Layout, hashes: list[str]) -> None:
    Signer.objects.bulk_create(
        _signer(contract, step, layout.steps[step - 1].role, signer, code)
        for step, (signer, code) in enumerate(zip(order.signers, hashes, strict=True), start=1)
    )
    CarbonCopy.objects.bulk_create(
        CarbonCopy(contract=contract, name=copy.name, contact_kind=copy.contact.kind, contact_address=copy.contact.address,
                   language=copy.language or order.language)
        for copy in order.copies
    )  # fmt: skip


def _signer(contract: Contract, step: int, role: str, order: SignerOrder, code: str) -> Signer:
    return Signer(
        contract=contract, step=step, role=role, name=order.name,
        contact_kind=order.contact.kind, contact_address=order.contact.address,
        language=order.language or contract.language, mobile_number=order.mobile_number,
        access_code=code, access_hint=order.access_hint,
    )  # fmt: skip


def _actor(order: StartOrder, checked: Checked) -> Actor:
    """Who begins: a member or, through a public link, the first signer."""
    if order.public_link is None:
        return member_actor(checked.starter, order.visitor)
    first = order.signers[0]
    return Actor(kind="signer", step=1, name=first.name, contact=first.contact.address, visitor=order.visitor)


def _origin(order: StartOrder, checked: Checked) -> dict[str, str | int]:
    """What the history says the contract was made from."""
    version = checked.version
    made_from: dict[str, str | int] = {
        "template": version.template.number,
        "version": version.number,
        "document_sha256": version.sha256,
    }
    return made_from | ({"public_link": order.public_link.pk} if order.public_link else {})
