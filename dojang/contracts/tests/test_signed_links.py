"""Signed secrets: made when asked for, kept nowhere, and no more alive than what they point to."""

from datetime import UTC, datetime, timedelta

import pytest

from dojang.contracts import links
from dojang.contracts.errors import LinkDead
from dojang.contracts.models import Contract, FieldValue, Link
from dojang.flow import start
from dojang.lib import clock
from tests import factories
from tests.factories import STROKES

Purpose = Link.Purpose


@pytest.fixture
def contract(db: None) -> Contract:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return start.start(factories.order(company)).contract


@pytest.fixture
def link(contract: Contract) -> Link:
    links.issue(contract, Purpose.DOCUMENT)
    (link,) = links.alive(contract, Purpose.DOCUMENT)
    return link


def test_it_opens_its_link_and_is_the_same_whenever_it_is_made(link: Link) -> None:
    assert links.link_secret(link) == links.link_secret(link)
    assert links.find(links.link_secret(link)) == link
    assert Link.objects.filter(purpose=Purpose.DOCUMENT).count() == 1


def test_it_is_over_at_its_time(link: Link) -> None:
    end = datetime(2026, 1, 31, 1, 5, tzinfo=UTC)
    secret = links.link_secret(link, end)
    with clock.stopped_at(end - timedelta(seconds=1)):
        assert links.find(secret) == link
    with clock.stopped_at(end), pytest.raises(LinkDead) as dead:
        links.find(secret)
    assert dead.value.reason == "over"


def test_it_is_as_dead_as_its_link(contract: Contract, link: Link) -> None:
    secret = links.link_secret(link)
    links.revoke_all(contract, Link.RevokeReason.DISPOSED)
    found = links.find(secret)
    assert found is not None
    assert found.revoke_reason == "disposed"


@pytest.mark.parametrize(
    "change", [lambda s: s.replace("l", "b", 1), lambda s: f"l{s}", lambda s: s[:-1], lambda s: s + "\udc80"]
)
def test_nobody_else_can_make_one(link: Link, change: object) -> None:
    assert callable(change)
    assert links.find(change(links.link_secret(link))) is None


def test_it_shows_what_is_in_a_box_as_long_as_there_is_something(contract: Contract) -> None:
    value = FieldValue.objects.create(contract=contract, name="sign1", data=STROKES)
    secret = links.box_secret(value)
    found = links.find(secret)
    assert found is not None
    assert (found.contract, found.picture) == (contract, STROKES)
    FieldValue.objects.filter(pk=value.pk).update(data=None)
    assert links.find(secret) is None
