"""Contracts that cannot be sealed, from the command line: which they are, another try, an end."""

import json
from typing import TYPE_CHECKING

import click

from dojang.cli.server.database import database
from dojang.cli.terminal import at, counted, shown, table

if TYPE_CHECKING:
    from dojang.companies.models import Company
    from dojang.contracts.models import SealingFailure

_COMPANY = click.option("--company", "comp_id", metavar="COMP_ID", help="Whose contracts. [default: all companies']")
_HEADINGS = (">contract", "company", "since", ">tries", "next try", "reason")


@click.group()
def contracts() -> None:
    """Contracts that are approved and cannot be sealed."""


@contracts.command()
@_COMPANY
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def stuck(comp_id: str | None, limit: int, as_json: bool) -> None:
    """Contracts that cannot be sealed, the oldest first, and why."""
    with database():
        from dojang.contracts import unsealed

        found = unsealed.stuck(_company(comp_id)).select_related("contract__company").order_by("since", "pk")
        rows, count = list(found[:limit]), found.count()
        if as_json:
            click.echo(json.dumps([_facts(one) for one in rows], indent=2))
        elif not rows:
            click.echo("Every contract that all signers have approved is sealed, or just being sealed.")
        else:
            for one, line in zip([None, *rows], table(_HEADINGS, map(_row, rows)), strict=True):
                click.echo(f"{line}\n    {shown(one.detail)}" if one else line)
            click.echo(f"{counted(count, 'contract')} cannot be sealed.")


@contracts.command()
@click.argument("contract", type=int, required=False)
@click.option("--all", "every", is_flag=True, help="All that cannot be sealed.")
@_COMPANY
def reseal(contract: int | None, every: bool, comp_id: str | None) -> None:
    """Try now to seal one CONTRACT that could not be, or all."""
    if (contract is None) != every:
        raise click.UsageError("Give either CONTRACT or --all.")
    with database():
        from dojang.flow import seal_retries

        company = _company(comp_id)
        if contract is None:
            done = seal_retries.try_again_now(company)
            click.echo(f"{counted(done, 'contract')} will be tried again now.")
        else:
            found = seal_retries.reseal(_known(contract, company))
            waits = found.status == found.Status.SEALING
            click.echo(f"contract {contract}: {'will be tried again now' if waits else 'is sealed already'}")


@contracts.command()
@click.argument("contract", type=int)
@click.option(
    "--reason", required=True, help="Why. The people of the contract are notified of it, and its history keeps it."
)
@_COMPANY
def cancel(contract: int, reason: str, comp_id: str | None) -> None:
    """Cancel CONTRACT, which cannot be sealed or is in progress. The people of the contract are notified."""
    with database():
        from dojang.flow import termination

        if len(reason) > termination.MAX_REASON:
            raise click.UsageError(f"--reason takes at most {termination.MAX_REASON} characters.")
        termination.cancel_by_operator(_known(contract, _company(comp_id)), reason)
        click.echo(f"contract {contract}: canceled")


def _company(comp_id: str | None) -> "Company | None":
    from dojang.cli.template import company_of

    return company_of(comp_id) if comp_id else None


def _known(contract: int, company: "Company | None") -> int:
    """The contract's number, if there is such a contract and it is the company's."""
    from dojang.contracts.models import Contract

    known = Contract.objects.filter(company=company) if company else Contract.objects.all()
    if not 0 < contract < 2**63 or not known.filter(pk=contract).exists():
        raise click.UsageError(f"There is no contract {contract}{f' of {company.comp_id}' if company else ''}.")
    return contract


def _row(failure: "SealingFailure") -> tuple[str, ...]:
    contract = failure.contract
    since, next_try = at(failure.since), at(failure.next_at)
    return str(contract.pk), contract.company.comp_id, since, str(failure.tries), next_try, failure.reason


def _facts(failure: "SealingFailure") -> dict[str, object]:
    return {
        "contract": failure.contract.pk,
        "company": failure.contract.company.comp_id,
        "since": failure.since.isoformat(),
        "tries": failure.tries,
        "next_try_at": failure.next_at.isoformat(),
        "reason": failure.reason,
        "detail": failure.detail,
    }
