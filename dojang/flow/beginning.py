"""Writing down contracts that begin: one, or many of a company at once by the same statements, one for each table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from dojang.companies import quota
from dojang.companies.models import Member
from dojang.contracts import links, machine, record, tally, values
from dojang.contracts.contents import Contents
from dojang.contracts.models import CarbonCopy, Contract, FieldValue, Link, Signer
from dojang.contracts.news import Invitation, News
from dojang.contracts.record import Actor, Entry, member_actor
from dojang.exports import plan as exports
from dojang.flow.orders import SignerOrder, StartOrder
from dojang.flow.telling import tell_of_starts
from dojang.lib import addresses
from dojang.library.layout import Layout
from dojang.library.models import TemplateVersion

_NEW_IDS = "select nextval(pg_get_serial_sequence('contracts_contract', 'id')) from generate_series(1, %s)"
_VALUES_AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What all contracts that a member starts from one template stand on."""

    starter: Member
    version: TemplateVersion
    layout: Layout


@dataclass(frozen=True, kw_only=True)
class Checked:
    """An order that can be fulfilled."""

    order: StartOrder
    ground: Ground
    contents: Contents
    pictures: str
    unknown_fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """An order that can be fulfilled at once. `codes` is what is kept of the signers' access codes."""

    checked: Checked
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Started:
    """A contract in progress. `starter_token` opens it for the starter; `first` is the first signer with their URL."""

    contract: Contract
    starter_token: str
    first: Invitation
    unknown_fields: tuple[str, ...]


@dataclass(frozen=True)
class _New:
    """A contract and its people, of which nothing is written down yet."""

    checked: Checked
    contract: Contract
    signers: Sequence[Signer]
    copies: Sequence[CarbonCopy]
    entry: Entry


def begin(prepared: Sequence[Prepared]) -> list[Started]:
    """Write the contracts down, all or none, in the caller's transaction. Raises `PlanExpired` and `QuotaSpent`."""
    company, via = prepared[0].checked.order.company, prepared[0].checked.order.via
    begun = [_new(one, number) for one, number in zip(prepared, _ids(len(prepared)), strict=True)]
    Contract.objects.bulk_create(one.contract for one in begun)
    Signer.objects.bulk_create(signer for one in begun for signer in one.signers)
    CarbonCopy.objects.bulk_create(copy for one in begun for copy in one.copies)
    filled = (row for one in begun for row in values.rows(one.contract, one.checked.contents, None))
    FieldValue.objects.bulk_create(filled, batch_size=_VALUES_AT_ONCE)
    exports.aim([(one.contract, one.checked.order.export) for one in begun if one.checked.order.export])
    record.keep([one.entry for one in begun])
    started = _let_in(begun)
    news = [
        News(contract=one.contract, event=new.entry.event, invitation=one.first)
        for new, one in zip(begun, started, strict=True)
    ]
    tell_of_starts(news, in_bulk=via == Contract.Via.BULK)
    # Last, because both lock rows of the company: its starts wait for each other from here to the commit only.
    quota.spend(company, len(begun))
    tally.enter(one.contract for one in begun)
    return started


def _ids(wanted: int) -> list[int]:
    """Numbers for new contracts: the first event, whose hash the contract carries, tells the contract's."""
    with connection.cursor() as cursor:
        cursor.execute(_NEW_IDS, [wanted])
        return [number for (number,) in cursor.fetchall()]


def _new(prepared: Prepared, number: int) -> _New:
    checked, order = prepared.checked, prepared.checked.order
    contract = _contract(checked, number)
    signers = [
        _signer(contract, step.step, step.role, signer, code)
        for step, signer, code in zip(checked.ground.layout.steps, order.signers, prepared.codes, strict=True)
    ]
    copies = [
        CarbonCopy(contract=contract, name=copy.name, contact_kind=copy.contact.kind, contact_address=copy.contact.address,
                   language=copy.language or order.language)
        for copy in order.copies
    ]  # fmt: skip
    entry = machine.started(contract, signers[0], _actor(checked), _origin(checked), {"title": order.title})
    return _New(checked, contract, signers, copies, entry)


def _contract(checked: Checked, number: int) -> Contract:
    order, ground = checked.order, checked.ground
    return Contract(
        pk=number,
        company=order.company,
        starter=ground.starter,
        template=ground.version.template,
        template_version=ground.version,
        biz_id=order.biz_id,
        via=order.via,
        title=order.title,
        language=order.language,
        timezone=order.timezone,
        comment=order.comment,
        comment_to_all=order.comment_to_all,
        embed=order.export is not None and order.export.embed,
        layout=ground.version.layout,
        pictures=checked.pictures,
        step_count=len(ground.layout.steps),
        expires_at=order.expires_at,
    )


def _signer(contract: Contract, step: int, role: str, order: SignerOrder, code: str) -> Signer:
    return Signer(
        contract=contract, step=step, role=role, name=order.name,
        contact_kind=order.contact.kind, contact_address=order.contact.address,
        contact_key=order.contact.key, language=order.language or contract.language, mobile_number=order.mobile_number,
        access_code=code, access_hint=order.access_hint,
    )  # fmt: skip


def _actor(checked: Checked) -> Actor:
    """Who begins: a member or, through a public link, the first signer."""
    order = checked.order
    if order.public_link is None:
        return member_actor(checked.ground.starter, order.visitor)
    first = order.signers[0]
    return Actor(kind="signer", step=1, name=first.name, contact=first.contact.address, visitor=order.visitor)


def _origin(checked: Checked) -> dict[str, str | int]:
    """What the history says the contract was made from."""
    version, link = checked.ground.version, checked.order.public_link
    made_from: dict[str, str | int] = {
        "template": version.template.number,
        "version": version.number,
        "document_sha256": version.sha256,
    }
    return made_from | ({"public_link": link.pk} if link else {})


def _let_in(begun: Sequence[_New]) -> list[Started]:
    """Links for each first signer and each starter."""
    kept, started = [], []
    for one in begun:
        first = one.signers[0]
        to_sign, secret = links.new(one.contract, Link.Purpose.SIGN, first)
        to_look, token = links.new(one.contract, Link.Purpose.STARTER)
        kept += [to_sign, to_look]
        invitation = Invitation(signer=first, url=addresses.sign(secret))
        started.append(
            Started(
                contract=one.contract, starter_token=token, first=invitation, unknown_fields=one.checked.unknown_fields
            )
        )
    Link.objects.bulk_create(kept)
    return started
