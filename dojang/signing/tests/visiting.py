"""What a signer does at the door, for tests."""

import re
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse
from django.test import Client

from dojang.contracts.models import Contract
from dojang.flow import opening
from dojang.flow.start import Started
from dojang.flow.telling import invite
from dojang.lib.visitor import NOBODY
from tests.factories import STROKES

Answer = HttpResponse


def token_in(url: str) -> str:
    """The token in a signing address."""
    return parse_qs(urlsplit(url).query)["token"][0]


def come_in(client: Client, token: str) -> str:
    """Exchange the token as the link's page does; the clean address."""
    answer = client.post("/mail/sign", {"token": token})
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"]


def first(client: Client, started: Started) -> str:
    """Lee comes in."""
    return come_in(client, token_in(started.first.url))


def current(client: Client, contract: Contract) -> str:
    """Whoever has the turn comes in through a fresh link."""
    contract.refresh_from_db()
    return come_in(client, token_in(invite(contract).url))


def approve_directly(contract: Contract, raw: dict[str, object]) -> None:
    """The act of whoever has the turn, without the door."""
    from dojang.flow import journey

    contract.refresh_from_db()
    session = opening.exchange(token_in(invite(contract).url), NOBODY).session
    journey.approve(session, raw, "", NOBODY)  # type: ignore[arg-type]


def inputs_of(answer: Answer) -> dict[str, str]:
    """The names of the inputs by the titles of their questions."""
    page = answer.content.decode()
    found = re.findall(r'id="(q\d+)".*?<span>([^<]*)</span>.*?name="([fg]\d+)', page, re.DOTALL)
    return {title: name for _, title, name in found}


DRAWN = STROKES
