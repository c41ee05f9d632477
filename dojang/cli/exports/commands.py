"""Exports from the command line: their results, and what an operator can do."""

from datetime import datetime

import click

from dojang.cli.server.database import database
from dojang.cli.terminal import moment

STATES = ["pending", "parked", "stopped", "delivered", "skipped"]
_ANY = click.option("--company", "comp_id", metavar="COMP_ID", help="Whose exports. [default: those of all companies]")
_ONE = click.option("--company", "comp_id", metavar="COMP_ID", required=True, help="Whose exports.")
_ENDPOINT = click.option("--endpoint", "url", default="", metavar="URL", help="Only those to the server of this URL.")
_REASON = click.option("--reason", default="", help="Why, for the record.")
_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.group()
def exports() -> None:
    """Exports to the companies' servers. See their results; try again, skip, replay, pause."""


@exports.command("list")
@_ANY
@click.option("--contract", type=int, help="Only those of this contract.")
@click.option("--state", type=click.Choice(STATES))
@click.option("--since", type=moment, help="Only those planned since: 2h, 7d, 2026-01-31, 2026-01-31T13:00+09:00.")
@click.option("--until", type=moment, help="Only those planned before.")
@_ENDPOINT
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@click.option("--before", type=int, metavar="ID", help="Only those older than this export: the next page.")
@_JSON
def list_(
    comp_id: str | None,
    contract: int | None,
    state: str | None,
    since: datetime | None,
    until: datetime | None,
    url: str,
    limit: int,
    before: int | None,
    as_json: bool,
) -> None:
    """Exports and their states, the newest first."""
    with database():
        from dojang.cli.exports import output
        from dojang.cli.exports.scope import companies
        from dojang.exports.queries import ExportQuery, ExportState, listed

        wanted = ExportQuery(
            contract=contract, state=ExportState(state) if state else None, since=since, until=until, url=url, limit=limit,
            before=before,
        )  # fmt: skip
        found = listed(companies(comp_id), wanted)
        output.as_json(found) if as_json else output.as_table(found, limit)


@exports.command()
@click.argument("export", type=int)
@_ANY
@click.option("--body", is_flag=True, help="With its body. The Authorization is left out.")
@click.option(
    "--full", is_flag=True, help="With the secrets of links and of the URL's query. People who see them can use them."
)
@_JSON
def show(export: int, comp_id: str | None, body: bool, full: bool, as_json: bool) -> None:
    """Everything about one EXPORT, by its id in the list."""
    with database():
        from dojang.cli.exports import output
        from dojang.cli.exports.scope import company_of_export
        from dojang.exports.queries import shown

        detail = shown(company_of_export(export, comp_id), export)
        if as_json:
            output.detail_as_json(detail, body=body, full=full)
        else:
            output.detail_as_text(detail, body=body, full=full)


@exports.command()
@click.argument("contract", type=int, required=False)
@click.option("--parked", "stuck", flag_value="parked", multiple=True, help="All whose tries have ended.")
@click.option("--stopped", "stuck", flag_value="stopped", multiple=True, help="All whose receiver said 410.")
@click.option("--failing", "stuck", flag_value="failing", multiple=True, help="All that wait for their next try.")
@_ANY
@_ENDPOINT
@_REASON
def retry(contract: int | None, stuck: tuple[str, ...], comp_id: str | None, url: str, reason: str) -> None:
    """Send now what is stuck: of one CONTRACT, or of all."""
    if (contract is None) == (not stuck):
        raise click.UsageError("Say either a contract or --parked, --stopped, --failing.")
    if contract is not None and url:
        raise click.UsageError("--endpoint goes with --parked, --stopped, --failing.")
    with database():
        from dojang.cli.exports import scope
        from dojang.exports import operations

        if contract is not None:
            operator = scope.operator(scope.company_of_contract(contract, comp_id), reason)
            scope.print_done(operator, operations.retry(operator, contract))
            return
        ways = frozenset(operations.Stuck(way) for way in stuck)
        operators = [scope.operator(company, reason) for company in scope.companies(comp_id, url)]
        scope.for_each(operators, lambda operator: operations.retry_all(operator, ways, url))


@exports.command()
@click.argument("contract", type=int)
@click.option("--seq", type=int, metavar="NUMBER", help="Make sure that it is this export that is left out.")
@click.option("--reason", required=True, help="Why, for the record.")
@_ANY
def skip(contract: int, seq: int | None, reason: str, comp_id: str | None) -> None:
    """Leave out the first export in line of CONTRACT.

    The next one goes. What is left out is kept, and can be replayed.
    """
    with database():
        from dojang.cli.exports import scope
        from dojang.exports import operations

        operator = scope.operator(scope.company_of_contract(contract, comp_id), reason)
        skipped = operations.skip(operator, contract, seq)
        click.echo(f"contract {contract}: export {skipped} is skipped")


