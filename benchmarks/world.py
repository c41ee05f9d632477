"""A throw-away instance: its own data folder, an embedded PostgreSQL that waits for the disk, one company, one template."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dojang.cli import samples
from dojang.cli.server.database import prepare, set_up
from dojang.cli.server.up import is_ready
from dojang.config import environment
from dojang.lib.postgres.server import Postgres

PASSWORD = "benchmark-password"  # noqa: S105 — of a company that lives for a minute
TEMPLATE = "2"
PATIENCE = 60.0  # seconds until the web server has to answer


@contextmanager
def world(signers: int) -> Iterator[int]:
    """Within the block everything is in place for `signers` signers; yields the port that a web server may take."""
    with tempfile.TemporaryDirectory(prefix="dojang-benchmark-") as folder:
        port = _configure(Path(folder))
        with Postgres(Path(folder)) as postgres:
            os.environ["DATABASE_URL"] = postgres.url
            prepare(environment.read())
            _furnish(signers)
            yield port
            # The server waits for everybody to leave before it ends.
            from django.db import connections

            connections.close_all()
            connections["default"].close_pool()  # type: ignore[attr-defined]


@contextmanager
def web_server(port: int) -> Iterator[None]:
    """Within the block `dojang web` answers on `port`, as many processes and threads as it has by default."""
    command = [sys.executable, "-m", "dojang", "web", "--port", str(port)]
    with subprocess.Popen(command) as process:
        try:
            _wait_until_ready(process, port)
            yield
        finally:
            process.terminate()


def _configure(data: Path) -> int:
    # What the operator's shell says must not reach the benchmark.
    for name in [name for name in os.environ if name.startswith("DOJANG_")]:
        del os.environ[name]
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port: int = trial.getsockname()[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "dojang.config.settings"
    os.environ["DOJANG_DATA"] = str(data)
    os.environ["DOJANG_BASE_URL"] = f"http://localhost:{port}"
    return port


def _furnish(signers: int) -> None:
    set_up()
    from dojang.companies.setup import establish
    from dojang.flow.templates import import_template
    from dojang.lib.vendor import FONTS
    from dojang.library.samples import build

    company = establish(samples.COMP_ID, name="Benchmark", email=samples.EMAIL, password=PASSWORD).company
    sample = build("employment", FONTS)
    layout = with_signers(sample.layout, signers)
    import_template(company, pdf=sample.pdf, layout=layout, name=sample.name, number=int(TEMPLATE))


def with_signers(layout: dict[str, Any], count: int) -> dict[str, Any]:
    """The two-step layout for `count` signers: one takes both steps, each beyond the second gets a signature of their own."""
    steps = [{"step": step, "role": f"role {step}"} for step in range(1, count + 1)]
    fields = [field | {"step": field["step"] and min(field["step"], count)} for field in layout["fields"]]
    drawn = next(field for field in reversed(fields) if field["kind"] == "signature")
    more = [drawn | {"name": f"signature_{step}", "step": step} for step in range(3, count + 1)]
    return {"steps": steps, "fields": fields + more}


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_ready("127.0.0.1", port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("The web server did not get ready; what it said stands above.")
        time.sleep(0.05)
