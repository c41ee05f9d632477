"""1001Q: log in, and get a token for the other calls."""

from datetime import UTC

from pydantic import BaseModel, Field

from dojang.api.coded.call import Call, CodedBody, CodedRequest, CodedResponse
from dojang.api.coded.description import Description, Example
from dojang.api.coded.results import UNREADABLE, CodedResult, Refused
from dojang.api.messages import API_NOT_ALLOWED
from dojang.companies.errors import ApiNotAllowed
from dojang.companies.logins import log_in
from dojang.lib.texts import Text


class Login:
    """1001Q."""

    DONE = CodedResult("00", Text(
        ko="성공적으로 로그인되었습니다.", en="You have successfully logged in.", ja="ログインに成功しました。",
    ))  # fmt: skip
    WRONG = CodedResult("10", Text(
        ko="로그인 정보가 정확하지 않습니다.", en="Your login information is incorrect.", ja="ログイン情報が正しくありません。",
    ))  # fmt: skip
    UNREADABLE = CodedResult("12", UNREADABLE)
    NOT_ALLOWED = CodedResult("95", API_NOT_ALLOWED)


class LoginBody(BaseModel):
    """A member's email and password; the company is the one in the path."""

    memb_email: str
    memb_pwd: str


class LoginDone(CodedBody):
    """The token."""

    access_token: str
    comp_id: str
    device_id: str = Field(description="Stays the same for a member.")
    expire_date: str = Field(description="YYYY-MM-DD HH:MM:SS in UTC.")
    memb_email: str


def answer(request: CodedRequest) -> CodedResponse:
    """A token for the right email and password.

    An unknown company gets the answer of a wrong password, in the same language, so that a stranger cannot find out which
    companies there are.
    """
    email, password = request.body.required("memb_email"), request.body.required_exact("memb_pwd")
    login = log_in(request.company, email, password, request.visitor.ip)
    if login is None:
        raise Refused(Login.WRONG)
    member = login.member
    done = LoginDone(
        access_token=login.secret,
        comp_id=member.company.comp_id,
        device_id=member.device_id,
        # In UTC, like every time of the protocol; read as a time of Seoul it is merely early.
        expire_date=login.expires_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        memb_email=member.email,
    )
    return CodedResponse(Login.DONE, done, company=member.company)


CALL = Call(
    request_code="1001Q",
    act=answer,
    unreadable=Login.UNREADABLE,
    wrong_parameter=Login.UNREADABLE,
    errors={ApiNotAllowed: Login.NOT_ALLOWED},
    scope=None,
    version="",
    describe=Description(
        group="login",
        title="Log in",
        text="A token for the other calls, for thirty days.",
        request=LoginBody,
        answer=LoginDone,
        results=Login,
        examples=(
            Example(
                request={"memb_email": "kim@acme.test", "memb_pwd": "correct horse"},
                answer={
                    "access_token": "…", "comp_id": "testapi", "device_id": "…", "expire_date": "2026-03-02 01:00:00",
                    "memb_email": "kim@acme.test",
                },
            ),
        ),
    ),
)  # fmt: skip
