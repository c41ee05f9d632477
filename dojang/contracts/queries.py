"""A company's contracts, found at a cost that does not grow with their number.

A deleted contract is found only by its id. Contracts come with their starter loaded.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Prefetch, QuerySet, prefetch_related_objects

from dojang.companies.models import Company
from dojang.contracts import tally
from dojang.contracts.letters import written
from dojang.contracts.models import CarbonCopy, Contract, FieldValue, Signer
from dojang.contracts.values import search_key
from dojang.lib.contact import Contact
from dojang.lib.texts import composed
from dojang.library.models import Template

_SIGNERS = Prefetch(
    "signers",
    Signer.objects.only(
        "contract_id", "step", "name", "contact_kind", "contact_address", "act", "round", "acted_round", "acted_at"
    ),
)
MAX_FOUND = 1_000  # contracts that a search returns
MAX_LOOKED_AT = 10_000  # contracts that one page of a filtered list looks at
Status = Contract.Status


@dataclass(frozen=True)
class ContractPage:
    """A page of a company's contracts, the newest first, and how many there are on all pages."""

    total: int
    contracts: Sequence[Contract]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which contracts are listed; an attribute that is None does not filter."""

    statuses: tuple[Contract.Status, ...] | None = None
    template: Template | None = None
    started_since: datetime | None = None
    started_until: datetime | None = None  # not included
    ended_since: datetime | None = None
    ended_until: datetime | None = None
    title_has: str | None = None  # in any case
    due_until: datetime | None = None  # still playing, with a deadline before this
    public_link: int | None = None  # started through it
    sealing_failed: bool | None = None  # whether it waits for its seal after a try that failed

    @property
    def may_skip_many(self) -> bool:
        """Whether many contracts that do not pass may lie between two that do, with no index to skip them."""
        return self != Filter() and self.public_link is None and not self.sealing_failed


@dataclass(frozen=True)
class Found:
    """The newest contracts that were found; `more` is true when there are older ones beyond `MAX_FOUND`.

    Signers are loaded only for canceled contracts, because `progress.current` needs them.
    """

    contracts: Sequence[Contract]
    more: bool


def find(company: Company, contract_id: int) -> Contract | None:
    """The company's contract with this id, deleted or not, with its template and its signers."""
    there = Contract.objects.filter(company=company, pk=contract_id).select_related("template", "starter")
    return there.prefetch_related("signers").first()


def page(company: Company, number: int, rows: int) -> ContractPage:
    """Page `number`, counted from 1, with the signers and copy recipients of each contract."""
    total, place = tally.look_up(company, (number - 1) * rows)
    if place is None:
        return ContractPage(total, ())
    wanted = _visible(company).filter(pk__lt=place.below).order_by("-pk")
    copies = Prefetch("copies", CarbonCopy.objects.order_by("pk"))
    listed = _listed(wanted).prefetch_related(_SIGNERS, copies)
    return ContractPage(total, list(listed[place.skip : place.skip + rows]))


def filtered(company: Company, which: Filter) -> QuerySet[Contract]:
    """The company's contracts that pass the filter; deleted ones only if `statuses` has them. The caller orders and slices."""
    wanted = {
        "status__in": which.statuses,
        "template": which.template,
        "started_at__gte": which.started_since,
        "started_at__lt": which.started_until,
        "ended_at__gte": which.ended_since,
        "ended_at__lt": which.ended_until,
        "title__icontains": which.title_has,
        "expires_at__lt": which.due_until,
        "public_link_use__link": which.public_link,
        "status": Status.PLAYING if which.due_until else None,
        "sealing_failure__isnull": None if which.sealing_failed is None else not which.sealing_failed,
    }
    base = _visible(company) if which.statuses is None else Contract.objects.filter(company=company)
    return _listed(base.filter(**{name: value for name, value in wanted.items() if value is not None}))


