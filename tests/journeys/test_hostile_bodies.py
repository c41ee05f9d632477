"""Whatever is sent to it, a web process answers, and stays small."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.journeys.hostile import BODIES, Hostile, slow_clients
from tests.journeys.server import Server, children, running

MAX_MEMORY = 400  # MB
_AT_ONCE = 2


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server of its own, whose memory no other test has used, and a token for everything."""
    with running(tmp_path_factory.mktemp("hostile")) as server:
        who = ("--company", "testapi", "--member", "guide@esignon.net")
        yield server, server.run("token", "create", *who, "--name", "hostile", "--scope", "all").split()[0]


def most_memory(server: Server) -> int:
    """What the web process has held at its largest, in MB."""
    leader = server.part("web")
    assert leader is not None
    (process,) = children(leader)
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024


def sent(server: Server, token: str, hostile: Hostile) -> set[int]:
    """What is answered to the body, sent several times at once."""
    body, headers = hostile.body(), {"Authorization": f"Bearer {token}", "Content-Type": hostile.kind}
    with ThreadPoolExecutor(_AT_ONCE) as senders:
        asked = [
            senders.submit(httpx.post, server.url + hostile.path, content=body, headers=headers, timeout=300)
            for _ in range(_AT_ONCE)
        ]
        return {one.result().status_code for one in asked}


@pytest.mark.parametrize("hostile", BODIES.values(), ids=BODIES)
def test_a_hostile_body_is_refused_in_little_memory(attacked: tuple[Server, str], hostile: Hostile) -> None:
    server, token = attacked
    assert sent(server, token, hostile) <= set(hostile.statuses)
    assert most_memory(server) < MAX_MEMORY


def test_many_clients_that_never_end_take_little_memory_and_keep_nobody_out(attacked: tuple[Server, str]) -> None:
    server, _ = attacked
    with slow_clients(server.port, 400, 900_000):
        assert httpx.get(f"{server.url}/healthz", timeout=60).status_code == 200
        assert most_memory(server) < MAX_MEMORY
