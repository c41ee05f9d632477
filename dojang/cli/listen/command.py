"""`dojang listen`: a receiver of exports for integrators. It prints what arrives and answers as its options say."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from dojang.cli.listen.book import Book, Entry, check_signature, is_secret
from dojang.cli.listen.receiver import Arrival, Receiver
from dojang.cli.server.supervisor import Stopped, stop_on_signals
from dojang.cli.server.up import check_port
from dojang.cli.terminal import counted, shown
from dojang.config import environment
from dojang.lib.errors import DojangError
from dojang.lib.postgres.server import running_url

_FAILURE = 500
_MAX_SHOWN = 20_000  # characters of a body
_REREAD_SECONDS = 1.0


@click.command()
@click.option("--port", default=9000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--secret", "secrets", multiple=True, metavar="WHSEC", help="Check signatures by this secret, or by several."
)
@click.option(
    "--company", "comp_id", metavar="COMP_ID", help="Check them by this company's, which are in the database."
)
@click.option("--answer", default=200, show_default=True, type=click.IntRange(200, 599), help="The status to answer.")
@click.option(
    "--slow", default=0.0, metavar="SECONDS", type=click.FloatRange(0, 3600), help="How long to wait with it."
)
@click.option(
    "--fail-first", default=0, metavar="N", type=click.IntRange(0), help="Answer 500 to the first N tries of each."
)
@click.option("--body", is_flag=True, help="Print what arrives. It holds links that are secrets.")
def listen(
    port: int,
    host: str,
    secrets: tuple[str, ...],
    comp_id: str | None,
    answer: int,
    slow: float,
    fail_first: int,
    body: bool,
) -> None:
    """Receive exports here, and check each.

    The check shows whether an export is signed, in order, and new.
    Ctrl-C ends it with a summary.
    """
    keys = Keys(_read_keys(secrets, comp_id))
    check_port(host, port)
    listener = Listener(keys, answer=answer, slow=slow, fail_first=fail_first, with_body=body)
    receiver = Receiver(listener.take, host, port)
    stop_on_signals()
    receiver.start()
    _greet(receiver, keys, comp_id)
    try:
        while True:
            time.sleep(3600)
    except Stopped:
        receiver.stop()
        listener.sum_up()


class Keys:
    """The secrets that may have signed. They are read again if none fits, since one may have been replaced."""

    def __init__(self, read: Callable[[], Sequence[str]]) -> None:
        self._read, self.known, self._read_at = read, read(), time.monotonic()

    def have_changed(self) -> bool:
        """Read them again, though not more often than each second."""
        if time.monotonic() - self._read_at < _REREAD_SECONDS:
            return False
        before = self.known
        self.known, self._read_at = self._read(), time.monotonic()
        return self.known != before


class Listener:
    """Prints each arrival and decides on its answer."""

    def __init__(self, keys: Keys, *, answer: int, slow: float, fail_first: int, with_body: bool) -> None:
        self._keys, self._answer, self._slow, self._fail_first = keys, answer, slow, fail_first
        self._with_body = with_body
        self._book, self._counts, self._lock = Book(), Counter[str](), threading.Lock()

    def take(self, arrival: Arrival) -> int:
        """Look at an arrival, print what was found, answer."""
        with self._lock:
            entry = self._checked(arrival)
            status = _FAILURE if entry.tries <= self._fail_first else self._answer
            self._count(entry)
            for line in lines(arrival, entry, status, with_body=self._with_body):
                click.echo(line)
        time.sleep(self._slow)
        return status

    def sum_up(self) -> None:
        """Print the totals."""
        counts = self._counts
        click.echo(
            f"\n{counted(counts['arrivals'], 'arrival')}: {counted(counts['exports'], 'export')}, "
            f"{counts['again']:,} of them again; {counts['out of order']:,} out of order, {counts['wrong']:,} wrongly signed"
        )

    def _checked(self, arrival: Arrival) -> Entry:
        entry = self._book.enter(arrival, self._keys.known)
        if entry.signature is None or entry.signature.good or not self._keys.have_changed():
            return entry
        return replace(entry, signature=check_signature(arrival, self._keys.known))

    def _count(self, entry: Entry) -> None:
        self._counts["arrivals"] += 1
        self._counts["exports" if entry.tries == 1 else "again"] += 1
        self._counts["out of order"] += not entry.order.good
        self._counts["wrong"] += entry.signature is not None and not entry.signature.good


def lines(arrival: Arrival, entry: Entry, status: int, *, with_body: bool) -> list[str]:
    """An arrival for the terminal: one line, another for each problem, and maybe its body."""
    who = f"contract {entry.contract:<6} no. {entry.sequence:<3} try {entry.attempt:<3} {entry.what:<12}"
    line = click.style(f"{arrival.at:%H:%M:%SZ}  ", dim=True) + shown(who)[:160]
    line += " → " + click.style(str(status), fg="green" if status < 300 else "red")
    if entry.signature is None:
        line += "  signature not checked"
    else:
        line += "  " + click.style(f"signature {entry.signature.text}", fg="green" if entry.signature.good else "red")
    colour = "yellow" if entry.tries > 1 else "green" if entry.order.good else "red"
    line += "  " + click.style(entry.order.text, fg=colour)
    line += "  " + click.style(shown(entry.webhook_id)[:80], dim=True)
    problems = [click.style(f"           {problem}", fg="red") for problem in entry.problems]
    return [line, *problems, *(_body(arrival) if with_body else [])]


def _body(arrival: Arrival) -> list[str]:
    from dojang.exports.redaction import readable_body

    try:
        text = json.dumps(readable_body(arrival.body, links=True), ensure_ascii=False, indent=2)
    except (ValueError, AttributeError, RecursionError):
        text = arrival.body.decode(errors="replace")
    return [f"           {shown(line)}" for line in text[:_MAX_SHOWN].splitlines()]


def _greet(receiver: Receiver, keys: Keys, comp_id: str | None) -> None:
    click.secho(f"Listening on {receiver.url} – Ctrl-C ends. Times are UTC.", bold=True)
    click.echo(
        f"A server on this machine may call it with DOJANG_EXPORT_ALLOW={receiver.host}:{receiver.port} in its environment."
    )
    if keys.known:
        whose = f" of {comp_id}" if comp_id else ""
        click.echo(f"Signatures are checked with {counted(len(keys.known), 'secret')}{whose}.")
    else:
        click.secho(
            "Signatures are not checked: give --secret, or --company where the database can be reached.", fg="yellow"
        )


def _read_keys(secrets: tuple[str, ...], comp_id: str | None) -> Callable[[], Sequence[str]]:
    if secrets and comp_id:
        raise click.UsageError("Give either --secret or --company.")
    for secret in secrets:
        if not is_secret(secret):
            raise click.UsageError(
                "A secret is whsec_ and the base64 of 24 to 64 bytes: dojang company secret COMP_ID show"
            )
    if comp_id is None:
        return lambda: secrets
    known = _secrets_of(comp_id)

    def read() -> Sequence[str]:
        nonlocal known
        found = environment.read()
        # A database that has stopped since is not started for this.
        if found.database_url or running_url(found.data):
            try:
                known = _secrets_of(comp_id)
            except DojangError as error:
                click.secho(f"The secrets of {comp_id} could not be read again: {error}", fg="red")
        return known

    return read


def _secrets_of(comp_id: str) -> Sequence[str]:
    from dojang.cli.server.database import database

    with database():
        from dojang.cli.template import company_of
        from dojang.companies.export_secrets import live

        return live(company_of(comp_id))
