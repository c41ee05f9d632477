"""The sender's note: for the signer it was written to, or for all."""

import pytest
from django.test import Client

from dojang.companies.models import Company
from dojang.flow import start
from dojang.notifications.models import Message
from dojang.signing.tests.visiting import approve_directly, current
from tests.factories import KIM, PARK, STROKES, order, signer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
NOTE = "By Friday, please."


@pytest.mark.parametrize("to_all", [False, True])
def test_it_is_shown_and_sent_to_the_first_signer_and_to_others_only_if_it_is_for_all(
    client: Client, acme: Company, to_all: bool
) -> None:
    contract = start.start(order(acme, comment=NOTE, comment_to_all=to_all)).contract
    first_page = client.get(current(client, contract)).content.decode()
    approve_directly(contract, {"sign1": STROKES})
    second_page = client.get(current(client, contract)).content.decode()
    told = [NOTE in message.text for message in Message.objects.filter(purpose="invitation").order_by("pk")]
    assert NOTE in first_page
    assert (NOTE in second_page) == to_all
    assert told[0]
    assert told[-1] == to_all


def test_the_first_signer_finds_it_again_when_the_document_comes_back(client: Client, acme: Company) -> None:
    contract = start.start(order(acme, comment=NOTE)).contract
    approve_directly(contract, {"sign1": STROKES})
    client.post(f"{current(client, contract)}/reject", {"opinion": "once more"})
    assert NOTE in client.get(current(client, contract)).content.decode()


def test_where_the_starter_signs_first_it_is_for_the_one_after(client: Client, acme: Company) -> None:
    people = [signer("Kim", KIM), signer("Park", PARK)]
    contract = start.start(order(acme, signers=people, comment=NOTE)).contract
    assert NOTE not in client.get(current(client, contract)).content.decode()
    approve_directly(contract, {"sign1": STROKES})
    assert NOTE in client.get(current(client, contract)).content.decode()
