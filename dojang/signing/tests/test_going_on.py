"""After the act: the next document of the same person, and telling the page that opened this one."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from dojang.companies.models import Company
from dojang.contracts import consents
from dojang.contracts.models import Contract, Link
from dojang.flow.orders import SignerOrder
from dojang.flow.start import StartedContract, start
from dojang.lib.contact import Contact
from dojang.signing.tests.visiting import token_in
from tests import factories
from tests.factories import LEE, PARK

SHOP = "https://shop.example"
NEXT, CLOSE = "/next", "data-close="


@pytest.fixture
def shop(acme: Company) -> Company:
    acme.frame_origins = [SHOP]
    acme.save()
    return acme


def begin(company: Company, first: str = LEE, **given: Any) -> StartedContract:
    """A contract whose first signer is reached there."""
    people = tuple(SignerOrder(name="N", contact=Contact.read(address)) for address in (first, PARK))
    return start(factories.order(company, signers=people, **given))


def agree(client: Client, home: str) -> None:
    """To sign electronically."""
    client.post(f"{home}/consent", {"version": consents.CURRENT, "language": "ko", "agree": "yes"})


def act(client: Client, started: StartedContract, options: Mapping[str, str] = {}) -> HttpResponse:
    """The first signer comes in with the options and rejects; the page they see then."""
    home = client.post("/mail/sign", {"token": token_in(started.first.url), **options})["Location"]
    agree(client, home)
    client.post(f"{home}/reject", {"opinion": "no"})
    return client.get(home)  # type: ignore[return-value]


def test_the_next_document_of_the_same_person_is_offered(client: Client, acme: Company) -> None:
    one, _other = begin(acme), begin(acme)
    assert NEXT in act(client, one).content.decode()


def test_it_opens_the_one_that_has_waited_longest_with_a_session_of_its_own(client: Client, acme: Company) -> None:
    one, _older, _newer = begin(acme), begin(acme, title="Older"), begin(acme)
    home = act(client, one).wsgi_request.path  # type: ignore[attr-defined]
    links = Link.objects.count()
    onward = client.post(f"{home}/next")["Location"]
    assert "Older" in client.get(onward).content.decode()
    assert Link.objects.count() == links


@pytest.mark.parametrize(
    ("first", "options"),
    [("choi@other.test", {}), (LEE, {"next_sign": "false"})],
    ids=["somebody else's", "not wanted"],
)
def test_it_is_not_offered(client: Client, acme: Company, first: str, options: dict[str, str]) -> None:
    one, _other = begin(acme), begin(acme, first)
    assert NEXT not in act(client, one, options).content.decode()


def test_another_companys_document_is_not_offered(client: Client, acme: Company) -> None:
    other = factories.company("other")
    factories.member(other)
    factories.template(other)
    one, _theirs = begin(acme), begin(other)
    assert NEXT not in act(client, one).content.decode()


def test_before_the_act_nothing_leads_on(client: Client, acme: Company) -> None:
    one, _other = begin(acme), begin(acme)
    home = client.post("/mail/sign", {"token": token_in(one.first.url)})["Location"]
    assert client.post(f"{home}/next")["Location"] == home


def test_getting_the_address_of_the_next_document_changes_nothing(client: Client, acme: Company) -> None:
    one, _other = begin(acme), begin(acme)
    home = act(client, one).wsgi_request.path  # type: ignore[attr-defined]
    assert client.get(f"{home}/next")["Location"] == home


def test_the_options_go_along(client: Client, shop: Company) -> None:
    one, _other = begin(shop), begin(shop)
    home = act(client, one, {"callback_fn": "true"}).wsgi_request.path  # type: ignore[attr-defined]
    onward = client.post(f"{home}/next")["Location"]
    agree(client, onward)
    client.post(f"{onward}/reject", {"opinion": "no"})
    assert CLOSE in client.get(onward).content.decode()


def test_the_close_button_names_the_listed_origins_and_no_secret(client: Client, shop: Company) -> None:
    one = begin(shop)
    page = act(client, one, {"callback_fn": "true"}).content.decode()
    assert f'data-origins="{SHOP}"' in page
    assert token_in(one.first.url) not in page


def test_without_the_option_there_is_no_close_button(client: Client, shop: Company) -> None:
    assert CLOSE not in act(client, begin(shop)).content.decode()


@pytest.mark.parametrize("path", ["/mail/sign", "/api/acme/sign"])
def test_a_listed_page_that_opened_the_signing_page_is_not_cut_off_from_it(
    client: Client, shop: Company, path: str
) -> None:
    one = begin(shop)
    asked = client.get(path, {"token": token_in(one.first.url)})
    came = client.post(path, {"token": token_in(one.first.url)})
    agree(client, came["Location"])
    here = client.get(came["Location"])
    done = client.post(f"{came['Location']}/reject", {"opinion": "no"})
    assert {answer["Cross-Origin-Opener-Policy"] for answer in (asked, came, here, done)} == {"unsafe-none"}


def test_a_company_that_lists_no_page_keeps_its_pages_to_themselves(client: Client, acme: Company) -> None:
    answer = client.get("/mail/sign", {"token": token_in(begin(acme).first.url)})
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert Contract.objects.count() == 1
