"""`dojang demo`: the main job over real HTTP, step by step, with the result of each step."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click
import httpx

import dojang_client
from dojang.cli import samples
from dojang.cli.demo.browser import PageRefused
from dojang.cli.demo.receiver import Receiver
from dojang.cli.demo.shop import Shop
from dojang.cli.demo.story import Failed, Story
from dojang.cli.server.supervisor import Stopped, stop_on_signals
from dojang.cli.server.up import check_port, everything
from dojang.config import environment
from dojang.lib.errors import PlainError
from dojang.lib.postgres.server import AlreadyRunning, is_held

PASSWORD = "guide-password"  # noqa: S105 — of the demo's own company, printed for people who try the API


class DemoFailed(PlainError):
    """The demo did not end as it should."""


@click.command()
@click.option("--once", is_flag=True, help="End after the check: with status 0 when all went well.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--out", default="demo-out", show_default=True, type=click.Path(file_okay=False, path_type=Path))
def demo(once: bool, port: int, out: Path) -> None:
    """Show a contract from start to seal, on a server of its own. The result is checked, and the server keeps running."""
    receiver, shop = Receiver(), Shop()
    _prepare_environment(port, receiver.port)
    if is_held(environment.read().data):
        raise AlreadyRunning(environment.read().data)
    check_port("127.0.0.1", port)
    stop_on_signals()
    receiver.start()
    shop.start()
    try:
        with _server(port) as log:
            # A proxy from the environment does not lead to this machine.
            with httpx.Client(trust_env=False) as http:
                url = os.environ["DOJANG_BASE_URL"]
                _run_story(Story(url, dojang_client.Dojang(url, http=http), out, receiver, shop))
            click.echo(f"  log           {log}")
            if not once:
                click.secho("\nThe server keeps running. Ctrl-C ends it.", bold=True)
                while True:
                    time.sleep(3600)
    except Stopped:
        click.echo("ended")
    finally:
        receiver.stop()
        shop.stop()


def _prepare_environment(port: int, receiver_port: int) -> None:
    """The server may send exports to our receiver. It shows its messages on a page, because no mail is sent here."""
    os.environ["DOJANG_BASE_URL"] = f"http://localhost:{port}"
    os.environ["DOJANG_EXPORT_ALLOW"] = f"127.0.0.1:{receiver_port}"
    os.environ["DOJANG_DEVELOPMENT"] = "true"
    os.environ.setdefault("DOJANG_SEAL_NAME", "Dojang demo")


def _run_story(story: Story) -> None:
    started_at = time.monotonic()
    try:
        story.main_job(samples.COMP_ID, samples.EMAIL, PASSWORD)
        story.leave_open(samples.EMAIL)
        story.embed(samples.COMP_ID, samples.EMAIL)
    except (Failed, PageRefused, dojang_client.DojangError, TimeoutError, OSError, KeyError, ValueError) as exc:
        raise DemoFailed(f"The demo failed: {exc or type(exc).__name__}") from exc
    click.secho(f"\nAll good, in {time.monotonic() - started_at:.1f} s.", bold=True)
    story.print_places(samples.COMP_ID, samples.EMAIL, PASSWORD)


@contextmanager
def _server(port: int) -> Iterator[Path]:
    """Everything that `dojang up` runs, with the sample templates. Its output goes to a file."""
    found = environment.read()
    (found.data / "logs").mkdir(parents=True, exist_ok=True)
    log = found.data / "logs" / "demo.log"
    click.echo("Starting PostgreSQL, web server, worker and export dispatcher …")
    started_at = time.monotonic()
    with log.open("a", encoding="utf-8") as lines:

        def write(part: str, line: str) -> None:
            lines.write(f"{part:<10} {line}\n")
            lines.flush()

        with everything(found, "127.0.0.1", port, write) as keep_running:
            ended = threading.Event()
            keeper = threading.Thread(target=_keep, args=(keep_running, ended), daemon=True)
            keeper.start()
            click.echo(f"  ready after {time.monotonic() - started_at:.1f} s")
            _install_samples(lines)
            try:
                yield log
            finally:
                ended.set()
                keeper.join()


def _install_samples(lines: IO[str]) -> None:
    click.echo("Making the company testapi with four sample templates …")
    command = [sys.executable, "-m", "dojang", "samples", "--password", PASSWORD]
    if subprocess.run(command, stdout=lines, stderr=lines, check=False).returncode:
        raise DemoFailed(f"The sample templates could not be made; {lines.name} says why.")


def _keep(keep_running: Iterator[None], ended: threading.Event) -> None:
    while not ended.wait(0.25):
        next(keep_running)
