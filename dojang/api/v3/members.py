"""The company's members: who starts contracts, calls the API, and may be given a new password."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router
from pydantic import AwareDatetime, Field

from dojang.api.parameters import require_email, require_seen
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import Id, Next, Paged, RequestShape, ResponseShape, Trimmed
from dojang.api.v3.example import example
from dojang.api.v3.idempotent import idempotent
from dojang.companies.callers import Scope
from dojang.companies.models import Member
from dojang.companies.setup import LEAST_PASSWORD, MAX_MEMBER_NAME
from dojang.flow import members
from dojang.lib.characters import trimmed
from dojang.lib.contact import MAX_EMAIL

router = Router(tags=["members"])
MAX_PASSWORD = 200


class NewPassword(RequestShape):
    """The password that is to come."""

    password: str = Field(min_length=LEAST_PASSWORD, max_length=MAX_PASSWORD)


class MemberOrder(NewPassword):
    """The member that is wanted."""

    email: Trimmed = Field(min_length=1, max_length=MAX_EMAIL)
    name: Trimmed = Field(
        "",
        max_length=MAX_MEMBER_NAME,
        description="What messages and certificates call them; blank: the email's first part.",
    )


class MemberShape(ResponseShape):
    """A member, without their password."""

    member_id: int = Field(validation_alias="pk")
    email: str
    name: str = Field(validation_alias="display_name")
    created_at: AwareDatetime


class MemberList(ResponseShape):
    """Members, the newest first."""

    members: list[MemberShape]
    next: Next


_KIM = {"member_id": 8, "email": "kim@acme.test", "name": "Kim", "created_at": "2026-01-31T01:00:00Z"}
_LEE = {"member_id": 9, "email": "lee@acme.test", "name": "Lee", "created_at": "2026-01-31T01:00:00Z"}


@router.get(
    "/members",
    auth=needs(Scope.MEMBERS_WRITE),
    response=MemberList,
    summary="List the members",
    openapi_extra=example(answer={"members": [_LEE, _KIM], "next": None}),
)
def index(request: Request, page: Paged) -> MemberList:
    """Those who are there now. Removed ones stay in the history of what they started."""
    rows, following = page.cut(members.listed(request.auth.company))
    return MemberList(members=[MemberShape.model_validate(row) for row in rows], next=following)


@router.post(
    "/members",
    auth=needs(Scope.MEMBERS_WRITE),
    response={201: MemberShape},
    summary="Add a member",
    openapi_extra=example(
        request={"email": "lee@acme.test", "name": "Lee", "password": "correct horse"},
        answer=_LEE,
        status=201,
        leads_to={"members_remove": ("member_id", "member_id"), "members_set_password": ("member_id", "member_id")},
    ),
)
@idempotent(201)
def create(request: Request, body: MemberOrder) -> MemberShape:
    """A removed member is a member again, with the new password alone."""
    email, name = trimmed(body.email), trimmed(body.name)
    require_email("email", email)
    require_seen("name", name)
    return MemberShape.model_validate(members.add(request.auth.company, email=email, name=name, password=body.password))


@router.put(
    "/members/{member_id}/password",
    auth=needs(Scope.MEMBERS_WRITE),
    response={204: None},
    summary="Give a member a new password",
    openapi_extra=example(request={"password": "a new password"}),
)
def set_password(request: Request, member_id: Id, body: NewPassword) -> HttpResponse:
    """Every login and token of the member stops working, yours too if it is you."""
    members.reset_password(_member(request, member_id), body.password)
    return HttpResponse(status=204)


@router.delete("/members/{member_id}", auth=needs(Scope.MEMBERS_WRITE), response={204: None}, summary="Remove a member")
def remove(request: Request, member_id: Id) -> HttpResponse:
    """Their logins and tokens stop working. Their contracts continue, in their name. The last member cannot be removed."""
    members.remove(_member(request, member_id))
    return HttpResponse(status=204)


def _member(request: Request, member_id: int) -> Member:
    return get_object_or_404(members.listed(request.auth.company), pk=member_id)
