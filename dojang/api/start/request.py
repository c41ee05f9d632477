"""What a start asks for, as plain values. Each protocol parses its requests into them; contacts are parsed here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ParamSpec, TypeAlias, TypeVar

from dojang.api.parameters import InvalidParameter
from dojang.api.start.complaints import Complaint, Location, RuleBroken
from dojang.api.start.notices import Notice
from dojang.contracts.errors import ValueRefused
from dojang.exports.order import ExportOrder
from dojang.lib.characters import character_names
from dojang.lib.contact import BadContact, Contact, ContactKind, check_phone
from dojang.lib.languages import ReaderLanguage
from dojang.lib.texts import Language

MAX_SIGNERS = MAX_COPIES = 100
MAX_ID = 40  # characters

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True)
class Wrong:
    """Stands for a part that cannot be taken. The complaint waits for its turn: those of the rules come first."""

    complaint: InvalidParameter | RuleBroken | ValueRefused


Given: TypeAlias = T | Wrong
"""A value, or the complaint about it."""


def given(read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Wrong:
    """What `read` returns, or the complaint that it raises."""
    try:
        return read(*args, **kwargs)
    except (InvalidParameter, RuleBroken, ValueRefused) as exc:
        return Wrong(exc)


def taken(value: T | Wrong) -> T:
    """The value. Raises the complaint about it."""
    if isinstance(value, Wrong):
        raise value.complaint
    return value


@dataclass(frozen=True, kw_only=True)
class PersonRequest:
    """A signer or someone who gets copies. `at` is where in the request they are."""

    at: Location
    name: str
    contact: Given[Contact]
    language: Given[Language | ReaderLanguage | None]


@dataclass(frozen=True, kw_only=True)
class SignerRequest(PersonRequest):
    """A signer. `place` is theirs in the order, where the request gives places; proofs that are not asked for are empty."""

    place: str = ""
    mobile_number: Given[str] = ""
    access_code: str = field(default="", repr=False)
    access_hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """All of a start that the documented rules do not look at. `until` is the deadline, where the contract lives."""

    preview: Given[bool]
    language: Given[Language | None]
    values: Given[Mapping[str, str]]
    comment_to_all: Given[bool]
    biz_id: Given[str]
    export: Given[ExportOrder | None]
    until: Given[datetime | None]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StartRequest:
    """A contract to be started. `at` is where in the request it stands; without an `offset` it lives where its company does.

    Its signers are those from `first_step` on: through a public link, the visitor is the first.
    """

    at: Location = ()
    title: str
    template: str
    starter_email: str
    comment: str
    offset: str
    signers: tuple[SignerRequest, ...]
    copies: tuple[PersonRequest, ...]
    terms: Terms
    first_step: int = 1

    @property
    def people(self) -> tuple[PersonRequest, ...]:
        return self.signers + self.copies


def contact_of(at: Location, address: str, declared: ContactKind | None = None) -> Given[Contact]:
    """The contact. One that is neither a good email address nor a good phone number is what it was `declared`, or looks like."""
    try:
        return Contact.read(address)
    except BadContact as exc:
        return Wrong(_bad_contact(exc, (*at, "contact"), declared or exc.kind))


def phone_of(at: Location, number: str) -> Given[str]:
    """The phone that a signer is to prove; empty when none is given."""
    try:
        return check_phone(number) if number else ""
    except BadContact as exc:
        return Wrong(_bad_contact(exc, (*at, "mobile_number"), ContactKind.PHONE))


def _bad_contact(exc: BadContact, at: Location, kind: ContactKind) -> RuleBroken:
    """The documented text would leave its reader puzzled by characters that cannot be seen."""
    if exc.unseen:
        return RuleBroken(Complaint.UNSEEN_CHARACTERS, at, characters=character_names(exc.unseen))
    return RuleBroken(Complaint.BAD_PHONE if kind is ContactKind.PHONE else Complaint.BAD_EMAIL, at)
