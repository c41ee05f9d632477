"""The integrator's server, a hurried dispatcher, a company."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from dojang.companies.models import Company
from dojang.exports.dispatch.dispatcher import Dispatcher, DispatcherOptions
from dojang.exports.models import ExportStream
from dojang.exports.tests import world
from dojang.exports.tests.pace import HURRIED, LOOPBACK
from dojang.exports.tests.receiver import Receiver
from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing.client import Policy

Dispatch = Callable[..., Any]


def conninfo() -> str:
    """The address of the tests' database, for programs without Django."""
    told = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo(**{key: str(told[name]) for key, name in named.items() if told[name]})


@contextmanager
def dispatching(pace: DispatcherOptions = HURRIED, policy: Policy = LOOPBACK, through: str = "") -> Iterator[None]:
    """A dispatcher at work in a thread of its own, straight at the database or through a pooler."""
    where, started = through or conninfo(), threading.Event()
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


def idle(true: Callable[[], bool] = lambda: True, seconds: float = 10.0) -> None:
    """Wait until nothing is due or under way and, if asked for, something is true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        soon = timezone.now() + timedelta(seconds=5)
        busy = ExportStream.objects.filter(Q(owner__isnull=False) | Q(next_at__lt=soon))
        if not busy.exists() and true():
            return
        time.sleep(0.01)
    raise AssertionError("the dispatcher has not come to rest")


@pytest.fixture
def dispatch(transactional_db: None) -> Iterator[Dispatch]:
    """Starts dispatchers that work until the test ends, with the given changes of the hurried pace."""

    def start(allow: str = "127.0.0.0/8", **pace: Any) -> None:
        policy = Policy(allow=(parse_allowed(allow),))
        stack.enter_context(dispatching(replace(HURRIED, **pace), policy))

    with ExitStack() as stack:
        yield start


@pytest.fixture
def acme(transactional_db: None) -> Company:
    return world.company()
