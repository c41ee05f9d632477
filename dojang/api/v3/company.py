"""The company's settings."""

from typing import Annotated

from ninja import Router
from pydantic import AwareDatetime, BeforeValidator, Field

from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter, require_email
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import AtMost, RequestShape, ResponseShape
from dojang.api.v3.example import example
from dojang.companies.callers import Scope
from dojang.companies.models import Edition
from dojang.companies.setup import MAX_ORIGINS, CompanyChange, change
from dojang.lib import times
from dojang.lib.contact import MAX_EMAIL
from dojang.lib.texts import Language
from dojang.pages.csp import is_origin

router = Router(tags=["company"])


class CompanyShape(ResponseShape):
    """The company as it is set up."""

    comp_id: str
    name: str
    language: Language = Field(description="Of messages and answers, where the call does not ask for another.")
    timezone: str
    edition: Edition = Field(description="Which edition of the eSignon API its coded answers keep to.")
    cors: bool = Field(description="Whether pages of any origin may read the API's answers.")
    frame_origins: list[str] = Field(description="Origins whose pages may frame the signing pages.")
    alerts_email: str = Field(description="Who is notified of exports that do not arrive; blank: the oldest member.")
    capacity: int | None = Field(description="Contracts that may be started; null: no bound.")
    usage: int
    plan_ends_at: AwareDatetime | None


class CompanyChanges(RequestShape):
    """What is to change; everything else stays."""

    language: (
        Annotated[Language, BeforeValidator(lambda given: Language.read(given) if isinstance(given, str) else given)]
        | None
    ) = None
    timezone: str | None = Field(None, max_length=64)
    edition: Edition | None = None
    cors: bool | None = None
    frame_origins: Annotated[list[str], AtMost(MAX_ORIGINS)] | None = None
    alerts_email: str | None = Field(None, max_length=MAX_EMAIL)


_EXAMPLE = {
    "comp_id": "testapi", "name": "Acme", "language": "ko", "timezone": "Asia/Seoul", "edition": "2022", "cors": True,
    "frame_origins": [], "alerts_email": "", "capacity": None, "usage": 17, "plan_ends_at": None,
}  # fmt: skip
_WANTED = {"language": "en", "frame_origins": ["https://shop.example.com"]}


@router.get(
    "/company",
    auth=needs(Scope.COMPANY_READ),
    response=CompanyShape,
    summary="Read the company's settings",
    openapi_extra=example(answer=_EXAMPLE),
)
def read(request: Request) -> CompanyShape:
    """And how much of its plan is used."""
    return CompanyShape.model_validate(request.auth.company)


@router.patch(
    "/company",
    auth=needs(Scope.COMPANY_WRITE),
    response=CompanyShape,
    summary="Change the company's settings",
    openapi_extra=example(request=_WANTED, answer=_EXAMPLE | _WANTED),
)
def write(request: Request, body: CompanyChanges) -> CompanyShape:
    """What is absent or null stays as it is. They count from the next call on."""
    _check(body)
    company = request.auth.company
    change(company, CompanyChange(**body.model_dump()))
    return CompanyShape.model_validate(company)


def _check(body: CompanyChanges) -> None:
    if body.timezone is not None and not times.is_zone(body.timezone):
        raise InvalidParameter(Parameter.NOT_A_ZONE, parameter="timezone")
    for index, origin in enumerate(body.frame_origins or ()):
        if not is_origin(origin):
            raise InvalidParameter(Parameter.NOT_AN_ORIGIN, parameter=f"frame_origins[{index}]")
    if body.alerts_email:
        require_email("alerts_email", body.alerts_email)
