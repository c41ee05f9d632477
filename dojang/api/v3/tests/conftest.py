from collections.abc import Iterator

import pytest

from dojang.api.tests.calling import NOW, token_of
from dojang.api.v3.tests.calling import V3
from dojang.exports.tests.conftest import acme, dispatch, receiver  # noqa: F401 — fixtures
from dojang.lib import clock
from tests import factories


@pytest.fixture
def v3(db: None) -> Iterator[V3]:
    """A program of Kim's, at a company whose messages are English."""
    with clock.stopped_at(NOW):
        company = factories.company("testapi", language="en")
        kim = factories.member(company)
        yield V3(company, kim, token_of(kim))
