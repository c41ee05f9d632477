"""Starting contracts, one or many of a company at once, or showing what one would be."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from dojang.companies import quota
from dojang.companies.errors import UnknownMember
from dojang.companies.models import Company, Member
from dojang.companies.tokens import find_member
from dojang.contracts import links, machine, record, tally, values
from dojang.contracts.announcement import Announcement, Invitation
from dojang.contracts.contents import Content, Contents, to_row
from dojang.contracts.errors import ValueRefused
from dojang.contracts.models import CarbonCopy, Contract, FieldValue, Link, Preview, Signer
from dojang.contracts.readers import read_value
from dojang.contracts.record import Actor, PendingEvent, member_actor
from dojang.exports import plan as exports
from dojang.flow.errors import SignersDoNotMatch
from dojang.flow.orders import StartOrder
from dojang.flow.outbox import publish_starts
from dojang.lib import addresses, clock
from dojang.lib.access_codes import protect
from dojang.lib.tokens import new_token
from dojang.library.errors import TemplateFaulty, TemplateIncomplete, TemplateWithoutSteps, UnknownTemplate
from dojang.library.kinds import FilledBy
from dojang.library.layout import Layout
from dojang.library.models import TemplateVersion
from dojang.library.queries import layout_of, newest_version, page_sizes

PREVIEW_LIFETIME = timedelta(hours=1)
_NEW_IDS = "select nextval(pg_get_serial_sequence('contracts_contract', 'id')) from generate_series(1, %s)"
_VALUES_AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class Startable:
    """The version of a template that new contracts start from. Its layout is read here, once for each start."""

    version: TemplateVersion
    layout: Layout

    @classmethod
    def find(cls, company: Company, number: str) -> "Startable":
        """Raises `UnknownTemplate`, `TemplateWithoutSteps`, `TemplateIncomplete`, `TemplateFaulty`."""
        version = newest_version(company, number)
        if version is None or version.template.archived_at is not None:
            raise UnknownTemplate(number)
        layout = layout_of(version.pk)
        if not layout.steps:
            raise TemplateWithoutSteps(number)
        if layout.steps_without_boxes:
            raise TemplateIncomplete(number)
        if version.fault is not None:
            raise TemplateFaulty(number, version.fault["reason"])
        return cls(version=version, layout=layout)


@dataclass(frozen=True, kw_only=True)
class StartContext:
    """Who starts, and from what: the same for all contracts that a member starts from one template."""

    starter: Member
    version: TemplateVersion
    layout: Layout

    @classmethod
    def find(cls, company: Company, email: str, number: str, caller: Member | None = None) -> "StartContext":
        """A `caller` with this address is the starter. Raises `UnknownMember` and what `Startable.find` raises."""
        starter = _starter(company, email, caller)
        startable = Startable.find(company, number)
        return cls(starter=starter, version=startable.version, layout=startable.layout)

    @classmethod
    def of(cls, order: StartOrder, startable: Startable | None = None) -> "StartContext":
        """The context that the order names; a `startable` is that of its template. Raises what `find` raises."""
        if startable is None:
            return cls.find(order.company, order.starter_email, order.template_number, order.caller)
        starter = _starter(order.company, order.starter_email, order.caller)
        return cls(starter=starter, version=startable.version, layout=startable.layout)


@dataclass(frozen=True, kw_only=True)
class PreparedStart:
    """An order that can be fulfilled at once: what is slow is done.

    `pictures` is the folder of the contract's pictures, `access_codes` what is kept of the codes of its signers.
    """

    order: StartOrder
    context: StartContext
    contents: Contents
    pictures: str
    access_codes: tuple[str, ...]
    unknown_fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StartedContract:
    """A contract in progress. `starter_token` opens it for the starter; `first` is the first signer with their URL."""

    contract: Contract
    starter_token: str
    first: Invitation
    unknown_fields: tuple[str, ...]


def start(order: StartOrder, context: StartContext | None = None) -> StartedContract:
    """Start the contract: everything in one transaction, or nothing.

    Raises what `prepare` raises, and `PlanExpired`, `QuotaSpent`. Names of boxes that the template does not have are reported,
    not refused.
    """
    prepared = prepare(order, context)
    with transaction.atomic():
        (started,) = start_all([prepared])
    return started


def preview(order: StartOrder, context: StartContext | None = None) -> str:
    """The URL of a page that shows the filled document for an hour. Checks as `start` does; starts and counts nothing."""
    prepared, token = prepare(order, context, hash_codes=False), new_token()
    rows = {name: to_row(content) for name, content in prepared.contents.items()}
    kept = {name: {"text": text, "data": data} for name, (text, data) in rows.items()}
    Preview.objects.create(
        company=order.company, template_version=prepared.context.version, title=order.title, language=order.language,
        values=kept, digest=token.digest, expires_at=clock.now() + PREVIEW_LIFETIME,
    )  # fmt: skip
    return addresses.preview(token.secret)


def prepare(
    order: StartOrder, context: StartContext | None = None, *, first_step: int = 1, hash_codes: bool = True
) -> PreparedStart:
    """Check the order and do what is slow; pictures in it are kept. Nothing is started or counted.

    Its signers are those from `first_step` on. `hash_codes` is for what will be started: it takes its time on purpose. Raises
    `SignersDoNotMatch`, `ValueRefused`, and without a `context` what `StartContext.of` raises.
    """
    context = context or StartContext.of(order)
    given, wanted = first_step - 1 + len(order.signers), len(context.layout.steps)
    if given != wanted:
        raise SignersDoNotMatch(given, wanted)
    order = order.with_names_of(context.layout)
    # Every contract has a folder of its own, so that its pictures can be erased without asking who else shows the same ones.
    pictures = f"companies/{order.company.pk}/pictures/{secrets.token_hex(12)}"
    known = {field.name for field in context.layout.fields}
    contents = values.with_defaults(context.layout, _given(order, context, pictures))
    access_codes = [signer.access_code for signer in order.signers] if hash_codes else ()
    return PreparedStart(
        order=order,
        context=context,
        contents=contents,
        pictures=pictures,
        access_codes=tuple(protect(code) if code else "" for code in access_codes),
        unknown_fields=tuple(name for name in order.values if name not in known),
    )


def start_all(prepared: Sequence[PreparedStart]) -> list[StartedContract]:
    """Write the contracts of a company down, all or none, in the caller's transaction: by as many statements as one contract.

    Raises `PlanExpired` and `QuotaSpent`.
    """
    company, via = prepared[0].order.company, prepared[0].order.via
    contracts = [_contract(one, number) for one, number in zip(prepared, _new_ids(len(prepared)), strict=True)]
    pairs = list(zip(prepared, contracts, strict=True))
    signers = [_signers(one, contract) for one, contract in pairs]
    entries = [_first_entry(*pair, people[0]) for pair, people in zip(pairs, signers, strict=True)]
    Contract.objects.bulk_create(contracts)
    Signer.objects.bulk_create(signer for people in signers for signer in people)
    CarbonCopy.objects.bulk_create(copy for one, contract in pairs for copy in _copies(one.order, contract))
    filled = (row for one, contract in pairs for row in values.rows(contract, one.contents, None))
    FieldValue.objects.bulk_create(filled, batch_size=_VALUES_AT_ONCE)
    exports.aim([(contract, one.order.export) for one, contract in pairs if one.order.export])
    record.keep(entries)
    started = _let_in(pairs, [people[0] for people in signers])
    announcements = [
        Announcement(contract=one.contract, event=entry.event, invitation=one.first)
        for entry, one in zip(entries, started, strict=True)
    ]
    publish_starts(announcements, in_bulk=via == Contract.Via.BULK)
    # Last, because both lock rows of the company: its starts wait for each other from here to the commit only.
    quota.spend(company, len(prepared))
    tally.enter(contracts)
    return started


def _starter(company: Company, email: str, caller: Member | None) -> Member:
    is_the_caller = caller is not None and caller.email == email.strip()
    starter = caller if is_the_caller else find_member(company, email)
    if starter is None:
        raise UnknownMember(email)
    return starter


def _given(order: StartOrder, context: StartContext, folder: str) -> dict[str, Content | None]:
    fields, pages = {field.name: field for field in context.layout.fields}, page_sizes(context.version.pk)
    for name in order.values:
        if name in fields and fields[name].kind.filled_by is FilledBy.SIGNER:
            raise ValueRefused(name, "not-yours")
    given = {name: read_value(fields[name], raw, folder, pages) for name, raw in order.values.items() if name in fields}
    return values.one_per_group(context.layout, given)


def _new_ids(wanted: int) -> list[int]:
    """Numbers for new contracts: the first event, whose hash the contract carries, contains the contract's number."""
    with connection.cursor() as cursor:
        cursor.execute(_NEW_IDS, [wanted])
        return [number for (number,) in cursor.fetchall()]


