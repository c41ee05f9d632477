"""5010Q: approve or reject by the API, in the name of the signer who has the turn."""

from dojang.api.coded import lookups
from dojang.api.coded.action_results import ACTION_ERRORS, Action
from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.results import Refused
from dojang.api.coded.shapes import ACTION
from dojang.api.messages import Parameter
from dojang.api.parameters import Parameters
from dojang.companies.callers import Scope
from dojang.flow import acting
from dojang.flow.journey import MOST_OPINION
from dojang.lib.contact import BadContact, Contact
from dojang.lib.errors import BoxesEmpty
from dojang.library.layout import MOST_STEPS

_ACTS = {"CF": acting.approve, "RT": acting.reject}


def answer(question: CodedRequest) -> CodedResponse:
    """Act for the signer. The same act again gives the same answer and changes nothing."""
    caller, body = question.caller(), question.body
    command = body.choice("command", *_ACTS)
    if not command:
        raise body.wrong("command", Parameter.REQUIRED)
    order = acting.ActOrder(
        contract_id=lookups.contract(question, Action.UNKNOWN).pk,
        step=_step(body),
        contact=_contact(body),
        member=caller.member,
        opinion=body.text("comment", MOST_OPINION),
        visitor=question.visitor,
    )
    try:
        _ACTS[command](order)
    except BoxesEmpty as exc:
        raise Refused(Action.BOXES_EMPTY, names=", ".join(exc.fields)) from exc
    return CodedResponse(row=Action.DONE, body={"comp_id": caller.company.comp_id})


def _step(body: Parameters) -> int:
    step = body.number("action_id", least=1, most=MOST_STEPS)
    if step is None:
        raise body.wrong("action_id", Parameter.REQUIRED)
    return step


def _contact(body: Parameters) -> Contact:
    try:
        return Contact.read(body.required("memb_email"))
    except BadContact as exc:
        raise Refused(Action.NOT_THE_SIGNER) from exc


CALL = Call(
    request_code="5010Q",
    act=answer,
    unreadable=Action.UNREADABLE,
    wrong_parameter=Action.UNREADABLE,
    errors=ACTION_ERRORS,
    scope=Scope.CONTRACTS_WRITE,
    describe=ACTION,
)
