"""1429Q: remind the signer who has the turn, by a fresh link."""

from dojang.api.coded import lookups
from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.reminder_results import Remind
from dojang.api.coded.results import Refused
from dojang.api.coded.shapes import REMIND
from dojang.companies.callers import Scope
from dojang.contracts.models import Contract
from dojang.flow import reminding
from dojang.lib.errors import RemindedTooOften, WrongState

_Status = Contract.Status
_COMPLETE = (_Status.SEALING, _Status.COMPLETE, _Status.DISPOSED)


def answer(question: CodedRequest) -> CodedResponse:
    """The old link dies. In embed mode nobody is told: the answer has the fresh URL, as that of the start had the first."""
    contract = lookups.contract(question, Remind.UNKNOWN)
    member = lookups.member(question, Remind.NOT_A_MEMBER)
    try:
        invitation = reminding.remind(contract.pk, member, question.visitor)
    except WrongState as exc:
        # Everything else has ended without a completion: canceled, or past its deadline.
        raise Refused(Remind.COMPLETE if exc.status in _COMPLETE else Remind.CANCELED) from exc
    body = lookups.echoed(question, "workflow_id")
    if contract.embed:
        signer = invitation.signer
        body |= {
            "play_url": invitation.url,
            "next_play_user": signer.contact_address,
            "next_play_user_name": signer.name,
        }
    return CodedResponse(row=Remind.DONE, body=body)


CALL = Call(
    request_code="1429Q",
    act=answer,
    unreadable=Remind.UNREADABLE,
    errors={RemindedTooOften: Remind.TOO_OFTEN},
    wrong_parameter=Remind.UNREADABLE,
    scope=Scope.CONTRACTS_WRITE,
    starts=True,
    describe=REMIND,
)
