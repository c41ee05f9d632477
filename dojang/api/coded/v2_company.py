"""GET /api/v2/company: the token's company and its plan."""

from pydantic import BaseModel, Field

from dojang.api import formats
from dojang.api.coded.call import Call, CodedBody, CodedRequest, CodedResponse
from dojang.api.coded.description import Description, Example
from dojang.api.coded.path_call import PathCall
from dojang.api.coded.results import BAD_OFFSET, NOT_PARSED, SUCCESS
from dojang.api.coded.shapes import ZONE_OFFSET
from dojang.api.parameters import zone_of
from dojang.companies.callers import Scope
from dojang.lib.texts import Language


class CompanyInfo:
    """GET /api/v2/company."""

    DONE = SUCCESS
    UNREADABLE = NOT_PARSED
    BAD_OFFSET = BAD_OFFSET


class CompanyQuery(BaseModel):
    """The zone of times."""

    offset: str = ZONE_OFFSET


class CompanyInfoDone(CodedBody):
    """A company."""

    name: str
    contract_company_name: str
    create_email: str
    country_code: str
    workflow_capacity: int | None = Field(description="Contracts that may be started; null: no limit.")
    workflow_usage: int
    allow_list: list[str]
    expiry_date: str
    workflow_charge_list: list[str]
    sign_up_type: str
    grade_code: str
    create_date: str


# Who runs their own server has no grade; Standard is the one without a promise.
GRADE = "ST"


def answer(request: CodedRequest) -> CodedResponse:
    """What there is of the documented facts; a server of one's own charges nothing."""
    company, zone = request.caller().company, zone_of(request.body.exact("offset"))
    creator = company.members.order_by("pk").first()
    done = CompanyInfoDone(
        name=company.name,
        contract_company_name=company.name,
        create_email=creator.email if creator else "",
        country_code=Language(company.language).locale.partition("-")[2],
        workflow_capacity=company.capacity,
        workflow_usage=company.usage,
        allow_list=[],
        expiry_date=formats.time(company.plan_ends_at, zone),
        workflow_charge_list=[],
        sign_up_type="company",
        grade_code=GRADE,
        create_date=formats.time(company.created_at, zone),
    )
    return CodedResponse(CompanyInfo.DONE, done)


CALL = PathCall(
    method="GET",
    call=Call(
        request_code="/api/v2/company",
        act=answer,
        unreadable=CompanyInfo.UNREADABLE,
        scope=Scope.COMPANY_READ,
        describe=Description(
            group="company",
            title="Read the company",
            request=CompanyQuery,
            answer=CompanyInfoDone,
            results=CompanyInfo,
            examples=(
                Example(
                    request={"offset": "+09:00"},
                    answer={
                        "name": "Acme", "contract_company_name": "Acme", "create_email": "kim@acme.test",
                        "country_code": "KR", "workflow_capacity": None, "workflow_usage": 17, "allow_list": [],
                        "expiry_date": "", "workflow_charge_list": [], "sign_up_type": "company", "grade_code": "ST",
                        "create_date": "2026-01-31 10:00:00",
                    },
                ),
            ),
        ),
    ),
)  # fmt: skip
