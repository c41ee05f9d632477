"""From a request that follows the rules to the order that `flow` takes. All other complaints are raised here, in one order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dojang.api.messages import Warned
from dojang.api.start.complaints import Complaint, RuleBroken
from dojang.api.start.notices import Notice
from dojang.api.start.request import SignerRequest, StartRequest, taken
from dojang.companies.models import Company, Member
from dojang.contracts.errors import ValueRefused
from dojang.flow.orders import CopyOrder, SignerOrder, StartOrder
from dojang.lib import clock, times
from dojang.lib.texts import Language
from dojang.lib.visitor import Visitor


def order_of(request: StartRequest, company: Company, visitor: Visitor, caller: Member | None = None) -> StartOrder:
    """Raises `InvalidParameter`, `RuleBroken`, `ValueRefused`, in the order of the lines here."""
    terms, timezone = request.terms, request.offset or company.timezone
    taken(terms.preview)
    return StartOrder(
        company=company,
        starter_email=request.starter_email,
        template_number=request.template,
        title=request.title,
        language=taken(terms.language) or Language.KO,
        timezone=timezone,
        signers=tuple(signer_order_of(signer) for signer in _in_order(request.signers, request.first_step)),
        copies=tuple(
            CopyOrder(name=person.name, contact=taken(person.contact), language=taken(person.language))
            for person in request.copies
        ),
        values=taken(terms.values),
        comment=request.comment,
        comment_to_all=taken(terms.comment_to_all),
        biz_id=taken(terms.biz_id) or "0",
        export=taken(terms.export),
        expires_at=_deadline(taken(terms.until), timezone),
        caller=caller,
        visitor=visitor,
    )


def signer_order_of(signer: SignerRequest) -> SignerOrder:
    """Raises `RuleBroken` and `InvalidParameter`."""
    if signer.access_code and signer.access_code.casefold() in signer.access_hint.casefold():
        raise RuleBroken(Complaint.HINT_TELLS, (*signer.at, "access_hint"))
    return SignerOrder(
        name=signer.name,
        contact=taken(signer.contact),
        language=taken(signer.language),
        mobile_number=taken(signer.mobile_number),
        access_code=signer.access_code,
        access_hint=signer.access_hint,
    )


def _in_order(signers: Sequence[SignerRequest], first: int) -> Sequence[SignerRequest]:
    """By their places when they have any, else as they stand."""
    if not any(signer.place for signer in signers):
        return signers
    by_place = {signer.place.lstrip("0"): signer for signer in signers}
    wanted = [str(place) for place in range(first, first + len(signers))]
    if sorted(by_place) != sorted(wanted):
        raise RuleBroken(Complaint.PLACES, ("signers",), count=len(signers))
    return [by_place[place] for place in wanted]


def _deadline(until: datetime | None, timezone: str) -> datetime | None:
    """The deadline where the contract lives."""
    deadline = until.replace(tzinfo=times.zone(timezone)) if until else None
    if deadline is not None and deadline <= clock.now():
        raise RuleBroken(Complaint.PAST_DATE, ("until",))
    return deadline


@dataclass(frozen=True)
class ValueRequest:
    """A value for a box. `at` is where in the request, as its sender knows it; `template` whose box it is, where that is said."""

    at: str
    name: str
    value: object
    template: str = ""


def values_of(given: Iterable[ValueRequest], template: str, notices: list[Notice]) -> dict[str, str]:
    """What is to stand in the boxes, by name. Raises `ValueRefused`, and `RuleBroken` for a box with two different values."""
    values: dict[str, str] = {}
    for one in given:
        if not is_of(template, one.template, one.at, notices):
            continue
        if not one.name.strip():
            notices.append(Notice.of(Warned.NAMELESS_VALUE, parameter=one.at))
            continue
        if not isinstance(one.value, str):
            raise ValueRefused(one.name, "type")
        # It is not known which one was meant.
        if values.setdefault(one.name, one.value) != one.value:
            raise RuleBroken(Complaint.TWO_VALUES, field=one.name)
    return values


def is_of(template: str, given: str, at: str, notices: list[Notice]) -> bool:
    """Whether what names a template means this one, or none. A contract has one template, so others are reported."""
    if not given or _number(given) == _number(template):
        return True
    notices.append(Notice.of(Warned.OTHER_TEMPLATE, parameter=at, template=given))
    return False


def _number(identifier: str) -> str:
    return identifier.lstrip("0") or "0"
