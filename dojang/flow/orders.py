"""What a door asks the conductor for: frozen, checked for shape, free of any wire format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dojang.companies.models import Company, Member
from dojang.contracts.models import Contract, PublicLink
from dojang.exports.order import ExportOrder
from dojang.lib.contact import Contact
from dojang.lib.languages import ReaderLanguage
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY, Visitor


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
    """Everything needed to start a contract. `values` holds what stands in boxes before anyone signs, as the caller sent it.

    With a `public_link` it is the first signer who begins, and no member.
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


@dataclass(frozen=True, kw_only=True)
class PublicLinkOrder:
    """A public link to be made, through which `most` contracts may be begun. The first signer of `contract` stands for whoever comes."""

    contract: StartOrder
    name: str
    most: int
    needs_phone: bool = False
    may_repeat: bool = False
    expires_at: datetime | None = None
