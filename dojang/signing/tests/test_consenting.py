"""Before the document: what it is, who sent it, and agreeing to sign electronically."""

import hashlib
import html
import json

import pytest
from django.test import Client

from dojang.companies.models import Company
from dojang.contracts import consents
from dojang.contracts.models import Contract, Draft, Event
from dojang.flow import changes, start
from dojang.flow.changes import SignerChange
from dojang.flow.outbox import invite
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY
from dojang.signing.tests.visiting import open_link, refused, token_in
from tests import factories
from tests.factories import STROKES, order, signer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
AGREED = {"version": consents.CURRENT, "language": "ko", "agree": "yes"}
SIGNED = {"f1": json.dumps(STROKES)}


@pytest.fixture
def contract(acme: Company) -> Contract:
    lee = signer("Lee", factories.LEE, language=Language.EN)
    people = [lee, signer("Park", factories.PARK)]
    return start.start(order(acme, signers=people, comment="Please by Friday.")).contract


def come(client: Client, contract: Contract) -> str:
    contract.refresh_from_db()
    return open_link(client, token_in(invite(contract).url))


def agreements() -> list[Event]:
    return list(Event.objects.filter(kind=Event.Kind.CONSENTED))


def test_the_page_says_what_it_is_who_sent_it_and_what_to_do(client: Client, contract: Contract) -> None:
    page = client.get(come(client, contract)).content.decode()
    for told in (
        "NDA 2026",
        "Hello Lee. Kim of Acme asks you",
        "Please by Friday.",
        "<dt>Pages</dt><dd>1</dd>",
        "fill in 2 fields, then",
        factories.KIM,
    ):
        assert told in page
    assert "checked" not in page


def test_what_the_company_or_a_draft_filled_in_is_not_to_do(client: Client, acme: Company) -> None:
    boxes = [
        factories.field("name", "text", 1, 0.1),
        factories.field("role", "text", 1, 0.2),
        factories.field("news", "check", 1, 0.3),
        factories.field("terms", "check", 1, 0.4, required=True),
        factories.field("a", "radio", 1, 0.5, group="way"),
        factories.field("b", "radio", 1, 0.6, group="way"),
    ]
    factories.template(acme, 7, fields=boxes, steps=1)
    given = {"name": "Lee", "terms": "N", "news": "N", "b": "Y"}
    lee = signer("Lee", factories.LEE, language=Language.EN)
    contract = start.start(order(acme, template_number="7", signers=[lee], values=given)).contract
    home = come(client, contract)
    assert "fill in 2 fields, then" in client.get(home).content.decode()
    drafter = contract.signers.get(step=1)
    Draft.objects.create(signer=drafter, round=1, name="role", text="Clerk")
    Draft.objects.create(signer=drafter, round=1, name="terms", text="Y")
    assert "check what is filled in" in client.get(home).content.decode()


def test_the_document_is_not_shown_before(client: Client, contract: Contract) -> None:
    home = come(client, contract)
    assert "A blank page." not in client.get(home).content.decode()
    assert client.get(f"{home}/page/1").status_code == 403


def test_the_history_keeps_the_version_and_the_hash_of_the_very_text_on_the_page(
    client: Client, contract: Contract
) -> None:
    home = come(client, contract)
    page = html.unescape(client.get(home, {"lang": "ja"}).content.decode())
    assert all(paragraph in page for paragraph in consents.paragraphs(consents.CURRENT, Language.JA))
    assert '<input type="hidden" name="language" value="ja">' in page
    assert client.post(f"{home}/consent", AGREED | {"language": "ja"}).status_code == 303
    assert [event.payload for event in agreements()] == [
        {"version": consents.CURRENT, "language": "ja", "sha256": consents.sha256(consents.CURRENT, Language.JA)}
    ]
    assert "A blank page." in client.get(home).content.decode()


@pytest.mark.parametrize("missing", ["agree", "language"])
def test_without_the_tick_nothing_is_agreed_and_the_page_says_so(
    client: Client, contract: Contract, missing: str
) -> None:
    home = come(client, contract)
    page = refused(client, f"{home}/consent", {**AGREED, missing: ""})
    assert "Please tick the box above" in page
    assert not agreements()


@pytest.mark.parametrize("version", ["2020-01", *consents.versions()[:-1]])
def test_a_version_that_is_not_asked_for_any_more_is_not_agreed_to(
    client: Client, contract: Contract, version: str
) -> None:
    home = come(client, contract)
    client.post(f"{home}/consent", AGREED | {"version": version})
    assert not agreements()
    assert 'name="agree"' in client.get(home).content.decode()


@pytest.mark.parametrize("act", ["approve", "reject"])
def test_nobody_acts_who_has_not_agreed(client: Client, contract: Contract, act: str) -> None:
    home = come(client, contract)
    assert client.post(f"{home}/{act}", SIGNED)["Location"] == home
    contract.refresh_from_db()
    assert (contract.status, contract.turn) == (Contract.Status.PLAYING, 1)


def test_it_is_asked_once_though_the_document_comes_back(client: Client, contract: Contract) -> None:
    for path, values in (("approve", SIGNED), ("reject", {}), ("approve", SIGNED)):
        home = come(client, contract)
        client.post(f"{home}/consent", AGREED)
        client.post(f"{home}/consent", AGREED)
        client.post(f"{home}/{path}", values)
    assert [event.step for event in agreements()] == [1, 2]


def test_it_is_asked_of_the_one_who_takes_a_signers_place(client: Client, contract: Contract) -> None:
    client.post(f"{come(client, contract)}/consent", AGREED)
    changes.change_signer(contract.pk, 1, SignerChange(name="Choi"), contract.starter, NOBODY)
    assert 'name="agree"' in client.get(come(client, contract)).content.decode()


def test_looking_at_its_address_agrees_to_nothing(client: Client, contract: Contract) -> None:
    home = come(client, contract)
    assert client.get(f"{home}/consent", AGREED).status_code == 303
    assert not agreements()


def test_it_comes_after_the_proof(client: Client, acme: Company) -> None:
    lee = signer("Lee", factories.LEE, access_code="secret1")
    begun = start.start(order(acme, signers=[lee, signer("Park", factories.PARK)])).contract
    home = come(client, begun)
    client.post(f"{home}/consent", AGREED)
    assert not agreements()
    assert "NDA 2026" not in client.get(home).content.decode()
    client.post(f"{home}/code", {"code": "secret1"})
    assert 'name="agree"' in client.get(home).content.decode()


@pytest.mark.parametrize(
    ("version", "language"),
    [(version, language) for version in consents.versions() for language in consents.languages(version)],
)
def test_every_text_can_be_read_by_everybody_byte_for_byte_as_it_was_hashed(
    client: Client, db: None, language: str, version: str
) -> None:
    answer = client.get(f"/consent/{version}.{language}.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert hashlib.sha256(answer.content).hexdigest() == consents.sha256(version, language)


def test_a_text_that_never_was_is_not_found(client: Client, db: None) -> None:
    assert [client.get(f"/consent/{name}.txt").status_code for name in ("2020-01.ko", "2026-11.fr", "2026-11.vi")] == [
        404,
        404,
        404,
    ]
