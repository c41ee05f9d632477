"""The integrator's server, a hurried dispatcher, a company."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from dojang.companies.models import Company
from dojang.exports.dispatcher import Dispatcher, Pace
from dojang.exports.tests import world
from dojang.exports.tests.receiver import Receiver
from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing import Policy

LOOPBACK = Policy(allow=(parse_allowed("127.0.0.0/8"),))
HURRIED = Pace(schedule=(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), poll=0.05, reconnect=0.05, grace=2.0)
Dispatch = Callable[..., Any]


def conninfo() -> str:
    """How the tests' database is reached by somebody who is not Django."""
    told = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo(**{key: str(told[name]) for key, name in named.items() if told[name]})


@contextmanager
def dispatching(pace: Pace = HURRIED, policy: Policy = LOOPBACK) -> Iterator[None]:
    """A dispatcher at work in a thread of its own."""
    where, started = conninfo(), threading.Event()
    ends: list[Callable[[], object]] = []

    async def main() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        ends.append(lambda: loop.call_soon_threadsafe(stop.set))
        started.set()
        await Dispatcher(where, policy, pace).run(stop)

    thread = threading.Thread(target=lambda: asyncio.run(main()), daemon=True)
    thread.start()
    started.wait()
    try:
        yield
    finally:
        ends[0]()
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver().serving() as serving:
        yield serving


@pytest.fixture
def dispatch(transactional_db: None) -> Iterator[Dispatch]:
    """Starts dispatchers that work until the test ends."""
    with ExitStack() as stack:
        yield lambda **given: stack.enter_context(dispatching(**given))


@pytest.fixture
def acme(transactional_db: None) -> Company:
    return world.company()
