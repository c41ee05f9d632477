"""How the eSignon API writes what contracts are: states, times, and values of boxes."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Literal

from dojang.contracts import links
from dojang.contracts.models import Contract, FieldValue
from dojang.lib import addresses

Status = Literal["Playing", "Complete", "Canceled", "Disposal", "Truncate"]
Listed = Literal["Playing", "Complete", "Canceled", "Disposal"]
YesNo = Literal["Y", "N"]
_Status = Contract.Status
STATUS: Mapping[Contract.Status, Status] = {
    _Status.PLAYING: "Playing",
    _Status.SEALING: "Playing",
    _Status.COMPLETE: "Complete",
    _Status.CANCELED: "Canceled",
    _Status.DISPOSED: "Disposal",
    _Status.DELETED: "Truncate",
}


def status(contract: Contract) -> Status:
    """The contract's state."""
    return STATUS[_Status(contract.status)]


def listed(contract: Contract) -> Listed:
    """The state of a contract in a list. Raises `ValueError` for a deleted one, which no list has."""
    state = status(contract)
    if state == "Truncate":
        raise ValueError(contract.pk)
    return state


def time(moment: datetime | None, zone: tzinfo) -> str:
    """`2026-01-31 13:23:28` in the zone; empty for what has not come."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def shown(value: FieldValue | None) -> str:
    """The value of a box: its text, or a URL that shows its picture or drawing as it is now."""
    if value is None:
        return ""
    return value.text if value.data is None else addresses.view(links.box_secret(value))


def flag(yes: object) -> YesNo:
    """`Y` or `N`."""
    return "Y" if yes else "N"
