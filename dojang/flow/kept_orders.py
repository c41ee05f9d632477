"""Orders that are fulfilled later: kept encrypted until then, since they name people and may hold access codes they agreed on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from dojang.exports.order import ExportOrder
from dojang.flow.orders import CopyOrder, SignerOrder, StartOrder
from dojang.lib import vault
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY, Visitor


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """What of an order is kept; whose it is, and of what template, stands beside it."""

    title: str
    language: Language
    timezone: str
    signers: tuple[SignerOrder, ...]
    copies: tuple[CopyOrder, ...]
    values: dict[str, str]
    comment: str
    biz_id: str
    expires_at: datetime | None
    export: ExportOrder | None
    visitor: Visitor = field(default=NOBODY)
    comment_to_all: bool = False


_KEPT = TypeAdapter(_Kept)
_NAMES = tuple(one.name for one in fields(_Kept))


def lock(order: StartOrder, place: str) -> bytes:
    """The order as it is kept in this place."""
    return vault.lock(_KEPT.dump_json(_Kept(**{name: getattr(order, name) for name in _NAMES})), place)


def unlock(kept: bytes, place: str) -> Mapping[str, Any]:
    """What `StartOrder` takes besides the company, the starter and the template. Raises `OrderLost`."""
    order = _KEPT.validate_json(vault.unlock(kept, place))
    return {name: getattr(order, name) for name in _NAMES}
