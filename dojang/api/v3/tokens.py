"""API tokens: what a program calls with instead of a member's password."""

from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Router
from pydantic import AwareDatetime, Field

from dojang.api.parameters import require_seen
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import AtMost, Id, Next, Paged, RequestShape, ResponseShape, Trimmed
from dojang.api.v3.example import example
from dojang.api.v3.idempotent import idempotent
from dojang.companies import tokens
from dojang.companies.callers import Scope, scopes_of
from dojang.companies.errors import UnknownToken
from dojang.companies.models import AccessToken
from dojang.companies.tokens import MAX_DAYS, MAX_NAME, USUAL_DAYS

router = Router(tags=["tokens"])


class TokenOrder(RequestShape):
    """The token that is wanted."""

    name: Trimmed = Field(
        min_length=1, max_length=MAX_NAME, description="What it is for; shown in lists, need not be unique."
    )
    scopes: Annotated[list[Scope], AtMost(len(Scope))] = Field(
        min_length=1, description="What it may do: no more than yours."
    )
    days: int | None = Field(
        None,
        ge=1,
        le=MAX_DAYS,
        description=f"How long it works: no longer than yours. Without it {USUAL_DAYS} days, or until yours ends.",
    )


class TokenShape(ResponseShape):
    """A token, without its secret."""

    id: int
    name: str
    scopes: list[Scope]
    created_at: AwareDatetime
    expires_at: AwareDatetime
    last_used_at: AwareDatetime | None = Field(description="To the hour; null: never.")

    @classmethod
    def of(cls, token: AccessToken) -> "TokenShape":
        return cls(
            id=token.pk,
            name=token.name,
            scopes=sorted(scopes_of(token)),
            created_at=token.created_at,
            expires_at=token.expires_at,
            last_used_at=token.last_used_at,
        )


class NewToken(TokenShape):
    """A new token. Its secret is returned this once."""

    token: str


class TokenList(ResponseShape):
    """Tokens, the newest first."""

    tokens: list[TokenShape]
    next: Next


class Myself(ResponseShape):
    """Whose token the call was made with, and what it may do."""

    comp_id: str
    memb_email: str
    memb_name: str
    token_id: int
    scopes: list[Scope]


_SHAPE = {
    "id": 7, "name": "Billing", "scopes": ["contracts:read", "contracts:write"], "created_at": "2026-01-31T01:00:00Z",
    "expires_at": "2027-01-31T01:00:00Z", "last_used_at": None,
}  # fmt: skip
_ALL = sorted(Scope)
_OWN = _SHAPE | {"id": 6, "name": "Setup", "scopes": _ALL, "last_used_at": "2026-01-31T01:00:00Z"}


@router.get(
    "/whoami",
    auth=needs(None),
    response=Myself,
    summary="Whose token this is",
    openapi_extra=example(
        answer={
            "comp_id": "testapi",
            "memb_email": "kim@acme.test",
            "memb_name": "Kim",
            "token_id": 6,
            "scopes": _ALL,
        }
    ),
)
def whoami(request: Request) -> Myself:
    """Any token may ask."""
    caller = request.auth
    return Myself(
        comp_id=caller.company.comp_id,
        memb_email=caller.member.email,
        memb_name=caller.member.display_name,
        token_id=caller.token_id,
        scopes=sorted(caller.scopes),
    )


@router.post(
    "/tokens",
    auth=needs(Scope.TOKENS_WRITE),
    response={201: NewToken},
    summary="Make an API token",
    openapi_extra=example(
        request={"name": "Billing", "scopes": ["contracts:read", "contracts:write"], "days": 30},
        answer=_SHAPE | {"expires_at": "2026-03-02T01:00:00Z", "token": "…"},
        status=201,
        leads_to={"tokens_revoke": ("token_id", "id")},
    ),
)
@idempotent(201)
def create(request: Request, body: TokenOrder) -> NewToken:
    """It acts as you, with the scopes that you give it, and works no longer than the token it is made with.

    Its secret is returned here and never again; only a hash of it is kept.
    """
    require_seen("name", body.name)
    for scope in body.scopes:
        request.auth.require(scope)
    caller = request.auth
    token, secret = tokens.issue(caller.member, body.name, body.scopes, body.days, caller.expires_at)
    return NewToken(token=secret, **TokenShape.of(token).model_dump())


@router.get(
    "/tokens",
    auth=needs(Scope.TOKENS_WRITE),
    response=TokenList,
    summary="List your API tokens",
    openapi_extra=example(answer={"tokens": [_SHAPE, _OWN], "next": None}),
)
def index(request: Request, page: Paged) -> TokenList:
    """Those that you made and that still work. Logins are not among them."""
    rows, following = page.cut(_own(request))
    return TokenList(tokens=[TokenShape.of(row) for row in rows], next=following)


@router.delete(
    "/tokens/{token_id}", auth=needs(Scope.TOKENS_WRITE), response={204: None}, summary="Revoke an API token"
)
def revoke(request: Request, token_id: Id) -> HttpResponse:
    """From now on it works no longer. Contracts that it started continue."""
    if not tokens.revoke(_own(request).filter(pk=token_id)):
        raise UnknownToken
    return HttpResponse(status=204)


def _own(request: Request) -> QuerySet[AccessToken]:
    return tokens.issued(request.auth.company).filter(member=request.auth.member)
