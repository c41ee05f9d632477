"""Tokens and the company, as the server returns them."""

from typing import Literal, TypedDict

Scope = Literal[
    "contracts:read",
    "contracts:write",
    "templates:read",
    "templates:write",
    "exports:read",
    "exports:write",
    "company:read",
    "company:write",
    "tokens:write",
    "members:write",
]
Edition = Literal["2021", "2022"]
Language = Literal["ko", "en", "ja"]


class Login(TypedDict):
    """A login of the coded API. `expire_date` is in UTC."""

    access_token: str
    comp_id: str
    memb_email: str
    device_id: str
    expire_date: str


class Myself(TypedDict):
    """Whose token the calls are made with, and what it may do."""

    comp_id: str
    memb_email: str
    memb_name: str
    token_id: int
    scopes: list[Scope]


class Token(TypedDict):
    """An API token, without its secret."""

    id: int
    name: str
    scopes: list[Scope]
    created_at: str
    expires_at: str
    last_used_at: str | None


class NewToken(Token):
    """A new API token. Its secret is returned only here."""

    token: str


class Company(TypedDict):
    """The company as it is set up."""

    comp_id: str
    name: str
    language: Language
    timezone: str
    edition: Edition
    cors: bool
    frame_origins: list[str]
    alerts_email: str
    capacity: int | None
    usage: int
    plan_ends_at: str | None


class Member(TypedDict):
    """A member of the company."""

    member_id: int
    email: str
    name: str
    created_at: str
