"""Results of 5005Q."""

from collections.abc import Mapping

from dojang.api.coded.results import UNREADABLE, CodedResult
from dojang.api.start.complaints import SENTENCES, CannotStart, Complaint
from dojang.companies.errors import PlanExpired, QuotaSpent, UnknownMember
from dojang.flow.errors import SignersDoNotMatch
from dojang.lib.errors import DojangError
from dojang.lib.texts import Text
from dojang.library.errors import TemplateFaulty, TemplateIncomplete, TemplateWithoutSteps, UnknownTemplate


def _rule(complaint: Complaint, code: str = "-1") -> CodedResult:
    return CodedResult(code, SENTENCES[complaint])


class Start:
    """5005Q. The rows with -1 stand in the order in which they are checked."""

    DONE = CodedResult("00", Text(ko="Work Flow가 시작됩니다.", en="Work Flow Start", ja="Work Flow Start"))
    PREVIEW = CodedResult(
        "00", Text(ko="success (preview url)", en="success (preview url)", ja="success (preview url)")
    )
    UNREADABLE = CodedResult("11", UNREADABLE, in_2021="12")
    PLAN_EXPIRED = CodedResult("12", CannotStart.PLAN_EXPIRED, in_2021="10")
    QUOTA_SPENT = CodedResult("13", CannotStart.QUOTA_SPENT, in_2021="10")
    BAD_DATE = _rule(Complaint.BAD_DATE, "19")
    PAST_DATE = _rule(Complaint.PAST_DATE, "20")

    TITLE_LENGTH = _rule(Complaint.TITLE_LENGTH)
    BAD_OFFSET = _rule(Complaint.BAD_OFFSET)
    TITLE_CHARACTERS = _rule(Complaint.TITLE_CHARACTERS)
    NAME_CHARACTERS = _rule(Complaint.NAME_CHARACTERS)
    BAD_PHONE = _rule(Complaint.BAD_PHONE)
    BAD_EMAIL = _rule(Complaint.BAD_EMAIL)
    PASSWORD_HANGUL = _rule(Complaint.PASSWORD_HANGUL)
    PASSWORD_CHARACTERS = _rule(Complaint.PASSWORD_CHARACTERS)
    PASSWORD_LENGTH = _rule(Complaint.PASSWORD_LENGTH)
    HINT_LENGTH = _rule(Complaint.HINT_LENGTH)
    COMMENT_LENGTH = _rule(Complaint.COMMENT_LENGTH)
    SIGNER_NAME = _rule(Complaint.SIGNER_NAME)
    NOT_A_MEMBER = CodedResult("-1", CannotStart.NOT_A_MEMBER)
    NO_TEMPLATE = CodedResult("-1", CannotStart.NO_TEMPLATE)
    TEMPLATE_WITHOUT_STEPS = CodedResult("-1", CannotStart.TEMPLATE_WITHOUT_STEPS)
    TEMPLATE_INCOMPLETE = CodedResult("-1", CannotStart.TEMPLATE_INCOMPLETE)
    TEMPLATE_FAULTY = CodedResult("-1", CannotStart.TEMPLATE_FAULTY)
    SIGNER_COUNT = CodedResult("-1", CannotStart.SIGNER_COUNT)
    VALUE = CodedResult("-1", CannotStart.VALUE)


# Complaints without a row are about a parameter.
COMPLAINTS: Mapping[Complaint, CodedResult] = {
    Complaint.BAD_DATE: Start.BAD_DATE,
    Complaint.PAST_DATE: Start.PAST_DATE,
    Complaint.TITLE_LENGTH: Start.TITLE_LENGTH,
    Complaint.BAD_OFFSET: Start.BAD_OFFSET,
    Complaint.TITLE_CHARACTERS: Start.TITLE_CHARACTERS,
    Complaint.NAME_CHARACTERS: Start.NAME_CHARACTERS,
    Complaint.BAD_PHONE: Start.BAD_PHONE,
    Complaint.BAD_EMAIL: Start.BAD_EMAIL,
    Complaint.PASSWORD_HANGUL: Start.PASSWORD_HANGUL,
    Complaint.PASSWORD_CHARACTERS: Start.PASSWORD_CHARACTERS,
    Complaint.PASSWORD_LENGTH: Start.PASSWORD_LENGTH,
    Complaint.HINT_LENGTH: Start.HINT_LENGTH,
    Complaint.COMMENT_LENGTH: Start.COMMENT_LENGTH,
    Complaint.SIGNER_NAME: Start.SIGNER_NAME,
}
START_ERRORS: dict[type[DojangError], CodedResult] = {
    UnknownMember: Start.NOT_A_MEMBER,
    UnknownTemplate: Start.NO_TEMPLATE,
    TemplateWithoutSteps: Start.TEMPLATE_WITHOUT_STEPS,
    TemplateIncomplete: Start.TEMPLATE_INCOMPLETE,
    TemplateFaulty: Start.TEMPLATE_FAULTY,
    SignersDoNotMatch: Start.SIGNER_COUNT,
    PlanExpired: Start.PLAN_EXPIRED,
    QuotaSpent: Start.QUOTA_SPENT,
}
