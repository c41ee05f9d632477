"""What a 1410Q asks for: what all its contracts share, and the order for one of its entries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dojang.api.coded import lookups
from dojang.api.coded.bulkstart.results import Bulk
from dojang.api.coded.call import CodedRequest
from dojang.api.coded.results import Refused
from dojang.api.coded.startsimple.request import PLACE, SPELLING, read_terms
from dojang.api.messages import Parameter
from dojang.api.parameters import Parameters
from dojang.api.start.notices import Notice
from dojang.api.start.order import order_of
from dojang.api.start.people import is_blank, read_signer
from dojang.api.start.request import MAX_ID, MAX_SIGNERS, SignerRequest, StartRequest
from dojang.api.start.rules import check
from dojang.companies.models import Company, Member
from dojang.contracts.models import Contract
from dojang.flow.orders import SignerOrder, StartOrder
from dojang.flow.start import StartContext
from dojang.lib.contact import Contact
from dojang.lib.texts import Language, composed
from dojang.lib.visitor import Visitor
from dojang.library.layout import MAX_FIELDS, Layout, trusted_layout
from dojang.library.models import Template
from dojang.library.queries import find_template

MAX_ENTRIES = 300  # more would keep a caller waiting for half a minute and longer; they are for a job
BULK_SPELLING: Mapping[str, str] = {**SPELLING, "entries": "unset_player_list", "customers": "customer_list"}
# Keys beside the list that hold for every entry, unless the entry has its own.
_SHARED = ("biz_id", "language", "expireddate", "export_api_info", "comment_to")


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What all contracts have in common. `customers` sign after the one of each entry, where the template has steps for them."""

    body: Parameters
    company: Company
    starter: Member
    template: Template
    layout: Layout
    customers: tuple[SignerRequest, ...]
    entries: tuple[Parameters, ...]
    visitor: Visitor

    @cached_property
    def context(self) -> StartContext:
        """Looked up once. Raises what `StartContext.find` raises, again for each entry."""
        return StartContext.find(self.company, self.starter.email, str(self.template.number), self.starter)


def read_batch(request: CodedRequest) -> Batch:
    """Raises `InvalidParameter`, and `Refused` where no contract at all can be started."""
    body, company = request.body, request.caller().company
    entries = _entries(body)
    template, layout = _template(body, company)
    parts = enumerate(body.parts("customer_list", MAX_SIGNERS))
    customers = tuple(read_signer(part, ("customers", at), PLACE) for at, part in parts if not is_blank(part))
    _require_places(layout, len(customers))
    return Batch(
        body=body,
        company=company,
        starter=lookups.member(request, Bulk.NOT_A_MEMBER),
        template=template,
        layout=layout,
        customers=customers,
        entries=entries,
        visitor=request.visitor,
    )


def read_entry(batch: Batch, index: int) -> tuple[StartOrder, tuple[Notice, ...]]:
    """The order for one contract, and what of the entry is not used. Raises as a 5005Q does for one that breaks a rule."""
    body, entry, at = batch.body, batch.entries[index], ("entries", index)
    shared = {key: body.get(key) for key in _SHARED if body.has(key) and not entry.has(key)}
    whole = shared | dict(entry.items) | {"field_list": _values(body, entry)}
    template = str(batch.template.number)
    start = StartRequest(
        at=at,
        title=entry.text("workflow_name") or body.text("workflow_name"),
        template=template,
        starter_email=batch.starter.email,
        comment=body.text("comment"),
        offset=body.text("timezone_offset"),
        signers=(read_signer(entry, at, PLACE), *batch.customers),
        copies=(),
        terms=read_terms(Parameters(entry.path, whole), template),
    )
    check(start)
    order = order_of(start, batch.company, batch.visitor)
    return replace(order, signers=_in_their_places(batch, order.signers), via=Contract.Via.BULK), start.terms.notices


def _entries(body: Parameters) -> tuple[Parameters, ...]:
    given = body.get("unset_player_list")
    if isinstance(given, list) and len(given) > MAX_ENTRIES:
        raise Refused(Bulk.TOO_MANY, most=MAX_ENTRIES)
    entries = body.parts("unset_player_list", MAX_ENTRIES)
    if not entries:
        raise body.wrong("unset_player_list", Parameter.REQUIRED)
    return entries


def _template(body: Parameters, company: Company) -> tuple[Template, Layout]:
    number = body.identifier("workflow_lib_id", MAX_ID)
    if not number:
        raise body.wrong("workflow_lib_id", Parameter.REQUIRED)
    template = find_template(company, number)
    layout = trusted_layout(template.latest().layout) if template else None
    if template is None or layout is None or not layout.bulk:
        raise Refused(Bulk.UNKNOWN)
    if not layout.steps or layout.steps_without_boxes:
        raise Refused(Bulk.NO_STEPS)
    return template, layout


def _require_places(layout: Layout, customers: int) -> None:
    """The first step that is not the starter's is the entry's own; each further one needs a customer of `customer_list`."""
    places = sum(not step.starter for step in layout.steps)
    if not places:
        raise Refused(Bulk.NO_CUSTOMER)
    if customers != places - 1:
        raise Refused(Bulk.CUSTOMERS, wanted=places - 1, given=customers)


def _values(body: Parameters, entry: Parameters) -> list[object]:
    """The entry's own values first; of those beside the list, the ones for boxes that the entry leaves alone."""
    own = entry.parts("field_list", MAX_FIELDS)
    named_here = {composed(part.exact("field_name")) for part in own}
    shared = [
        part for part in body.parts("field_list", MAX_FIELDS) if composed(part.exact("field_name")) not in named_here
    ]
    return [part.items for part in (*own, *shared)]


def _in_their_places(batch: Batch, customers: tuple[SignerOrder, ...]) -> tuple[SignerOrder, ...]:
    starter = batch.starter
    manager = SignerOrder(
        name=starter.display_name, contact=Contact.read(starter.email), language=Language(batch.company.language)
    )
    waiting = iter(customers)
    return tuple(manager if step.starter else next(waiting) for step in batch.layout.steps)
