"""Links: the secret goes out once, the hash stays, and what is dead stays dead."""

import pytest

from dojang.contracts import links
from dojang.contracts.models import Contract, Link, Signer
from dojang.flow import start
from dojang.lib.tokens import digest
from tests import factories
from tests.factories import STROKES

Purpose, RevokeReason = Link.Purpose, Link.RevokeReason


@pytest.fixture
def contract(db: None) -> Contract:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return start.start(factories.order(company)).contract


def signer(contract: Contract, step: int) -> Signer:
    return contract.signers.get(step=step)


def death(secret: str) -> str:
    link = links.find(secret)
    assert link is not None
    return link.revoke_reason


def test_a_link_is_found_by_its_secret_which_is_kept_nowhere(contract: Contract) -> None:
    secret = links.issue(contract, Purpose.PICTURE, picture=STROKES)
    link = links.find(secret)
    assert link is not None
    assert (link.contract, link.picture, bytes(link.digest)) == (contract, STROKES, digest(secret))
    assert secret not in str(Link.objects.values())


@pytest.mark.parametrize("secret", ["", "made-up", "\ud800", "\0", "x" * 10_000])
def test_a_made_up_secret_finds_nothing(contract: Contract, secret: str) -> None:
    assert links.find(secret) is None


def test_a_new_invitation_kills_the_one_before_and_no_other_signers(contract: Contract) -> None:
    first, others = links.invite(signer(contract, 1)), links.invite(signer(contract, 2))
    second = links.invite(signer(contract, 1))
    assert [death(secret) for secret in (first, second, others)] == [RevokeReason.REPLACED, "", ""]


def test_a_dead_link_keeps_its_first_death(contract: Contract) -> None:
    secret = links.invite(signer(contract, 1))
    links.revoke_signers_links(signer(contract, 1), RevokeReason.USED)
    links.revoke_all_signing_links(contract, RevokeReason.CANCELED)
    assert death(secret) == RevokeReason.USED


def test_the_end_of_signing_leaves_the_links_that_only_read(contract: Contract) -> None:
    signing = links.invite(signer(contract, 2))
    reading = [links.issue(contract, purpose) for purpose in (Purpose.STARTER, Purpose.COPY, Purpose.DOCUMENT)]
    links.revoke_all_signing_links(contract, RevokeReason.EXPIRED)
    assert [death(secret) for secret in (signing, *reading)] == [RevokeReason.EXPIRED, "", "", ""]


def test_links_of_another_contract_live_on(contract: Contract) -> None:
    other = start.start(factories.order(contract.company)).contract
    secret = links.invite(signer(other, 1))
    links.revoke_all_signing_links(contract, RevokeReason.CANCELED)
    assert death(secret) == ""
