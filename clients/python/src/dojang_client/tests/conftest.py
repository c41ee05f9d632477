"""Both flavours of the client, each for a server that the test makes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, cast

import pytest

from dojang_client import Dojang, Retries
from dojang_client.tests.awaiting import FLAVOURS, Flavour, client

HASTE = Retries(first_pause=0.001)
TOKEN = "tok-3q2abc"
Connect = Callable[..., Dojang]


@pytest.fixture(params=FLAVOURS)
def flavour(request: pytest.FixtureRequest) -> Flavour:
    return cast("Flavour", request.param)


@pytest.fixture
def connect(flavour: Flavour) -> Iterator[Connect]:
    """A client that does not wait long between its tries."""
    with ExitStack() as stack:

        def made(url: str, token: str | None = TOKEN, **more: Any) -> Dojang:
            return stack.enter_context(client(flavour, url, token, **{"retries": HASTE} | more))

        yield made
