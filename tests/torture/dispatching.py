"""A dispatcher in a process of its own, which may be killed."""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess

import structlog

from dojang.exports.dispatch.dispatcher import Dispatcher, DispatcherOptions
from dojang.exports.tests.pace import LOOPBACK
from dojang.lib.outgoing import client

# They are forked from a process that has read the code already: one is at work within moments of another's death.
_nursery = multiprocessing.get_context("forkserver")
_nursery.set_forkserver_preload(["__main__", __name__])


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How a dispatcher works: its pace, and how many seconds an exchange may take."""

    pace: DispatcherOptions = field(default_factory=DispatcherOptions)
    exchange: float = client.EXCHANGE_SECONDS


# Tries follow one another at once and never end, so that nothing is parked.
HURRIED = Habits(pace=DispatcherOptions(schedule=(0.02,) * 200, max_pause=0.1, poll=0.05, reconnect=0.05), exchange=0.5)


class Doomed:
    """A dispatcher at work until it is killed."""

    def __init__(self, conninfo: str, habits: Habits) -> None:
        self._process: BaseProcess = _nursery.Process(target=_dispatch, args=(conninfo, habits), daemon=True)
        self._process.start()

    def kill(self) -> None:
        """kill -9; on return it is gone."""
        self._process.kill()
        self._process.join()
        assert self._process.exitcode == -signal.SIGKILL, "the dispatcher had ended by itself"


def _dispatch(conninfo: str, habits: Habits) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What it is expected to go through is no news; what it did not expect is.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    client.EXCHANGE_SECONDS = habits.exchange
    asyncio.run(Dispatcher(conninfo, LOOPBACK, habits.pace).run(asyncio.Event()))


def _end_with_parent() -> None:
    """A signal that ends the tests ends their dispatchers too."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
