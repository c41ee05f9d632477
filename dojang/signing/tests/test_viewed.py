"""Reading to the end is reported by the page's script, and recorded once for a session."""

import pytest
from django.test import Client

from dojang.companies.models import Company
from dojang.contracts.models import Event
from dojang.flow import start
from dojang.signing.tests.visiting import current, open_link, token_in
from tests.factories import order

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]


def seen() -> list[Event]:
    return list(Event.objects.filter(kind=Event.Kind.VIEWED))


def test_it_is_recorded_once_for_a_session_with_the_number_of_pages(client: Client, acme: Company) -> None:
    contract = start.start(order(acme)).contract
    home = current(client, contract)
    assert [client.post(f"{home}/viewed").status_code for _ in range(2)] == [200, 200]
    assert [event.payload for event in seen()] == [{"round": 1, "pages": 1}]


def test_fetching_the_last_pages_picture_is_no_reading(client: Client, acme: Company) -> None:
    home = current(client, start.start(order(acme)).contract)
    client.get(f"{home}/page/1")
    client.get(f"{home}/viewed")
    assert not seen()


def test_before_the_document_is_open_nothing_was_read(client: Client, acme: Company) -> None:
    home = open_link(client, token_in(start.start(order(acme)).first.url))
    answer = client.post(f"{home}/viewed")
    assert (answer.status_code, bool(answer.json()["text"])) == (409, True)
    assert not seen()
