"""Texts for a terminal: what strangers wrote, times, numbers, tables."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import click

from dojang.lib import clock
from dojang.lib.characters import character_names, unseen
from dojang.lib.times import to_the_second

_SPAN = re.compile(r"(\d{1,5})([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def moment(value: str) -> datetime:
    """A time as an option takes it: `2h` ago, a date, or a date with a time and, unless it is UTC, a zone."""
    try:
        if _SPAN.fullmatch(value.strip()):
            return clock.now() - span(value)
        read = datetime.fromisoformat(value.strip())
        return read if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise click.BadParameter(f"{value!r} is no time. Say 2h, 7d, 2026-01-31 or 2026-01-31T13:00+09:00.") from None


def name(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """A name as an option takes it. All its characters must be visible, since lists and emails show it."""
    hidden = unseen(value)
    if hidden:
        raise click.BadParameter(f"it has characters that cannot be seen: {character_names(hidden)}.")
    return value


def span(value: str) -> timedelta:
    """How long something lasts, as an option takes it: `30m`, `24h`, `7d`."""
    match = _SPAN.fullmatch(value.strip())
    if match is None:
        raise click.BadParameter(f"{value!r} is no span of time. Say 30m, 24h or 7d.")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def at(when: datetime) -> str:
    """A time with its zone, which is UTC for operators."""
    return to_the_second(when, "UTC")


def shown(text: str) -> str:
    """What strangers wrote may not steer the operator's terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


@contextmanager
def pages_shown() -> Iterator[Callable[[int, int], None]]:
    """A callback that prints how many pages are done, on one line; it prints nothing where there is no terminal."""
    stream = sys.stderr

    def show(done: int, total: int) -> None:
        if stream.isatty():
            stream.write(f"\r{done:,} of {counted(total, 'page')} ")
            stream.flush()

    try:
        yield show
    finally:
        if stream.isatty():
            stream.write("\r\033[K")


def counted(number: int, thing: str) -> str:
    """`1 export`, `2,000 exports`, `2 boxes`."""
    ending = "" if number == 1 else "es" if thing.endswith("x") else "s"
    return f"{number:,} {thing}{ending}"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of columns, each as wide as it must be; a heading with `>` in front has its column at the right."""
    cells = [[heading.lstrip(">") for heading in headings], *rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    signs = [">" if heading.startswith(">") else "<" for heading in headings]
    return [
        "  ".join(f"{cell:{sign}{width}}" for cell, sign, width in zip(row, signs, widths, strict=True)).rstrip()
        for row in cells
    ]
