"""`make corpus ARGS=FOLDER`: every PDF below a folder through intake, fill, seal, validation and a look at the pages."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tests.corpus.finding import Finding
from tests.corpus.running import run
from tests.corpus.table import faults, line, table

_HEADER_WITHIN = 1024


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1), help="How many files at a time.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="One line of JSON a file; what it has is not run again.",
)
@click.option("--fresh", is_flag=True, help="Start a new report.")
@click.option("--most", type=click.IntRange(1), help="Run no more files than this.")
@click.option("--every", default=1, show_default=True, type=click.IntRange(1), help="Run only each so-manieth file.")
@click.option("--only", default="", help="Run only files whose path contains this.")
@click.option("--list/--no-list", "listed", default=True, help="Name the files that came out wrong.")
def main(
    folder: Path, jobs: int, report: Path | None, fresh: bool, most: int | None, every: int, only: str, listed: bool
) -> None:
    """Run every PDF below FOLDER; each content only once. Ends with 1 when something came out that must not."""
    if report is not None and fresh:
        report.unlink(missing_ok=True)
    known = {one.key: one for one in _kept(report)}
    files = dict([(name, digest) for name, digest in _files(folder) if only in name][::every])
    findings = [known[key] for key in files.items() if key in known]
    left = [name for name in files if (name, files[name]) not in known][:most]
    click.echo(f"{len(files)} files, {len(findings)} of them in the report, {len(left)} to run", err=True)
    for count, one in enumerate(run(folder, left, jobs), start=1):
        findings.append(one)
        _keep(report, one)
        if listed and faults([one]):
            click.echo(f"{count}/{len(left)}  {line(one)}", err=True)
    click.echo(table(findings))
    sys.exit(bool(faults(findings)))


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Paths below the folder and the SHA-256 of what they hold; the same bytes only once, the repository's own left out."""
    seen: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if ".git" in path.parts or not path.is_file():
            continue
        data = path.read_bytes()
        if path.suffix.lower() != ".pdf" and b"%PDF-" not in data[:_HEADER_WITHIN]:
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest not in seen:
            seen.add(digest)
            yield str(path.relative_to(folder)), digest


def _kept(report: Path | None) -> Iterator[Finding]:
    if report is not None and report.exists():
        for written in report.read_text().splitlines():
            yield Finding.from_json(json.loads(written))


def _keep(report: Path | None, one: Finding) -> None:
    if report is not None:
        with report.open("a") as lines:
            lines.write(json.dumps(one.to_json()) + "\n")


if __name__ == "__main__":
    main()