def reach(company: Company, before: int | None) -> int | None:
    """The id of the oldest contract that a filtered page looks at, if it starts before the contract `before`; None if none is older.

    No index serves every filter, such as a part of a title. A page must not read a million contracts to find the last few. So
    each page looks at no more than `MAX_LOOKED_AT`, and the next one continues there.
    """
    older = _visible(company).filter(pk__lt=before) if before else _visible(company)
    last = older.order_by("-pk").values_list("pk", flat=True)[MAX_LOOKED_AT - 1 : MAX_LOOKED_AT + 1]
    return last[0] if len(last) == 2 else None


def started(template: Template, since: datetime, until: datetime) -> Found:
    """Contracts from the template that were started in the period, its end not included."""
    visible = _visible(template.company).filter(template=template, started_at__gte=since, started_at__lt=until)
    return _found(visible.order_by("-started_at", "-pk"))


def completed(template: Template, since: datetime, until: datetime) -> Found:
    """Contracts from the template that were completed in the period, its end not included; also those that were disposed since."""
    complete = Contract.objects.filter(
        company=template.company, template=template, status__in=[Status.COMPLETE, Status.DISPOSED],
        ended_at__gte=since, ended_at__lt=until,
    )  # fmt: skip
    return _found(complete.order_by("-ended_at", "-pk"))


def of_template(template: Template) -> Found:
    """Contracts from the template."""
    return _found(_visible(template.company).filter(template=template).order_by("-started_at", "-pk"))


def with_value(template: Template, name: str, text: str) -> Found:
    """Contracts from the template whose field `name` has exactly this text."""
    text = written(text)
    # The key alone: given name and text too, the planner multiplies their odds, expects next to nothing and reads everything.
    keys = [search_key(template.pk, each, text) for each in _spellings(name)]
    same = FieldValue.objects.filter(search_key__in=keys).order_by("-contract_id")
    ids = list(same.values_list("contract_id", flat=True)[: MAX_FOUND + 1])
    there = Contract.objects.filter(
        company=template.company, template=template, pk__in=ids[:MAX_FOUND],
        values__name__in=_spellings(name), values__text=text,
    )  # fmt: skip
    return Found(_read(there.order_by("-pk")), more=len(ids) > MAX_FOUND)


def waiting_for(company: Company, contact: Contact) -> Signer | None:
    """The signer with this contact who has the turn, in the company's contract that has waited longest for them."""
    people = Signer.objects.filter(contact_kind=contact.kind, contact_key=contact.key)
    theirs = people.filter(contract__company=company, contract__status=Status.PLAYING, step=F("contract__turn"))
    waiting = theirs.select_related("contract").order_by("contract_id")
    return next((signer for signer in waiting if signer.contact.is_same(contact)), None)


def values(contracts: Sequence[Contract], name: str) -> dict[int, FieldValue]:
    """The value of the field `name` in each contract, by the contract's id; contracts without one are left out."""
    there = FieldValue.objects.filter(contract__in=contracts, name__in=_spellings(name)).only(
        "contract_id", "text", "data"
    )
    return {value.contract_id: value for value in there}


def _spellings(name: str) -> list[str]:
    """The names of fields that it may mean: earlier layouts may have them decomposed."""
    return list(dict.fromkeys([composed(name), unicodedata.normalize("NFD", name), name]))


def _visible(company: Company) -> QuerySet[Contract]:
    return Contract.objects.filter(company=company).exclude(status=Status.DELETED)


def _found(contracts: QuerySet[Contract]) -> Found:
    rows = _read(contracts[: MAX_FOUND + 1])
    return Found(rows[:MAX_FOUND], more=len(rows) > MAX_FOUND)


def _read(contracts: QuerySet[Contract]) -> Sequence[Contract]:
    """The contracts, with signers only where `progress.finished` needs them, since there may be thousands."""
    rows = list(_listed(contracts))
    prefetch_related_objects([row for row in rows if row.status == Status.CANCELED], _SIGNERS)
    return rows


def _listed(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    # Most contracts share a few starters: one query for them is cheaper than a join.
    return contracts.defer("chain_head", "comment", "end_reason").prefetch_related("starter")
