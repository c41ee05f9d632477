"""GET /api/v2/company: the token's company and its plan."""

from dojang.api import formats
from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.path_call import PathCall, offset_of
from dojang.api.coded.reads_results import CompanyInfo
from dojang.api.coded.v2_shapes import COMPANY
from dojang.companies.callers import Scope
from dojang.lib.texts import Language

# Who runs their own server has no grade; Standard is the one without a promise.
GRADE = "ST"


def answer(question: CodedRequest) -> CodedResponse:
    """What there is of the documented facts; an instance of one's own charges nobody."""
    company, zone = question.caller().company, offset_of(question.body)
    creator = company.members.order_by("pk").first()
    body: dict[str, object] = {
        "name": company.name,
        "contract_company_name": company.name,
        "create_email": creator.email if creator else "",
        "country_code": Language(company.language).locale.partition("-")[2],
        "workflow_capacity": company.capacity,
        "workflow_usage": company.usage,
        "allow_list": [],
        "expiry_date": formats.time(company.plan_ends_at, zone),
        "workflow_charge_list": [],
        "sign_up_type": "company",
        "grade_code": GRADE,
        "create_date": formats.time(company.created_at, zone),
    }
    return CodedResponse(row=CompanyInfo.DONE, body=body)


CALL = PathCall(
    method="GET",
    call=Call(
        request_code="/api/v2/company",
        act=answer,
        unreadable=CompanyInfo.UNREADABLE,
        scope=Scope.COMPANY_READ,
        describe=COMPANY,
    ),
)
