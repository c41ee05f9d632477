"""The exports that an operator's command is about, and what it does with them, company by company."""

from collections.abc import Callable, Iterable

import click

from dojang.cli.template import company_of
from dojang.cli.terminal import counted
from dojang.companies.models import Company
from dojang.exports.errors import NoExports, NothingToReplay, NothingToRetry, UnknownExport
from dojang.exports.models import Delivery, ExportStream
from dojang.exports.operations import Range, count_replay
from dojang.exports.streams import Done, Operator, endpoints_of

NAME = "operator"  # how the record names the person at the command line


def operator(company: Company, reason: str = "") -> Operator:
    """The person at the command line, acting for this company."""
    return Operator(company=company, name=NAME, reason=reason)


def companies(comp_id: str | None, url: str = "") -> list[Company]:
    """The company with this id, or all. With `url` only those that export to its server."""
    found = [company_of(comp_id)] if comp_id else list(Company.objects.order_by("comp_id"))
    if not url:
        return found
    theirs = {endpoint.company_id for endpoint in endpoints_of(found, url)}
    return [company for company in found if company.pk in theirs]


def company_of_contract(contract: int, comp_id: str | None) -> Company:
    """The contract's company. Raises NoExports if `comp_id` names another one."""
    line = ExportStream.objects.filter(pk=contract).select_related("contract__company").first()
    if line is None or line.contract.company not in companies(comp_id):
        raise NoExports(contract)
    return line.contract.company


def company_of_export(delivery: int, comp_id: str | None) -> Company:
    """The export's company. Raises UnknownExport if `comp_id` names another one."""
    row = Delivery.objects.filter(pk=delivery).select_related("contract__company").defer("body").first()
    if row is None or row.contract.company not in companies(comp_id):
        raise UnknownExport(delivery)
    return row.contract.company


def for_each(operators: Iterable[Operator], act: Callable[[Operator], Done]) -> None:
    """Act for each of them. Raises the error of one that has nothing to do only if all have nothing to do."""
    done, nothing = 0, None
    for one in operators:
        try:
            print_done(one, act(one))
            done += 1
        except (NothingToReplay, NothingToRetry) as error:
            nothing = error
    if nothing is not None and not done:
        raise nothing


def print_done(of: Operator, done: Done) -> None:
    """Print what was done, and which endpoints are paused."""
    click.echo(f"{_amount(of.company, done)} put in line")
    for endpoint in of.company.export_endpoints.exclude(paused_at=None).order_by("origin"):
        click.secho(f"Nothing goes to {endpoint.origin} until it is resumed: it is paused.", fg="yellow")


def ask(chosen: Iterable[Company], asked: Range) -> None:
    """Print how many exports would be sent again, and let the operator decide."""
    for company in chosen:
        click.echo(_amount(company, count_replay(company, asked)))
    click.confirm("Send them all again?", abort=True)


def _amount(company: Company, done: Done) -> str:
    return f"{company.comp_id}: {counted(done.deliveries, 'export')} of {counted(done.contracts, 'contract')}"
