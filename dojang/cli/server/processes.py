"""The processes that `dojang up` starts. On several machines an operator starts them one by one."""

from collections.abc import Callable
from functools import partial
from typing import Any

import click

from dojang.config import environment, logs
from dojang.lib.memory import hold_little
from dojang.lib.process import die_with_parent

_AT_ONCE = 1024  # connections of one web process; most of them wait for their client, not for a thread
_READ_AT_ONCE = 16 * 1024  # bytes, from each; the head of a request has to fit


@click.command()
def migrate() -> None:
    """Bring database and keys up to date with this version."""
    from dojang.cli import keys
    from dojang.cli.server.database import prepare, serving

    found = environment.read()
    with serving(found):
        prepare(found)
        from dojang.flow.seal_retries import try_again_now

        # What kept contracts from being sealed may be fixed by this version or this restart.
        try_again_now()
    if advice := keys.advice(found):
        click.echo(advice)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def web(host: str, port: int) -> None:
    """Run only the web server."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    found = environment.read()
    server = Server(
        "dojang.config.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(max_buffer_size=_READ_AT_ONCE),
        workers=found.web_workers,
        backpressure=_AT_ONCE,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        log_level=LogLevels.error,
        log_dictconfig=logs.configuration(found.log),
    )
    server.serve(target_loader=partial(_application, found.web_threads), wrap_loader=False)


def _application(threads: int) -> Callable[..., Any]:
    # Runs in each worker process, which must not outlive its leader.
    die_with_parent()
    from dojang.config.asgi import application

    made = application(threads)
    hold_little()
    return made


@click.command()
def worker() -> None:
    """Run only the background worker: messages, seals, deadlines."""
    from dojang.cli.server.database import set_up

    set_up()
    from dojang.flow.worker import run

    run()


@click.command()
def dispatcher() -> None:
    """Run only the export dispatcher."""
    from dojang.cli.server.database import set_up

    set_up()
    from dojang.exports.dispatch.dispatcher import main

    main()
