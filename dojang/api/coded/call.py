"""What a call of the coded protocol is, what it is asked, and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from dojang.api import json_body
from dojang.api.coded.description import Description
from dojang.api.coded.results import CodedResult, Common, Refused
from dojang.api.parameters import Parameters
from dojang.companies.callers import Caller, Scope
from dojang.companies.models import Company
from dojang.lib.bounded_json import Bounds
from dojang.lib.errors import DojangError
from dojang.lib.texts import Language, Text
from dojang.lib.visitor import Visitor

SESSION_ID, VERSION = "S1001", "9.9.99"
DONE = "00"


@dataclass(frozen=True, kw_only=True)
class CodedRequest:
    """A request as a call sees it. `fault` says why its body could not be read; the body is then empty."""

    header: Mapping[str, Any]
    body: Parameters
    fault: Text | None
    company: Company | None  # of the path; where that names none, of the body or the token
    token: Caller | None  # whose token it is, if it is one of this company's
    asked: Language | None  # what the request wants to be answered in
    visitor: Visitor

    @property
    def language(self) -> Language:
        """That of messages: as asked, or the company's, or Korean."""
        return self.spoken_to(self.known)

    @property
    def known(self) -> Company | None:
        """The company, for its own members alone. To others no answer shows whether it exists, or its settings."""
        return self.company if self.token else None

    def spoken_to(self, company: Company | None) -> Language:
        """The language of messages for a company."""
        return self.asked or (Language(company.language) if company else Language.KO)

    def caller(self) -> Caller:
        """Whose token it is. Refuses without a good one."""
        if self.token is None:
            raise Refused(Common.BAD_TOKEN)
        return self.token


class CodedBody(BaseModel):
    """The `body` of an answer: its fields in their order, of those that may be missing only the ones that are set."""


class Echo(CodedBody):
    """Whom the request named, repeated: what `lookups.echoed` gives."""

    comp_id: str
    biz_id: str
    memb_email: str


class Fault(CodedBody):
    """The body where the result is not 00."""

    detail: str  # what was wrong, in words


@dataclass(frozen=True)
class CodedResponse:
    """What a call answers: a result of its table, and the body. `params` fill the result's text.

    `company` is whose answer it is, where only the call could tell.
    """

    result: CodedResult
    body: CodedBody | None = None
    params: Mapping[str, object] = field(default_factory=dict, kw_only=True)
    with_session: bool = field(default=True, kw_only=True)
    company: Company | None = field(default=None, kw_only=True)


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of the protocol.

    `wrong_parameter` is the row for a parameter that cannot be taken; its text gives way to the parameter's own where it is -1,
    else that goes into the body as `detail`. `scope` is what the token must allow; a call without one needs no token.
    `starts` says that the call starts something, so that an `Idempotency-Key` makes its repetition safe. `version` is what the
    answer says when the request does not; "" says nothing. `bounds` is how much the request may be.
    """

    request_code: str
    act: Callable[[CodedRequest], CodedResponse]
    unreadable: CodedResult
    errors: Mapping[type[DojangError], CodedResult] = field(default_factory=dict)
    wrong_parameter: CodedResult = Common.PARAMETER
    scope: Scope | None = Scope.CONTRACTS_WRITE
    starts: bool = False
    version: str = VERSION
    bounds: Bounds = json_body.USUAL
    describe: Description

    @property
    def response_code(self) -> str:
        return self.request_code.replace("Q", "A")
