"""Calling v3 as a program does."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from dojang.companies.models import Company, Member


@dataclass
class V3:
    """A program of Kim's: its token, and the calls."""

    company: Company
    member: Member
    token: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **headers: str) -> Any:
        return self.call("GET", path, None, 200, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("POST", path, body, 200, **headers)

    def call(self, method: str, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        """The answer's JSON, whose status has to be this one; None where there is none."""
        content = b"" if body is None else json.dumps(body).encode()
        response = self.raw(method, path, content, **headers)
        assert response.status_code == status, (response.status_code, response.content)
        return json.loads(response.content) if response.content else None

    def raw(self, method: str, path: str, content: bytes = b"", **headers: str) -> HttpResponse:
        """The response to any content. Headers are written with `_` for `-`; an empty one is left out."""
        given = {"Authorization": f"Bearer {self.token}"} | {
            name.replace("_", "-"): item for name, item in headers.items()
        }
        response: HttpResponse = self.client.generic(  # type: ignore[assignment]
            method, f"/api/v3{path}", content, content_type="application/json",
            headers={name: item for name, item in given.items() if item},
        )  # fmt: skip
        return response

    def problem(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        """The status and the word of a refusal."""
        content = b"" if body is None else json.dumps(body).encode()
        response = self.raw(method, path, content, **headers)
        return response.status_code, json.loads(response.content)["header"]["result_code"]
