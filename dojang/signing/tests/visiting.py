"""What a signer does at the door, for tests."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from dojang.contracts.models import Contract, FieldValue, Session
from dojang.contracts.readers import Raw
from dojang.flow import acts, entry
from dojang.flow.outbox import invite
from dojang.flow.start import StartedContract
from dojang.lib.visitor import NOBODY
from tests import factories


def token_in(url: str) -> str:
    """The token in a signing address."""
    return parse_qs(urlsplit(url).query)["token"][0]


def come_in(client: Client, token: str) -> str:
    """Exchange the token as the link's page does, as a signer who agreed at an earlier visit; the clean address."""
    home = open_link(client, token)
    factories.agreed(Session.objects.get(pk=int(home.rpartition("/")[2])))
    return home


def open_link(client: Client, token: str) -> str:
    """Exchange the token for the first time; the clean address."""
    answer = client.post("/mail/sign", {"token": token})
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"]


def first(client: Client, started: StartedContract) -> str:
    """Lee comes in."""
    return come_in(client, token_in(started.first.url))


def current(client: Client, contract: Contract) -> str:
    """The signer who has the turn comes in through a fresh link."""
    contract.refresh_from_db()
    return come_in(client, token_in(invite(contract).url))


def refused(client: Client, url: str, entered: Mapping[str, Any]) -> str:
    """The page to which a refused form leads: the browser gets it by GET, so it can come back to it."""
    answer = client.post(url, entered)
    assert answer.status_code == 303, answer.content.decode()
    return client.get(answer["Location"]).content.decode()


def approve_directly(contract: Contract, raw: Mapping[str, Raw]) -> None:
    """The act of the signer who has the turn, without the door."""
    contract.refresh_from_db()
    session = factories.agreed(entry.exchange(token_in(invite(contract).url), NOBODY).session)
    acts.approve(session, raw, "", NOBODY)


def data_in(name: str) -> dict[str, Any]:
    """The drawing or picture in a box."""
    data: dict[str, Any] | None = FieldValue.objects.get(name=name).data
    assert data is not None
    return data
