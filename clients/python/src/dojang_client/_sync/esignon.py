# Made from _async/esignon.py by scripts/make_sync.py: change that one.
"""The coded calls, for those who come from eSignon."""

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

from dojang_client._asking import Call, checked_key, get
from dojang_client._sync.calling import Caller
from dojang_client.answers import Login, Myself


class Esignon:
    """`dojang.esignon`. Bodies go out and come back as the eSignon API has them; a result other than 00 raises `Refused`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def login(self, company: str, email: str, password: str) -> Login:
        """1001Q. Every call after it is made with its token."""
        body = {"memb_email": email, "memb_pwd": password}
        told = self._caller.ask_coded(_coded(f"/api/{quote(company, safe='')}/login", "1001Q", body))
        self._caller.use(told["access_token"], told["comp_id"])
        return cast("Login", told)

    def startsimple(self, body: Mapping[str, object], *, key: str | None = None) -> dict[str, Any]:
        """5005Q: start a contract, once for each `key`."""
        return self.call("startsimple", "5005Q", body, key=checked_key(key))

    def call(
        self, name: str, request_code: str, body: Mapping[str, object], *, key: str | None = None
    ) -> dict[str, Any]:
        """Any coded call at `/api/<company>/<name>`. With a `key` it may be sent again, if it is one that starts something."""
        company = quote(self._company(), safe="")
        return self._caller.ask_coded(_coded(f"/api/{company}/{name}", request_code, body, key))

    def _company(self) -> str:
        if self._caller.company is None:
            self._caller.company = (self._caller.ask(get("/whoami"), Myself))["comp_id"]
        return self._caller.company


def _coded(path: str, request_code: str, body: Mapping[str, object], key: str | None = None) -> Call:
    header = {"request_code": request_code, "version": "9.9.99"}
    return Call(method="POST", path=path, body={"header": header, "body": body}, key=key)