@exports.command()
@click.argument("export", type=int, required=False)
@click.option("--contract", type=int, help="All exports of this contract.")
@click.option("--since", type=moment, help="All that were planned or delivered since: 2h, 7d, 2026-01-31T13:00+09:00.")
@click.option("--until", type=moment, help="With --since: and before.")
@_ANY
@_ENDPOINT
@_REASON
@click.option("--yes", is_flag=True, help="Do not ask.")
def replay(
    export: int | None,
    contract: int | None,
    since: datetime | None,
    until: datetime | None,
    comp_id: str | None,
    url: str,
    reason: str,
    yes: bool,
) -> None:
    """Send one EXPORT again, or many that arrived or were skipped.

    The receiver gets the same bytes under the same webhook-id, in each contract's order. Of many, those that are parked or
    stopped continue as well.
    """
    if [export is not None, contract is not None, since is not None].count(True) != 1:
        raise click.UsageError("Say one of these: an export, --contract, --since.")
    if since is None and (until is not None or url):
        raise click.UsageError("--until and --endpoint go with --since.")
    with database():
        from dojang.cli.exports import scope
        from dojang.exports import operations
        from dojang.exports.streams import Done

        if export is not None:
            operator = scope.operator(scope.company_of_export(export, comp_id), reason)
            operations.replay_one(operator, export)
            scope.print_done(operator, Done(1, 1))
            return
        asked = operations.Range(since=since, until=until, contract=contract, url=url)
        chosen = scope.companies(comp_id, url) if contract is None else [scope.company_of_contract(contract, comp_id)]
        if not yes:
            scope.ask(chosen, asked)
        operators = [scope.operator(company, reason) for company in chosen]
        scope.for_each(operators, lambda operator: operations.replay(operator, asked))


@exports.command()
@click.argument("url")
@_ONE
@_REASON
def pause(url: str, comp_id: str, reason: str) -> None:
    """Send nothing more to the server of URL.

    New exports are still planned. They wait until it is resumed.
    """
    with database():
        from dojang.cli.exports import scope
        from dojang.cli.template import company_of
        from dojang.exports.endpoints import pause as act
        from dojang.lib.outgoing.client import origin

        is_new = act(scope.operator(company_of(comp_id), reason), url)
        click.echo(f"{origin(url)}: {'paused' if is_new else 'was paused already'}")


@exports.command()
@click.argument("url")
@_ONE
@_REASON
def resume(url: str, comp_id: str, reason: str) -> None:
    """Send to the server of URL again, what has waited first."""
    with database():
        from dojang.cli.exports import scope
        from dojang.cli.template import company_of
        from dojang.exports.endpoints import resume as act
        from dojang.lib.outgoing.client import origin

        was_paused = act(scope.operator(company_of(comp_id), reason), url)
        click.echo(f"{origin(url)}: {'goes on' if was_paused else 'was not paused'}")


@exports.command()
@_ANY
@_JSON
def endpoints(comp_id: str | None, as_json: bool) -> None:
    """The servers that exports go to, and the state of each."""
    with database():
        from dojang.cli.exports import output
        from dojang.cli.exports.scope import companies
        from dojang.exports.endpoints import endpoints as of_company

        found = [endpoint for company in companies(comp_id) for endpoint in of_company(company)]
        output.as_json(found) if as_json else output.endpoints_as_table(found)


@exports.command()
@click.argument("url")
@_ONE
@click.option("--authorization", default="", help="Sent as the Authorization header, and kept nowhere.")
@_JSON
def test(url: str, comp_id: str, authorization: str, as_json: bool) -> None:
    """Send one signed test export to URL now.

    It is sent as the dispatcher would send it, and the answer is printed. Ends with status 1 if a real export would not count as
    delivered.
    """
    with database():
        from dojang.cli.exports import output, scope
        from dojang.cli.template import company_of
        from dojang.exports.probe import probe
        from dojang.lib.outgoing.client import UrlRefused

        try:
            probed = probe(scope.operator(company_of(comp_id)), url, authorization)
        except UrlRefused as refusal:
            raise click.UsageError(f"{url!r} cannot be called: {output.REFUSED_URLS[refusal.reason]}.") from None
        output.as_json(probed) if as_json else output.probe_as_text(probed)
    if not probed.delivered:
        raise SystemExit(1)
