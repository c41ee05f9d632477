"""`dojang blobs`: whether the store still has every file as it was put there."""

import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator

import click

from dojang.cli.server.database import database
from dojang.cli.terminal import counted, shown

_REASONS = ("missing", "damaged", "unreadable")
_OFTEN = 2.0  # seconds between two lines of progress
_MAX_ORPHANS = 20  # that are named


@click.group()
def blobs() -> None:
    """The stored files: documents, templates, pictures."""


@blobs.command()
@click.option(
    "--orphans", "all_orphans", is_flag=True, help="Name every file that nothing needs, not only the first ones."
)
def check(all_orphans: bool) -> None:
    """Read every stored file and compare it with the database.

    Prints each file that is missing, damaged or unreadable, with its contract, and how many files nothing needs. Completed documents
    and certificates that are damaged are noted in the history of their contract. Ends with status 1 when a file is missing,
    damaged or unreadable. It can run while Dojang works, and reads every file once.
    """
    with database():
        from dojang.flow import stored_files

        # The lines below say the same of each file, with its owner.
        logging.getLogger("dojang.lib.blobs").setLevel(logging.CRITICAL)
        progress = _Progress()
        found = Counter[str]()
        for fault in stored_files.faults(progress):
            found[fault.reason] += 1
            click.echo(f"{fault.reason:<10}  {shown(fault.about)}: {shown(fault.key)}")
        needless = _print_orphans(stored_files.orphans(), named=None if all_orphans else _MAX_ORPHANS)
    counts = ", ".join(f"{found[reason]} {reason}" for reason in _REASONS)
    click.echo(f"{counted(progress.number, 'file')} checked: {counts}. Orphaned, needed by nothing: {needless:,}.")
    if found.total():
        sys.exit(1)


class _Progress:
    """Reports the progress of the check on standard error."""

    def __init__(self) -> None:
        self.number, self._printed_at = 0, time.monotonic()

    def __call__(self, number: int) -> None:
        self.number = number
        if time.monotonic() - self._printed_at > _OFTEN:
            self._printed_at = time.monotonic()
            click.echo(f"{counted(number, 'file')} checked …", err=True)


def _print_orphans(keys: Iterator[str], named: int | None) -> int:
    number = 0
    for key in keys:
        number += 1
        if named is None or number <= named:
            click.echo(f"orphaned    {shown(key)}")
    if named is not None and number > named:
        click.echo(f"orphaned    … and {number - named:,} more; --orphans names all")
    return number
