"""Whose exports an operator's command is about, and acting on them company by company."""

from collections.abc import Callable, Iterable

import click

from dojang.cli.template import company_of
from dojang.cli.terminal import counted
from dojang.companies.models import Company
from dojang.exports.errors import NoExports, NothingToReplay, NothingToRetry, UnknownExport
from dojang.exports.lines import Done, Operator, endpoints_of
from dojang.exports.models import Delivery, ExportStream
from dojang.exports.operating import Range, count_replay

NAME = "operator"  # how the record calls whoever has the command line


def operator(company: Company, reason: str = "") -> Operator:
    """Whoever has the command line, acting for this company."""
    return Operator(company=company, name=NAME, reason=reason)


def companies(comp_id: str | None, url: str = "") -> list[Company]:
    """The one with this id, or all; of them those that export to the server of this URL."""
    found = [company_of(comp_id)] if comp_id else list(Company.objects.order_by("comp_id"))
    if not url:
        return found
    theirs = {endpoint.company_id for endpoint in endpoints_of(found, url)}
    return [company for company in found if company.pk in theirs]


def company_of_contract(contract: int, comp_id: str | None) -> Company:
    """Whose contract this is, when it is one of the company that was named."""
    line = ExportStream.objects.filter(pk=contract).select_related("contract__company").first()
    if line is None or line.contract.company not in companies(comp_id):
        raise NoExports(contract)
    return line.contract.company


def company_of_export(delivery: int, comp_id: str | None) -> Company:
    """Whose export this is, when it is one of the company that was named."""
    row = Delivery.objects.filter(pk=delivery).select_related("contract__company").defer("body").first()
    if row is None or row.contract.company not in companies(comp_id):
        raise UnknownExport(delivery)
    return row.contract.company


def for_each(operators: Iterable[Operator], act: Callable[[Operator], Done]) -> None:
    """Act for each of them. That there is nothing to do is an error only when it is so for all."""
    done, nothing = 0, None
    for one in operators:
        try:
            tell(one, act(one))
            done += 1
        except (NothingToReplay, NothingToRetry) as error:
            nothing = error
    if nothing is not None and not done:
        raise nothing


def tell(of: Operator, done: Done) -> None:
    """What was done, and whether it has to wait all the same."""
    click.echo(f"{_amount(of.company, done)} put in line")
    for endpoint in of.company.export_endpoints.exclude(paused_at=None).order_by("origin"):
        click.secho(f"Nothing goes to {endpoint.origin} until it is resumed: it is paused.", fg="yellow")


def ask(chosen: Iterable[Company], asked: Range) -> None:
    """Tell how many exports would go out again, and let the operator decide."""
    for company in chosen:
        click.echo(_amount(company, count_replay(company, asked)))
    click.confirm("Send them all again?", abort=True)


def _amount(company: Company, done: Done) -> str:
    return f"{company.comp_id}: {counted(done.deliveries, 'export')} of {counted(done.contracts, 'contract')}"
