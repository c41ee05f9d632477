"""Links: issued once as a secret, found again by its hash, dead when their purpose is served."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from dojang.contracts.models import Contract, Link, Signer
from dojang.lib import clock
from dojang.lib.tokens import digest, new_token

Purpose = Link.Purpose


def issue(
    contract: Contract,
    purpose: Link.Purpose,
    signer: Signer | None = None,
    *,
    attachment: bool = False,
    picture: Mapping[str, Any] | None = None,
) -> str:
    """Make a link and return its secret, which is not kept. `picture` is what a picture link shows, whatever becomes of its box."""
    token = new_token()
    Link.objects.create(
        contract=contract, purpose=purpose, signer=signer, attachment=attachment, picture=picture, digest=token.digest
    )
    return token.secret


def invite(signer: Signer) -> str:
    """A fresh signing link for the signer; the earlier ones die."""
    bury_signers_links(signer, Link.Death.REPLACED)
    return issue(signer.contract, Purpose.SIGN, signer)


def find(secret: str) -> Link | None:
    """The link with this secret, dead or alive, with its contract and signer at hand."""
    known = Link.objects.select_related("contract__company", "contract__template_version", "signer")
    return known.filter(digest=digest(secret)).first()


def bury_signers_links(signer: Signer, death: Link.Death) -> None:
    """The signer's signing links open nothing any more."""
    _bury(Q(contract_id=signer.contract_id, signer=signer), death)


def bury_all_signing_links(contract: Contract, death: Link.Death) -> None:
    """Nobody can sign this contract any more. Links that only read stay."""
    _bury(Q(contract=contract, purpose=Purpose.SIGN), death)


def bury_all_but_the_starters(contract: Contract, death: Link.Death) -> None:
    """Nobody but the company reads this contract any more."""
    _bury(Q(contract=contract) & ~Q(purpose=Purpose.STARTER), death)


def bury_all(contract: Contract, death: Link.Death) -> None:
    """No link opens this contract any more."""
    _bury(Q(contract=contract), death)


def _bury(which: Q, death: Link.Death) -> None:
    Link.objects.filter(which, died_at=None).update(died_at=clock.now(), death=death)
