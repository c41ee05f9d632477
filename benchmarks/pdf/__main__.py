"""A completion (fill, seal, certificate, seal) beside the same work by another library, in turns, at several sizes. See ../README.md."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import click

from benchmarks.pdf.ground import lay_out

HERE = Path(__file__).parent
WARM_UP = 2
PEER = "@libpdf/core"


class Side:
    """A process that makes one completion each time it is asked."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._line()

    def complete(self, job: str) -> dict[str, float]:
        """CPU and wall in ms, size of both files in bytes."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{job}\n")
        self._process.stdin.flush()
        answer: dict[str, float] = json.loads(self._line())
        return answer

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("A side has ended; what it said stands above.")
        return line


@contextmanager
def _side(*command: str) -> Iterator[Side]:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Side(process)
        process.terminate()


@click.command()
@click.option("--runs", default=7, show_default=True, type=click.IntRange(1, 100), help="How often each job runs.")
@click.option("--only", multiple=True, help='These jobs alone, such as "5 pages".')
def main(runs: int, only: tuple[str, ...]) -> None:
    """Measure completions in turns with the peer."""
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    click.echo(
        f"{os.cpu_count()} cores; load of the machine before: {os.getloadavg()[0]:.1f}; medians of {runs} runs in turns"
    )
    with tempfile.TemporaryDirectory(prefix="dojang-benchmark-") as name, ExitStack() as stack:
        folder = Path(name)
        jobs = [job for job in lay_out(folder) if not only or job in only]
        sides = {"ours": stack.enter_context(_side(sys.executable, "-m", "benchmarks.pdf.ours", name))}
        sides[PEER] = stack.enter_context(_side("node", str(HERE / "peer.mjs"), name))
        for job in jobs:
            _print(job, _measure(sides, job, runs))


def _measure(sides: dict[str, Side], job: str, runs: int) -> dict[str, dict[str, float]]:
    found: dict[str, list[dict[str, float]]] = {name: [] for name in sides}
    for turn in range(WARM_UP + runs):
        for name, side in sides.items():
            result = side.complete(job)
            if turn >= WARM_UP:
                found[name].append(result)
    return {name: {key: median(one[key] for one in results) for key in results[0]} for name, results in found.items()}


def _print(job: str, medians: dict[str, dict[str, float]]) -> None:
    click.echo(f"\n{job:<16}{'cpu ms':>10}{'wall ms':>10}{'kB':>9}")
    for name, one in medians.items():
        click.echo(f"  {name:<14}{one['cpu']:>10.1f}{one['wall']:>10.1f}{one['size'] / 1000:>9.0f}")
    cpu, wall = (medians["ours"][key] / medians[PEER][key] for key in ("cpu", "wall"))
    click.echo(f"  {'ours / theirs':<14}{cpu:>10.2f}{wall:>10.2f}")


if __name__ == "__main__":
    main()
