"""The developers' page of messages: there only when it was asked for, and harmless whatever people wrote."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from dojang.companies.models import Company
from dojang.console.messages import ROWS
from dojang.flow import start
from dojang.notifications.models import Message
from tests import factories


@pytest.fixture
def acme(db: None, settings: Settings) -> Company:
    settings.DEVELOPMENT = True
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return company


def told(company: Company, **given: Any) -> Message:
    contract = start.start(factories.order(company, **given)).contract
    return Message.objects.get(contract=contract)


def page(client: Client, path: str = "") -> str:
    answer = client.get(f"/dev/messages{path}")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    return answer.content.decode()


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_without_development_there_is_no_such_page(
    acme: Company, client: Client, settings: Settings, method: str
) -> None:
    message = told(acme)
    settings.DEVELOPMENT = False
    for path in ("/dev/messages", f"/dev/messages/{message.pk}"):
        assert getattr(client, method)(path).status_code == 404


def test_the_page_only_shows(acme: Company, client: Client) -> None:
    assert client.post("/dev/messages").status_code == 405


def test_without_messages_it_says_how_they_come(acme: Company, client: Client) -> None:
    assert "No message yet." in page(client)


def test_messages_are_listed_with_whom_they_are_for_and_their_state(acme: Company, client: Client) -> None:
    message = told(acme)
    shown = page(client)
    for part in ("Lee", "lee@example.test", "[Acme] 서명 요청: NDA 2026", "Queued", f"/dev/messages/{message.pk}"):
        assert part in shown
    assert "token=" not in shown


def test_a_message_is_shown_word_for_word_with_its_link_to_press(acme: Company, client: Client) -> None:
    message = told(acme, comment="잘 부탁드립니다")
    shown = page(client, f"/{message.pk}")
    link = next(word for word in message.text.split() if "token=" in word)
    assert f'href="{link}"' in shown
    assert "잘 부탁드립니다" in shown


def test_a_message_that_waits_says_that_nothing_was_sent(acme: Company, client: Client) -> None:
    message = told(acme)
    Message.objects.update(state=Message.State.WAITING)
    assert "nothing was sent" in page(client, f"/{message.pk}")


def test_more_messages_than_fit_are_paged(acme: Company, client: Client) -> None:
    message = told(acme)
    rows = Message.objects.filter(pk=message.pk).values().get()
    Message.objects.bulk_create(Message(**{**rows, "id": None, "subject": f"number {n}"}) for n in range(1, ROWS + 2))
    first, second = page(client), page(client, "?page=2")
    assert (first.count("<tr>"), second.count("<tr>")) == (1 + ROWS, 1 + 2)
    assert (">Older<" in first, ">Newer<" in first, ">Older<" in second, ">Newer<" in second) == (
        True,
        False,
        False,
        True,
    )
    assert (f"number {ROWS + 1}<" in first, "number 1<" in second) == (True, True)


@pytest.mark.parametrize("asked", ["?page=0", "?page=x", "?page=999999999999999999999", "?page="])
def test_a_page_that_is_not_there_is_the_nearest_one(acme: Company, client: Client, asked: str) -> None:
    told(acme)
    assert "1 / 1" in page(client, asked)


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_a_message_that_is_not_there_is_not_found(acme: Company, client: Client, number: int) -> None:
    assert client.get(f"/dev/messages/{number}").status_code == 404


def test_what_people_wrote_is_text_and_never_markup(acme: Company, client: Client) -> None:
    mark = "<script>alert(1)</script>"
    lee = factories.signer(f"Lee {mark}", "lee@example.test")
    order = {
        "title": f"NDA {mark}",
        "comment": f'https://x.test/"{mark}',
        "signers": (lee, factories.signer("Park", "p@x.test")),
    }
    message = told(acme, **order)
    for path in ("", f"/{message.pk}"):
        assert "<script" not in page(client, path)
    assert (
        "javascript:"
        not in page(client, f"/{told(acme, comment='javascript:alert(1)').pk}").replace(">", "").split("<pre")[0]
    )