def _contract(prepared: PreparedStart, number: int) -> Contract:
    order, context = prepared.order, prepared.context
    return Contract(
        pk=number,
        company=order.company,
        starter=context.starter,
        template=context.version.template,
        template_version=context.version,
        biz_id=order.biz_id,
        via=order.via,
        title=order.title,
        language=order.language,
        timezone=order.timezone,
        comment=order.comment,
        comment_to_all=order.comment_to_all,
        embed=order.export is not None and order.export.embed,
        pictures=prepared.pictures,
        step_count=len(context.layout.steps),
        expires_at=order.expires_at,
    )


def _signers(prepared: PreparedStart, contract: Contract) -> list[Signer]:
    people = zip(prepared.context.layout.steps, prepared.order.signers, prepared.access_codes, strict=True)
    return [
        Signer(
            contract=contract, step=step.step, role=step.role, name=order.name,
            contact_kind=order.contact.kind, contact_address=order.contact.address,
            contact_key=order.contact.key, language=order.language or contract.language, mobile_number=order.mobile_number,
            access_code=code, access_hint=order.access_hint,
        )
        for step, order, code in people
    ]  # fmt: skip


def _copies(order: StartOrder, contract: Contract) -> list[CarbonCopy]:
    return [
        CarbonCopy(contract=contract, name=copy.name, contact_kind=copy.contact.kind, contact_address=copy.contact.address,
                   language=copy.language or order.language)
        for copy in order.copies
    ]  # fmt: skip


