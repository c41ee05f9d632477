"""People of a start, whose keys are the same in every protocol, except a signer's place."""

from collections.abc import Callable
from enum import StrEnum

from dojang.api.messages import Parameter
from dojang.api.parameters import Parameters
from dojang.api.start.complaints import Location
from dojang.api.start.request import MAX_COPIES, MAX_ID, PersonRequest, SignerRequest, contact_of, given, phone_of
from dojang.lib.contact import ContactKind
from dojang.lib.languages import ReaderLanguage
from dojang.lib.texts import Language

# The calls of eSignon know three languages, and refuse others.
LanguageReader = Callable[[Parameters, str], Language | ReaderLanguage | None]
_DECLARED = {"email": ContactKind.EMAIL, "mobile": ContactKind.PHONE}


class Proof(StrEnum):
    """What a signer can be asked for; the editions of 2020 switch them by `enable_…`, later ones by the value's presence."""

    PHONE = "enable_mobile_cert"
    PASSWORD = "enable_password_cert"  # noqa: S105 - the name of a switch


def read_signer(
    part: Parameters, at: Location, place: str, language: LanguageReader = Parameters.language
) -> SignerRequest:
    """A signer; `place` is the key of their place in the order. Raises `InvalidParameter`."""
    return SignerRequest(
        at=at,
        name=part.text("name"),
        contact=contact_of(at, part.required("email"), _declared(part)),
        place=part.identifier(place, MAX_ID),
        mobile_number=phone_of(at, _proof(part, Proof.PHONE, "mobile_number").strip()),
        access_code=_proof(part, Proof.PASSWORD, "password"),
        access_hint=part.text("password_hint"),
        language=given(language, part, "language"),
    )


def read_copies(body: Parameters, language: LanguageReader = Parameters.language) -> tuple[PersonRequest, ...]:
    """Who gets copies. Raises `InvalidParameter`."""
    parts = enumerate(body.parts("customer_list", MAX_COPIES))
    return tuple(_read_copy(part, ("copies", index), language) for index, part in parts if not is_blank(part))


def is_blank(part: Parameters) -> bool:
    """Whether it is an empty form, as some clients send it."""
    return not part.text("name") and not part.text("email")


def _read_copy(part: Parameters, at: Location, language: LanguageReader) -> PersonRequest:
    return PersonRequest(
        at=at,
        name=part.required("name"),
        contact=contact_of(at, part.required("email"), _declared(part)),
        language=given(language, part, "language"),
    )


def _declared(part: Parameters) -> ContactKind | None:
    """`id_type`, once `memb_id_type`: EMail or Mobile. Later editions go by the address alone, so anything else is ignored."""
    return _DECLARED.get((part.text("id_type") or part.text("memb_id_type")).lower())


def _proof(part: Parameters, proof: Proof, key: str) -> str:
    """The value that the proof is made with; empty when the proof is not asked for."""
    wanted, value = part.switch(proof), part.exact(key)
    if wanted is False:
        return ""
    if wanted and not value.strip():
        raise part.wrong(key, Parameter.REQUIRED)
    return value
