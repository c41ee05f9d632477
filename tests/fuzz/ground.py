"""Where the API is fuzzed: a server without brakes, with a company that has one of everything."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from dojang.cli.receiver import Receiver
from tests.fuzz.program import Program
from tests.fuzz.things import Things
from tests.journeys.integrator import COMP_ID, EMAIL
from tests.journeys.server import PASSWORD, Server, running

UNBRAKED = {"DOJANG_API_CALLS": "0", "DOJANG_LOGIN_TRIES": "0"}
_OF_EACH = 3


@dataclass(frozen=True)
class Ground:
    """`receiver` takes every export."""

    server: Server
    program: Program
    token: str
    token_id: int
    receiver: str
    things: Things
    pdf: bytes


@contextmanager
def prepared(folder: Path) -> Iterator[Ground]:
    """A server, and a token that may do everything there; exports reach a receiver on this machine."""
    receiver = Receiver(lambda _arrival: 200)
    receiver.start()
    try:
        with running(folder, UNBRAKED) as server:
            yield _ground(server, receiver.url)
    finally:
        receiver.stop()


def _ground(server: Server, receiver: str) -> Ground:
    made = server.run("token", "create", "--company", COMP_ID, "--member", EMAIL, "--name", "fuzz", "--scope", "all")
    token, pdf = made.splitlines()[-1], _blank_pdf()
    program = Program(server.url, COMP_ID, token, receiver)
    program.template = program.upload(pdf)
    return Ground(
        server=server,
        program=program,
        token=token,
        token_id=program.whoami(),
        receiver=receiver,
        things=_things(program, program.upload(pdf, bulk=True)),
        pdf=pdf,
    )


def _blank_pdf() -> bytes:
    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page(page_size=(595, 842))
    document.save(out)
    return out.getvalue()


def _things(program: Program, bulk_template: int) -> Things:
    finished = [program.finish() for _ in range(_OF_EACH)]
    stuck = [program.suited("/exports") for _ in range(_OF_EACH)]
    playing = [program.start() for _ in range(_OF_EACH)]
    program.wait_for_seal(finished[-1])
    return Things(
        {
            "contract": [*finished, *stuck, *playing],
            "template": [*[program.template] * 3, bulk_template, 1, 2],
            "bulk template": [bulk_template],
            "export": program.exports(),
            "company": [COMP_ID],
            "member": [EMAIL],
            "password": [PASSWORD],
        }
    )
