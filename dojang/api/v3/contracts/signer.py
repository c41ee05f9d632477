"""A change of a signer, held to the rules by which signers are given at a start."""

from dojang.api.parameters import Parameters
from dojang.api.start.order import signer_order_of
from dojang.api.start.people import read_signer
from dojang.api.start.rules import check_people, require_name
from dojang.api.v3.contracts.shapes import SignerChanges
from dojang.api.v3.workflows.start import PLACE
from dojang.contracts.models import Signer
from dojang.flow.changes import SignerChange


def read_change(signer: Signer, body: SignerChanges) -> SignerChange:
    """Raises `InvalidParameter` and `RuleBroken`."""
    given = body.model_dump(exclude_none=True)
    now = {
        "name": signer.name, "email": signer.contact_address, "mobile_number": signer.mobile_number,
        "password_hint": signer.access_hint,
    }  # fmt: skip
    whole = Parameters("", now | given)
    for key in ("name", "email"):
        whole.required(key)
    request = read_signer(whole, (), PLACE, Parameters.reader_language)
    check_people([request])
    require_name(request)
    wanted = signer_order_of(request)
    return SignerChange(
        name=wanted.name if "name" in given else None,
        contact=wanted.contact if "email" in given else None,
        language=wanted.language if "language" in given else None,
        mobile_number=wanted.mobile_number if "mobile_number" in given else None,
        access_code=wanted.access_code if "password" in given else None,
        access_hint=wanted.access_hint if "password_hint" in given else None,
    )
