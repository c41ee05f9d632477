"""What a door asks the conductor for: frozen, checked for shape, free of any wire format.

Orders that are fulfilled later are kept encrypted until then: they name people and may hold their access codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from dojang.companies.models import Company, Member
from dojang.contracts.models import Contract, PublicLink
from dojang.exports.order import ExportOrder
from dojang.lib import vault
from dojang.lib.contact import Contact
from dojang.lib.languages import ReaderLanguage
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY, Visitor
from dojang.library.layout import Layout


@dataclass(frozen=True, kw_only=True)
class SignerOrder:
    """One signer; they come in the order of the steps. A given `mobile_number` or `access_code` asks for that proof."""

    name: str
    contact: Contact
    language: Language | ReaderLanguage | None = None
    mobile_number: str = ""
    access_code: str = field(default="", repr=False)
    access_hint: str = ""


@dataclass(frozen=True, kw_only=True)
class CopyOrder:
    """Someone who gets copies."""

    name: str
    contact: Contact
    language: Language | ReaderLanguage | None = None


@dataclass(frozen=True, kw_only=True)
class StartOrder:
    """Everything needed to start a contract. `values` are the values of boxes before any signature, as the caller sent them.

    With a `public_link` the first signer starts, and no member.
    """

    company: Company
    starter_email: str
    template_number: str
    title: str
    language: Language
    timezone: str
    signers: tuple[SignerOrder, ...]
    copies: tuple[CopyOrder, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""  # for the first signer
    comment_to_all: bool = False  # … and for each one after
    biz_id: str = "0"
    expires_at: datetime | None = None
    export: ExportOrder | None = None
    via: Contract.Via = Contract.Via.API
    public_link: PublicLink | None = None
    caller: Member | None = None  # of the token; spares a look-up where the starter is the same
    visitor: Visitor = NOBODY

    def with_names_of(self, layout: Layout) -> "StartOrder":
        """The order with the names of boxes as the layout writes them."""
        own = layout.own_names(self.values)
        order = replace(self, values={own[name]: value for name, value in self.values.items()})
        if self.export is None:
            return order
        sources = layout.own_names(name for param in self.export.params for name in param.fields)
        params = [replace(param, fields=tuple(sources[name] for name in param.fields)) for param in self.export.params]
        renamed = layout.own_names(self.export.new_names)
        new_names = {renamed[name]: new for name, new in self.export.new_names.items()}
        return replace(order, export=replace(self.export, params=tuple(params), new_names=new_names))


@dataclass(frozen=True, kw_only=True)
class PublicLinkOrder:
    """A public link to be made, through which `most` contracts may be started. Each visitor is the first signer of one.

    The signers of `contract` are those from the second step on.
    """

    contract: StartOrder
    name: str
    most: int
    needs_phone: bool = False
    may_repeat: bool = False
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """What of an order is kept, as JSON with these names. Its company and template are columns."""

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


def seal_order(order: StartOrder, place: str) -> bytes:
    """The order as it is kept in this place."""
    return vault.lock(_KEPT.dump_json(_Kept(**{name: getattr(order, name) for name in _NAMES})), place)


def open_order(kept: bytes, place: str) -> Mapping[str, Any]:
    """What `StartOrder` takes besides the company, the starter and the template. Raises `OrderLost`."""
    order = _KEPT.validate_json(vault.unlock(kept, place))
    return {name: getattr(order, name) for name in _NAMES}
