"""Starting a contract, or showing what it would be."""

import secrets
from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from dojang.companies.errors import UnknownMember
from dojang.companies.models import Company, Member
from dojang.companies.tokens import find_member
from dojang.contracts import values
from dojang.contracts.contents import Content, to_row
from dojang.contracts.errors import ValueRefused
from dojang.contracts.models import Preview
from dojang.contracts.readers import read_value
from dojang.flow.beginning import Checked, Ground, Prepared, Started, begin
from dojang.flow.errors import SignersDoNotMatch
from dojang.flow.orders import StartOrder
from dojang.lib import addresses, clock, codes
from dojang.lib.tokens import new_token
from dojang.library.errors import TemplateFaulty, TemplateIncomplete, TemplateWithoutSteps, UnknownTemplate
from dojang.library.finding import newest_version, page_sizes
from dojang.library.kinds import FilledBy
from dojang.library.layout import Layout, trusted_layout
from dojang.library.models import TemplateVersion

PREVIEW_LIFETIME = timedelta(hours=1)


def start(order: StartOrder) -> Started:
    """Start the contract: everything in one transaction, or nothing.

    Raises what `check` raises, and `PlanExpired`, `QuotaSpent`. Names of boxes that the template does not have are reported,
    not refused.
    """
    prepared = prepare(check(order))
    with transaction.atomic():
        (started,) = begin([prepared])
    return started


def preview(order: StartOrder) -> str:
    """The URL of a page that shows the filled document for an hour. Checks as `start` does; starts and counts nothing."""
    checked, token = check(order), new_token()
    rows = {name: to_row(content) for name, content in checked.contents.items()}
    kept = {name: {"text": text, "data": data} for name, (text, data) in rows.items()}
    Preview.objects.create(
        company=order.company, template_version=checked.ground.version, title=order.title, language=order.language,
        values=kept, digest=token.digest, expires_at=clock.now() + PREVIEW_LIFETIME,
    )  # fmt: skip
    return addresses.preview(token.secret)


def startable(company: Company, number: str) -> TemplateVersion:
    """What new contracts of the template start from.

    Raises `UnknownTemplate`, `TemplateWithoutSteps`, `TemplateIncomplete`, `TemplateFaulty`.
    """
    return _startable(company, number)[0]


def _startable(company: Company, number: str) -> tuple[TemplateVersion, Layout]:
    version = newest_version(company, number)
    if version is None or version.template.archived_at is not None:
        raise UnknownTemplate(number)
    layout = trusted_layout(version.layout)
    if not layout.steps:
        raise TemplateWithoutSteps(number)
    if layout.steps_without_boxes:
        raise TemplateIncomplete(number)
    if version.fault is not None:
        raise TemplateFaulty(number, version.fault["reason"])
    return version, layout


def ground_of(company: Company, starter_email: str, template_number: str, caller: Member | None = None) -> Ground:
    """Who starts, and from what. Raises `UnknownMember` and what `startable` raises."""
    is_the_caller = caller is not None and caller.email == starter_email.strip()
    starter = caller if is_the_caller else find_member(company, starter_email)
    if starter is None:
        raise UnknownMember(starter_email)
    version, layout = _startable(company, template_number)
    return Ground(starter=starter, version=version, layout=layout)


def check(order: StartOrder) -> Checked:
    """What `start` would do with the order; nothing is started or counted. Raises what `ground_of` and `check_on` raise."""
    return check_on(ground_of(order.company, order.starter_email, order.template_number, order.caller), order)


def check_on(ground: Ground, order: StartOrder) -> Checked:
    """The order on this ground; pictures in it are kept. Raises `SignersDoNotMatch`, `ValueRefused`."""
    if len(order.signers) != len(ground.layout.steps):
        raise SignersDoNotMatch(len(order.signers), len(ground.layout.steps))
    order = _by_own_names(order, ground.layout)
    # Every contract has a folder of its own, so that its pictures can be erased without asking who else shows the same ones.
    pictures = f"companies/{order.company.pk}/pictures/{secrets.token_hex(12)}"
    known = {field.name for field in ground.layout.fields}
    return Checked(
        order=order,
        ground=ground,
        contents=values.with_defaults(ground.layout, _given(order, ground, pictures)),
        pictures=pictures,
        unknown_fields=tuple(name for name in order.values if name not in known),
    )


def _by_own_names(order: StartOrder, layout: Layout) -> StartOrder:
    """The order with the names of boxes as the layout writes them."""
    values, export = order.values, order.export
    names = layout.own_names(values)
    order = replace(order, values={names[name]: value for name, value in values.items()})
    if export is None:
        return order
    sources = layout.own_names(name for param in export.params for name in param.fields)
    params = [replace(param, fields=tuple(sources[name] for name in param.fields)) for param in export.params]
    renamed = layout.own_names(export.new_names)
    new_names = {renamed[name]: new for name, new in export.new_names.items()}
    return replace(order, export=replace(export, params=tuple(params), new_names=new_names))


def prepare(checked: Checked) -> Prepared:
    """With the rest of the slow work that is not for a transaction."""
    given = (signer.access_code for signer in checked.order.signers)
    return Prepared(checked=checked, codes=tuple(codes.protect(code) if code else "" for code in given))


def _given(order: StartOrder, ground: Ground, folder: str) -> dict[str, Content | None]:
    fields, pages = {field.name: field for field in ground.layout.fields}, page_sizes(ground.version.pk)
    for name in order.values:
        if name in fields and fields[name].kind.filled_by is FilledBy.SIGNER:
            raise ValueRefused(name, "not-yours")
    given = {name: read_value(fields[name], raw, folder, pages) for name, raw in order.values.items() if name in fields}
    return values.one_per_group(ground.layout, given)