def _first_entry(prepared: PreparedStart, contract: Contract, first: Signer) -> PendingEvent:
    """Who started the contract, a member or, through a public link, the first signer; and what it was made from."""
    order, version = prepared.order, prepared.context.version
    origin: dict[str, str | int] = {
        "template": version.template.number,
        "version": version.number,
        "document_sha256": version.sha256,
    }
    if order.public_link is None:
        actor = member_actor(prepared.context.starter, order.visitor)
    else:
        actor = Actor(kind="signer", step=1, name=first.name, contact=first.contact_address, visitor=order.visitor)
        origin |= {"public_link": order.public_link.pk}
    return machine.started(contract, first, actor, origin, {"title": order.title})


def _let_in(pairs: Sequence[tuple[PreparedStart, Contract]], first: Sequence[Signer]) -> list[StartedContract]:
    """Links for each first signer and each starter."""
    kept, started = [], []
    for (one, contract), signer in zip(pairs, first, strict=True):
        to_sign, secret = links.new(contract, Link.Purpose.SIGN, signer)
        to_look, token = links.new(contract, Link.Purpose.STARTER)
        kept += [to_sign, to_look]
        started.append(
            StartedContract(
                contract=contract,
                starter_token=token,
                first=Invitation(signer=signer, url=addresses.sign(secret)),
                unknown_fields=one.unknown_fields,
            )
        )
    Link.objects.bulk_create(kept)
    return started
