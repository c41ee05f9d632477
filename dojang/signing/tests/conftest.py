"""A company whose contracts Lee and Park sign."""

import threading
import time
from collections.abc import Iterator

import pytest

from dojang.companies.models import Company
from tests import factories


@pytest.fixture
def acme(db: None) -> Company:
    """Acme with Kim and a template of two steps."""
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return company


@pytest.fixture(autouse=True)
def answered(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a page still sent when it was closed is answered before the tables are emptied for the next test."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    deadline = time.monotonic() + 5
    while any("process_request" in thread.name for thread in threading.enumerate()) and time.monotonic() < deadline:
        time.sleep(0.01)
