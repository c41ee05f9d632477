"""Where the API is fuzzed: a server without brakes, with a company that has one of everything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from dojang.cli.listen.receiver import Receiver
from tests.fuzz.program import Program
from tests.fuzz.things import Things
from tests.journeys.integrator import COMP_ID, EMAIL
from tests.journeys.server import PASSWORD, Server, running

UNBRAKED = {"DOJANG_API_CALLS": "0", "DOJANG_LOGIN_TRIES": "0"}
_OF_EACH = 2
_WISHES = ("POST /exports", "GET /contracts")  # one with exports in line, one that has just started


@dataclass(frozen=True)
class Ground:
    """What calls are made up for: `log` is what the server has written so far, `receiver` takes every export."""

    url: str
    log: Callable[[], str]
    program: Program
    token: str
    token_id: int
    member_id: int
    receiver: str
    things: Things
    pdf: bytes


@contextmanager
def prepared(folder: Path) -> Iterator[Ground]:
    """A server of its own, and a token that may do everything there; exports reach a receiver on this machine."""
    with receiving() as receiver, running(folder, UNBRAKED) as server:
        token = _token(server)
        program = Program(server.url, COMP_ID, token, receiver)
        yield furnished(server.url, server.log, program, program.wait_for_seal, [1, 2])


@contextmanager
def receiving() -> Iterator[str]:
    """The URL of a receiver that takes every export."""
    receiver = Receiver(lambda _arrival: 200)
    receiver.start()
    try:
        yield receiver.url
    finally:
        receiver.stop()


def furnished(
    url: str, log: Callable[[], str], program: Program, sealed: Callable[[int], object], templates: list[int]
) -> Ground:
    """The ground with one of everything; `sealed` returns once a contract is, `templates` are those there already."""
    pdf = _blank_pdf()
    program.template = program.upload(pdf)  # its own, since calls may archive any other
    template, bulk_template = program.upload(pdf), program.upload(pdf, bulk=True)
    finished = [program.finish() for _ in range(_OF_EACH)]
    sealed(finished[-1])
    contracts = [*finished, *(program.suited(wish) for wish in _WISHES for _ in range(_OF_EACH))]
    things: dict[str, list[object]] = {
        "contract": [*contracts],
        "template": [*[template] * 3, bulk_template, *templates],
        "bulk template": [bulk_template],
        "export": [*program.exports()],
        "upload": [1, 2],  # of the templates above
        "company": [COMP_ID],
        "member": [EMAIL],
        "password": [PASSWORD],
    }
    return Ground(
        url, log, program, program.token, program.whoami(), program.myself(EMAIL), program.receiver, Things(things), pdf
    )


def _token(server: Server) -> str:
    made = server.run("token", "create", "--company", COMP_ID, "--member", EMAIL, "--name", "fuzz", "--scope", "all")
    return made.splitlines()[-1]


def _blank_pdf() -> bytes:
    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page(page_size=(595, 842))
    document.save(out)
    return out.getvalue()
