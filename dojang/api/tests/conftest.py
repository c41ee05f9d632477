from collections.abc import Iterator

import pytest

from dojang.api.tests.calling import NOW, Api, token_of
from dojang.companies.models import Company
from dojang.lib import clock
from tests import factories
from tests.factories import field

BOXES = [
    field("name", "text", 1, 0.05, max_length=20),
    field("agree", "check", 1, 0.10),
    field("monthly", "radio", 1, 0.15, group="pay"),
    field("yearly", "radio", 1, 0.20, group="pay"),
    field("day", "date", 1, 0.25),
    field("photo", "picture", 1, 0.30),
    field("number", "label", None, 0.35),
    field("sign1", "signature", 1, 0.40),
    field("reply", "text", 2, 0.45, default="none"),
    field("sign2", "signature", 2, 0.50),
]


@pytest.fixture
def stopped() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def company(db: None, stopped: None) -> Company:
    company = factories.company("testapi")
    factories.template(company, fields=BOXES)
    return company


@pytest.fixture
def api(company: Company) -> Api:
    """The integration of a company with Kim, and with a template of two steps and every kind of box."""
    kim = factories.member(company)
    return Api(company, kim, token_of(kim))
