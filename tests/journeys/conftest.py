"""One server for all journeys of a test process, started as an operator starts it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from dojang.cli.demo.receiver import Receiver
from tests.journeys.integrator import Integrator
from tests.journeys.server import Server, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("journeys")) as one:
        yield one


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Listens for the exports of one test."""
    one = Receiver()
    one.start()
    yield one
    one.stop()


@pytest.fixture
def kim(server: Server, receiver: Receiver) -> Integrator:
    """Kim's program."""
    return Integrator(server, receiver)


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium
