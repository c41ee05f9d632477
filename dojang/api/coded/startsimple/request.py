"""What a 5005Q asks for, read for its shape: the right types, nothing indispensable missing. The rules come after."""

from dataclasses import dataclass
from enum import StrEnum

from dojang.api.messages import Parameter
from dojang.api.parameters import Parameters
from dojang.lib.contact import ContactKind

MOST_COPIES = MOST_PLAYERS = 100
MOST_ID = 40
_DECLARED = {"email": ContactKind.EMAIL, "mobile": ContactKind.PHONE}


class Proof(StrEnum):
    """What a signer can be asked for; the editions of 2020 switch them by `enable_…`, later ones by the value's presence."""

    PHONE = "enable_mobile_cert"
    PASSWORD = "enable_password_cert"  # noqa: S105 - the name of a switch


@dataclass(frozen=True, kw_only=True)
class Person:
    """A signer or a copy recipient. `declared` is what `id_type` says the address is."""

    part: Parameters
    name: str
    address: str
    declared: ContactKind | None


@dataclass(frozen=True, kw_only=True)
class Player(Person):
    """A signer; `owner` is their place in the order, if it was given."""

    owner: str
    mobile: str
    password: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The request, with every text that a rule looks at."""

    body: Parameters
    title: str
    template: str
    starter: str
    comment: str
    offset: str
    players: tuple[Player, ...]
    copies: tuple[Person, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        return self.players + self.copies


def read_draft(body: Parameters) -> Draft:
    """Raises `InvalidParameter` for what is missing or has the wrong type."""
    if not body.has("workflow_name"):
        raise body.wrong("workflow_name", Parameter.REQUIRED)
    template = body.identifier("doc_id", MOST_ID)
    if not template:
        raise body.wrong("doc_id", Parameter.REQUIRED)
    starter, players = body.required("memb_email"), body.parts("player_list", MOST_PLAYERS)
    if not players:
        raise body.wrong("player_list", Parameter.REQUIRED)
    return Draft(
        body=body,
        title=body.text("workflow_name"),
        template=template,
        starter=starter,
        comment=body.text("comment"),
        offset=body.text("timezone_offset"),
        players=tuple(read_player(part) for part in players),
        copies=tuple(_copy(part) for part in body.parts("customer_list", MOST_COPIES) if not is_blank(part)),
    )


def read_player(part: Parameters) -> Player:
    """A signer. Raises `InvalidParameter`."""
    return Player(
        part=part,
        name=part.text("name"),
        address=part.required("email"),
        declared=_declared(part),
        owner=part.identifier("field_owner", MOST_ID),
        mobile=_proof(part, Proof.PHONE, "mobile_number").strip(),
        password=_proof(part, Proof.PASSWORD, "password"),
        hint=part.text("password_hint"),
    )


def _copy(part: Parameters) -> Person:
    return Person(part=part, name=part.required("name"), address=part.required("email"), declared=_declared(part))


def is_blank(part: Parameters) -> bool:
    """Whether it is a form that nobody filled in, as some clients send it."""
    return not part.text("name") and not part.text("email")


def _declared(part: Parameters) -> ContactKind | None:
    """`id_type`, once `memb_id_type`: EMail or Mobile. Later editions tell by the address alone, so anything else is let be."""
    return _DECLARED.get((part.text("id_type") or part.text("memb_id_type")).lower())


def _proof(part: Parameters, proof: Proof, key: str) -> str:
    """The value that the proof is made with; empty when the proof is not asked for."""
    wanted, value = part.switch(proof), part.exact(key)
    if wanted is False:
        return ""
    if wanted and not value.strip():
        raise part.wrong(key, Parameter.REQUIRED)
    return value
