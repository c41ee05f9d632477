"""`make fuzz`: every operation of the API, called with requests that no client sends, at length."""

import logging
import secrets
import sys
import tempfile
from pathlib import Path
from time import monotonic

import click

from tests.fuzz.campaign import PHASES, fuzz
from tests.fuzz.ground import prepared
from tests.fuzz.reach import missed
from tests.fuzz.report import table, walks


@click.command()
@click.option("--each", default=200, show_default=True, help="Made-up calls for each operation, good and bad alike.")
@click.option("--seed", type=int, help="Repeat a run with the seed it printed. [default: another one each time]")
@click.option(
    "--minutes", type=click.IntRange(min=1), help="End after this time; until then it goes on with new calls."
)
@click.option("--phase", "phases", multiple=True, type=click.Choice(PHASES), default=PHASES, help="Only these.")
def main(each: int, seed: int | None, minutes: int | None, phases: tuple[str, ...]) -> None:
    """Start a server of its own, fuzz it, print what came of it."""
    logging.disable(logging.INFO)
    seed = secrets.randbits(32) if seed is None else seed
    click.echo(f"seed {seed}, {each} calls for each operation, then chains of calls: {', '.join(phases)}")
    began = monotonic()
    with tempfile.TemporaryDirectory(prefix="dojang-fuzz-") as folder, prepared(Path(folder)) as ground:
        campaign = fuzz(ground, each=each, seed=seed, phases=phases, minutes=minutes, tell=click.echo)
    whole = set(phases) == set(PHASES)
    faults = [*campaign.faults, *(missed(campaign, campaign.document) if whole else ())]
    for fault in faults:
        click.echo(f"{fault}\n")
    lines = [*walks(campaign), "", *table(campaign), f"{monotonic() - began:.0f} s, seed {seed}, {len(faults)} faults"]
    click.echo("\n".join(lines))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
