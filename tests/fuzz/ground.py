"""Where the API is fuzzed: a server without brakes, with a company that has one of everything."""

import json
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dojang.cli.demo_receiver import Receiver
from dojang.lib.vendor import FONTS
from dojang.library.samples import build
from tests.journeys.carrying import act
from tests.journeys.integrator import COMP_ID, EMAIL, Integrator
from tests.journeys.server import PASSWORD, Server, running
from tests.journeys.stories import TESTAPI

UNBRAKED = {"DOJANG_API_CALLS": "0", "DOJANG_LOGIN_TRIES": "0"}
_PLAYING = 3


@dataclass(frozen=True)
class Ground:
    """`things` are values by the names that paths, queries and bodies have for them."""

    server: Server
    token: str
    token_id: int
    receiver: str
    things: Mapping[str, list[str]]
    pdf: bytes
    layout: str


@contextmanager
def prepared(folder: Path) -> Iterator[Ground]:
    """A server, and a token that may do everything there; exports reach a receiver on this machine."""
    receiver = Receiver()
    receiver.start()
    try:
        with running(folder, UNBRAKED) as server:
            yield _ground(server, receiver)
    finally:
        receiver.stop()


def _ground(server: Server, receiver: Receiver) -> Ground:
    program = Integrator(server, receiver)
    contracts = [_finished(program), *(_started(program)["workflow_id"] for _ in range(_PLAYING))]
    token_id, secret = _token(server)
    sample = build("testapi", FONTS)
    return Ground(
        server=server,
        token=secret,
        token_id=token_id,
        receiver=receiver.url,
        things=_things(list(map(str, contracts))),
        pdf=sample.pdf,
        layout=json.dumps(sample.layout),
    )


def _things(contracts: list[str]) -> dict[str, list[str]]:
    by_value = (
        (contracts, ("contract_id", "workflow_id", "workflowId")),
        (["1", "2", "3", "4"], ("template_id", "documentId", "doc_id", "doc_uid", "workflow_lib_id")),
        (["1", "2", "3"], ("export_id", "token_id", "bulk_id", "step", "version")),
        ([COMP_ID], ("comp_id",)),
        ([EMAIL], ("memb_email",)),
        ([PASSWORD], ("memb_pwd",)),
    )
    return {name: values for values, names in by_value for name in names}


def _token(server: Server) -> tuple[int, str]:
    """The id of a token that may do everything, and its secret."""
    made = server.run("token", "create", "--company", COMP_ID, "--member", EMAIL, "--name", "fuzz", "--scope", "all")
    secret = made.splitlines()[-1]
    asked = urllib.request.Request(f"{server.url}/api/v3/whoami", headers={"Authorization": f"Bearer {secret}"})  # noqa: S310 - our own server
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
        return int(json.load(answer)["token_id"]), secret


def _started(program: Integrator) -> dict[str, str]:
    return program.start(TESTAPI.body(**program.exports()))


def _finished(program: Integrator) -> str:
    """A contract that was signed by all and sealed."""
    started = _started(program)
    url, step = started["play_url"], 1
    while True:
        act(url, step, rejects=False)
        told = program.next_export()
        if told["status"] != "Playing":
            return str(started["workflow_id"])
        url, step = told["play_url"], step + 1
