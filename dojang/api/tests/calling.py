"""Calling the API as an integrator does: over HTTP, with JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client

from dojang.companies.models import AccessToken, Company, Member
from dojang.companies.tokens import LIFETIME
from dojang.lib import clock
from dojang.lib.tokens import new_token
from tests.factories import KIM, LEE, PARK

# 10:00 in Seoul on 31 January; in UTC it is 01:00 of the same day.
NOW = datetime(2026, 1, 31, 1, 0, tzinfo=UTC)

Json = dict[str, Any]


@dataclass
class Api:
    """One company's integration: its token, and the calls."""

    company: Company
    member: Member
    token: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def start(
        self, body: Mapping[str, Any], *, header: Mapping[str, Any] | None = None, lang: str = "", **headers: str
    ) -> Json:
        """The answer to a 5005Q with this body."""
        message = {"header": {"request_code": "5005Q", "version": "9.9.99"} | dict(header or {}), "body": dict(body)}
        return self.post("startsimple", json.dumps(message), lang=lang, **headers)

    def login(
        self, body: Mapping[str, Any], *, header: Mapping[str, Any] | None = None, lang: str = "", comp_id: str = ""
    ) -> Json:
        """The answer to a 1001Q with this body."""
        message = {"header": {"request_code": "1001Q"} | dict(header or {}), "body": dict(body)}
        return self.post("login", json.dumps(message), lang=lang, comp_id=comp_id)

    def ask(
        self,
        address: str,
        code: str,
        body: Any,
        *,
        header: Mapping[str, Any] | None = None,
        lang: str = "",
        **headers: str,
    ) -> Json:
        """The answer to a call with this request code at any address."""
        message = {"header": {"request_code": code} | dict(header or {}), "body": body}
        response = self.raw(address, json.dumps(message), lang=lang, **headers)
        assert response.status_code == 200, response.content
        answer: Json = json.loads(response.content)
        return answer

    def post(self, call: str, content: str | bytes, *, lang: str = "", comp_id: str = "", **headers: str) -> Json:
        """The answer to any content, which has to come with status 200."""
        response = self.raw(f"/api/{comp_id or self.company.comp_id}/{call}", content, lang=lang, **headers)
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "application/json"
        answer: Json = json.loads(response.content)
        return answer

    def raw(self, path: str, content: str | bytes, *, lang: str = "", **headers: str) -> HttpResponse:
        given = {"Authorization": f"esignon {self.token}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        address = f"{path}?lang={lang}" if lang else path
        response: HttpResponse = self.client.post(address, content, content_type="application/json", headers=given)  # type: ignore[assignment]
        return response


def token_of(member: Member) -> str:
    """A fresh token, without the work of a password."""
    token = new_token()
    AccessToken.objects.create(member=member, digest=token.digest, expires_at=clock.now() + LIFETIME)
    return token.secret


def body(**changes: Any) -> Json:
    """The smallest good start, with changes; a parameter that is set to `...` is left out."""
    good = {"workflow_name": "NDA 2026", "doc_id": "1", "memb_email": KIM, "player_list": [lee(), park()]}
    return {key: value for key, value in (good | changes).items() if value is not ...}


def lee(**changes: Any) -> Json:
    return _without({"email": LEE, "name": "Lee"} | changes)


def park(**changes: Any) -> Json:
    return _without({"email": PARK, "name": "Park"} | changes)


def copy(**changes: Any) -> Json:
    return _without({"email": "choi@other.test", "name": "Choi"} | changes)


def export(**changes: Any) -> Json:
    return _without(
        {"api_type": "ALL", "url": "https://hooks.example.com/esign", "request_code": "contract-1"} | changes
    )


def value(name: str, content: Any, **changes: Any) -> Json:
    return {"field_name": name, "field_value": content} | changes


def _without(given: Json) -> Json:
    return {key: item for key, item in given.items() if item is not ...}


def result(answer: Json) -> tuple[str, str]:
    return answer["header"]["result_code"], answer["header"]["result_msg"]


def code(answer: Json) -> str:
    return result(answer)[0]
