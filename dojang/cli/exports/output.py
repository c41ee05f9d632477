"""How the command line prints exports."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from dojang.cli.terminal import at, counted, shown, table
from dojang.exports.redaction import readable_body

if TYPE_CHECKING:
    from dojang.exports.endpoints import Endpoint
    from dojang.exports.probe import Probe
    from dojang.exports.queries import AttemptSummary, Detail, Export, InterventionSummary

_NOT_ALLOWED = "its address is not public. Name it in DOJANG_EXPORT_ALLOW if exports may go there"
REFUSED_URLS = {
    "length": "it is too long",
    "form": "it is no URL",
    "scheme": "it must start with https://",
    "http": "it must start with https://, unless DOJANG_EXPORT_HTTP or DOJANG_EXPORT_ALLOW say otherwise",
    "userinfo": "it holds a user name or password. Give --authorization instead",
    "host": "it names no server",
    "address": _NOT_ALLOWED,
}
_COLOURS = {"delivered": "green", "pending": "yellow", "parked": "red", "stopped": "red", "skipped": "bright_black"}


def as_json(values: Any) -> None:
    """Dataclasses, one or many, as they are; times as ISO 8601 with their zone."""
    plain = [asdict(one) for one in values] if isinstance(values, Sequence) else asdict(values)
    _print_json(plain)


def as_table(found: Sequence["Export"], limit: int) -> None:
    """One line an export."""
    if not found:
        click.echo("There is no such export.")
        return
    rows = [
        (str(one.id), one.comp_id, str(one.contract), str(one.seq), one.state, at(one.planned_at), str(one.tries),
         _outcome(one.last) if one.last else "–", shown(one.url))
        for one in found
    ]  # fmt: skip
    heading, *lines = table(
        [">id", "company", ">contract", ">no.", "state", "planned", ">tries", "last try", "to"], rows
    )
    click.secho(heading, bold=True)
    for one, line in zip(found, lines, strict=True):
        click.secho(line, fg=_COLOURS[one.state])
    if len(found) == limit:
        click.echo(f"There may be older ones: --before {found[-1].id}")


def detail_as_json(detail: "Detail", *, body: bool, full: bool) -> None:
    """Everything about one export."""
    plain = asdict(detail.export) | {
        "tries": [asdict(one) for one in detail.tries],
        "acts": [asdict(act) for act in detail.acts],
    }
    if full:
        plain["url"] = detail.exact_url
    if body:
        plain["body"] = readable_body(detail.body, links=full)
    _print_json(plain)


def detail_as_text(detail: "Detail", *, body: bool, full: bool) -> None:
    """Everything about one export."""
    export = detail.export
    click.secho(f"export {export.id}", bold=True)
    for name, text in (
        ("contract", f"{export.contract} “{shown(export.title)}” of {export.comp_id}"),
        ("number", f"{export.seq} of this contract, about {export.event}"),
        ("state", click.style(_state(export), fg=_COLOURS[export.state])),
        ("to", shown(detail.exact_url if full else export.url)),
        ("webhook-id", export.webhook_id),
        ("planned", at(export.planned_at)),
    ):
        click.echo(f"  {name:<11} {text}")
    _section("tries", [line for one in detail.tries for line in _try(one)] or ["none yet"])
    _section("what people did", [_act(act) for act in detail.acts] or ["nothing"])
    if body:
        text = json.dumps(readable_body(detail.body, links=full), ensure_ascii=False, indent=2)
        _section("body", [shown(line) for line in text.splitlines()])


def endpoints_as_table(found: Sequence["Endpoint"]) -> None:
    """One line an endpoint."""
    if not found:
        click.echo("No contract exports anything yet.")
        return
    rows = [
        (one.comp_id, shown(one.origin), f"{one.contracts:,}", f"{one.running:,}", f"{one.failing:,}", f"{one.waiting:,}",
         f"{one.parked:,}", f"{one.stopped:,}", f"since {at(one.paused_at)}" if one.paused_at else "no",
         f"{at(one.last.started_at)}  {_outcome(one.last)}" if one.last else "–")
        for one in found
    ]  # fmt: skip
    headings = [
        "company",
        "endpoint",
        ">contracts",
        ">running",
        ">failing",
        ">waiting",
        ">parked",
        ">stopped",
        "paused",
    ]
    heading, *lines = table([*headings, "last try"], rows)
    click.secho(heading, bold=True)
    for one, line in zip(found, lines, strict=True):
        click.secho(line, fg="red" if one.parked or one.stopped else "yellow" if one.failing or one.paused_at else None)


def probe_as_text(probe: "Probe") -> None:
    """The result of a test export."""
    click.echo(f"test export {probe.webhook_id} to {shown(probe.url)}")
    remote = f" from {probe.remote_ip}" if probe.remote_ip else ""
    click.echo(f"  {probe.status or probe.error}{remote} after {probe.milliseconds:,} ms")
    for line in _answer(probe.answer):
        click.echo(f"  {line}")
    if probe.error == "forbidden-address":
        click.echo(f"  {_NOT_ALLOWED[0].upper()}{_NOT_ALLOWED[1:]}.")
    result = "would count as delivered" if probe.delivered else "would not count as delivered"
    click.secho(f"  A real export with this answer {result}.", fg="green" if probe.delivered else "red")


def _state(export: "Export") -> str:
    if export.delivered_at:
        return f"delivered {at(export.delivered_at)}"
    if export.ended_at:
        return f"{export.state} since {at(export.ended_at)} because of {export.reason}"
    if export.state != "pending":
        return str(export.state)
    if not export.first:
        return "pending, behind earlier ones of its contract"
    if export.sending:
        return "pending, being sent just now"
    if export.paused or export.waiting:
        return f"pending, {'its endpoint is paused' if export.paused else 'waits for its endpoint'}"
    return f"pending, next try {at(export.next_at)}" if export.next_at else "pending"


def _try(one: "AttemptSummary") -> list[str]:
    remote = f" from {one.remote_ip}" if one.remote_ip else ""
    line = f"{one.number:>3}  {at(one.started_at)}  {one.duration:>6,} ms  {one.status or one.error}{remote}"
    return [line, *(f"     {answer}" for answer in _answer(one.answer))]


def _outcome(one: "AttemptSummary") -> str:
    return f"{one.status or one.error} in {one.duration:,} ms"


def _answer(answer: str) -> list[str]:
    return [f"| {shown(line)}" for line in answer.splitlines()]


def _act(act: "InterventionSummary") -> str:
    where = f" of contract {act.contract}" if act.contract else f" of all to {act.target}" if act.target else " of all"
    span = f", planned or delivered since {at(act.since)}" if act.since else ""
    span += f" and before {at(act.until)}" if act.until else ""
    why = f": {shown(act.reason)}" if act.reason else ""
    return f"{at(act.at)}  {act.kind}{where}{span} by {shown(act.actor)}, {counted(act.deliveries, 'export')}{why}"


def _section(name: str, lines: Iterable[str]) -> None:
    click.secho(f"{name}", bold=True)
    for line in lines:
        click.echo(f"  {line}")


def _print_json(plain: Any) -> None:
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2, default=datetime.isoformat))
