"""What a signer says to their act: all of it, or the page comes back with it."""

import pytest
from django.test import Client

from dojang.contracts.models import Contract, Signer
from dojang.flow import start
from dojang.signing.tests.visiting import current, refused
from tests import factories
from tests.factories import field, order

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
LONG = "가나다라마" * 50 + "!"  # 251 characters


@pytest.fixture
def contract(db: None) -> Contract:
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=[field("name", "text", 1, 0.1), field("reply", "text", 2, 0.3)])
    return start.start(order(company)).contract


@pytest.fixture
def home(client: Client, contract: Contract) -> str:
    return current(client, contract)


def opinion(contract: Contract) -> tuple[str, str]:
    signer = Signer.objects.get(contract=contract, step=1)
    return signer.act, signer.opinion


@pytest.mark.parametrize("act", ["approve", "reject"])
def test_one_too_long_is_refused_and_nothing_entered_is_lost(
    client: Client, contract: Contract, home: str, act: str
) -> None:
    page = refused(client, f"{home}/{act}", {"f0": "이서연", "opinion": LONG})
    assert f">{LONG}</textarea>" in page
    assert "의견은 250자까지 쓸 수 있습니다. 지금 251자이니 줄인 뒤 다시 보내 주세요." in page
    assert ('value="이서연"' in page) == (act == "approve")
    assert opinion(contract) == ("", "")


@pytest.mark.parametrize("act", ["approve", "reject"])
def test_one_as_long_as_the_page_allows_is_kept_whole(client: Client, contract: Contract, home: str, act: str) -> None:
    lines = "\n".join(["가나다라마바사아자"] * 25)  # 249 characters as browsers count, 273 as they send
    assert client.post(f"{home}/{act}", {"opinion": lines.replace("\n", "\r\n")}).status_code == 303
    assert opinion(contract)[1] == lines
