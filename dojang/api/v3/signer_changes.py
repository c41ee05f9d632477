"""A change of a signer, held to the rules by which signers are given at a start."""

from dojang.api.coded.startsimple.request import Draft, read_player
from dojang.api.parameters import Parameters
from dojang.api.start.order import read_signer, require_name
from dojang.api.start.rules import check
from dojang.api.v3.contract_shapes import SignerChanges
from dojang.contracts.models import Signer
from dojang.flow.changing import SignerChange


def read_change(signer: Signer, body: SignerChanges) -> SignerChange:
    """Raises `InvalidParameter`, and `Refused` with the row of 5005Q whose rule is broken."""
    given = body.model_dump(exclude_none=True)
    whole = Parameters("", _now(signer) | given)
    for key in ("name", "email"):
        whole.required(key)
    player = read_player(whole)
    # A title is none of a signer's affairs, but no draft is without one.
    check(Draft(body=whole, title="-", template="", starter="", comment="", offset="", players=(player,), copies=()))
    require_name(player)
    wanted = read_signer(player)
    return SignerChange(
        name=wanted.name if "name" in given else None,
        contact=wanted.contact if "email" in given else None,
        language=wanted.language if "language" in given else None,
        mobile_number=wanted.mobile_number if "mobile_number" in given else None,
        access_code=wanted.access_code if "password" in given else None,
        access_hint=wanted.access_hint if "password_hint" in given else None,
    )


def _now(signer: Signer) -> dict[str, object]:
    return {
        "name": signer.name,
        "email": signer.contact_address,
        "mobile_number": signer.mobile_number,
        "password_hint": signer.access_hint,
    }
