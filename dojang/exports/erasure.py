"""Forgetting what exports of a deleted contract said."""

from dojang.contracts.models import Contract
from dojang.exports.models import Attempt, Delivery, ExportStream, ExportTarget

State = Delivery.State


def forget(contract: Contract) -> bool:
    """Erase every export but those in line; whether there are none of these, and then where they went is erased as well.

    An export that was planned has to arrive, or a person has to decide that it need not: only then is its body erased.
    """
    # A delivery, a replay and a skip lock this row too.
    ExportStream.objects.select_for_update().filter(contract=contract).first()
    deliveries = Delivery.objects.filter(contract=contract)
    done = deliveries.filter(state__in=[State.DELIVERED, State.SKIPPED])
    Attempt.objects.filter(delivery__in=done).update(answer="")
    done.update(body=b"", url="")
    if deliveries.filter(state=State.PENDING).exists():
        return False
    ExportTarget.objects.filter(contract=contract).update(
        url="", client_id="", authorization="", request_code="", params=[], new_names={}
    )
    return True
