"""Finding a company's contracts, at a cost that does not grow with how many there are.

What is deleted is found by its id alone. Everything comes with its starter and signers at hand, and without its layout.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from dojang.companies.models import Company
from dojang.contracts import tally
from dojang.contracts.models import CarbonCopy, Contract, FieldValue
from dojang.contracts.values import search_key
from dojang.library.models import Template
from dojang.pdf.fonts import normal

MOST_FOUND = 1_000  # contracts that a search gives at once
Status = Contract.Status


@dataclass(frozen=True)
class Page:
    """A page of a company's contracts, the newest first, and how many there are on all pages."""

    total: int
    contracts: Sequence[Contract]


@dataclass(frozen=True)
class Found:
    """The newest contracts that were looked for; `more` is true when there are older ones beyond `MOST_FOUND`."""

    contracts: Sequence[Contract]
    more: bool


def find(company: Company, contract_id: int) -> Contract | None:
    """The company's contract with this id, deleted or not, with its layout and template."""
    there = Contract.objects.filter(company=company, pk=contract_id).select_related("template")
    return _with_people(there).first()


def page(company: Company, number: int, rows: int) -> Page:
    """Page `number`, counted from 1, with their copy recipients."""
    total, place = tally.look_up(company, (number - 1) * rows)
    if place is None:
        return Page(total, ())
    wanted = _visible(company).filter(pk__lt=place.below).order_by("-pk")
    copies = Prefetch("copies", CarbonCopy.objects.order_by("pk"))
    return Page(total, list(_listed(wanted).prefetch_related(copies)[place.skip : place.skip + rows]))


def started(template: Template, since: datetime, until: datetime) -> Found:
    """Contracts from the template that were started in the period, its end not included."""
    visible = _visible(template.company).filter(template=template, started_at__gte=since, started_at__lt=until)
    return _found(visible.order_by("-started_at", "-pk"))


def completed(template: Template, since: datetime, until: datetime) -> Found:
    """Contracts from the template that were completed in the period, its end not included; also those disposed of since."""
    complete = Contract.objects.filter(
        company=template.company, template=template, status__in=[Status.COMPLETE, Status.DISPOSED],
        ended_at__gte=since, ended_at__lt=until,
    )  # fmt: skip
    return _found(complete.order_by("-ended_at", "-pk"))


def of_template(template: Template) -> Found:
    """Contracts from the template."""
    return _found(_visible(template.company).filter(template=template).order_by("-started_at", "-pk"))


def holding(template: Template, name: str, text: str) -> Found:
    """Contracts from the template in whose box `name` exactly this text stands."""
    text = normal(text)  # as it was written down
    key = search_key(template.pk, name, text)
    same = FieldValue.objects.filter(search_key=key, name=name, text=text, contract__template=template)
    newest = same.exclude(contract__status=Status.DELETED).order_by("-contract_id")
    ids = list(newest.values_list("contract_id", flat=True)[: MOST_FOUND + 1])
    there = Contract.objects.filter(company=template.company, pk__in=ids[:MOST_FOUND]).order_by("-pk")
    return Found(list(_listed(there)), more=len(ids) > MOST_FOUND)


def values(contracts: Sequence[Contract], name: str) -> dict[int, FieldValue]:
    """What stands in the box `name` of each contract, by the contract's id; where nothing ever was, there is none."""
    return {value.contract_id: value for value in FieldValue.objects.filter(contract__in=contracts, name=name)}


def _visible(company: Company) -> QuerySet[Contract]:
    return Contract.objects.filter(company=company).exclude(status=Status.DELETED)


def _found(contracts: QuerySet[Contract]) -> Found:
    rows = list(_listed(contracts)[: MOST_FOUND + 1])
    return Found(rows[:MOST_FOUND], more=len(rows) > MOST_FOUND)


def _listed(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    return _with_people(contracts).defer("layout", "chain_head")


def _with_people(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    return contracts.select_related("starter").prefetch_related("signers")
