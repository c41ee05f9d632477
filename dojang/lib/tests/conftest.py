"""The name server of the tests, and their hurry."""

import pytest

from dojang.lib.outgoing import client
from dojang.lib.tests.doubles import Names


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """Answers in the place of the system's resolver."""
    made = Names()
    monkeypatch.setattr("socket.getaddrinfo", made.getaddrinfo)
    return made


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call may take half a second, not fifteen."""
    monkeypatch.setattr(client, "EXCHANGE_SECONDS", 0.5)


@pytest.fixture
def hurried_to_connect(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection has to be there after a third of a second, not five."""
    monkeypatch.setattr(client, "CONNECT_SECONDS", 0.3)
