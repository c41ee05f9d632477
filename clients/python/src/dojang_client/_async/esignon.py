"""The coded calls, for those who come from eSignon."""

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

from dojang_client._asking import Call, checked_key, get
from dojang_client._async.calling import AsyncCaller
from dojang_client.answers import Login, Myself


class AsyncEsignon:
    """`dojang.esignon`. Bodies go out and come back as the eSignon API has them; a result other than 00 raises `Refused`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def login(self, company: str, email: str, password: str) -> Login:
        """1001Q. Every call after it is made with its token."""
        body = {"memb_email": email, "memb_pwd": password}
        told = await self._caller.ask_coded(_coded(f"/api/{quote(company, safe='')}/login", "1001Q", body))
        self._caller.use(told["access_token"], told["comp_id"])
        return cast("Login", told)

    async def startsimple(self, body: Mapping[str, object], *, key: str | None = None) -> dict[str, Any]:
        """5005Q: start a contract, once for each `key`."""
        return await self.call("startsimple", "5005Q", body, key=checked_key(key))

    async def call(
        self, name: str, request_code: str, body: Mapping[str, object], *, key: str | None = None
    ) -> dict[str, Any]:
        """Any coded call at `/api/<company>/<name>`. With a `key` it may be sent again, if it is one that starts something."""
        company = quote(await self._company(), safe="")
        return await self._caller.ask_coded(_coded(f"/api/{company}/{name}", request_code, body, key))

    async def _company(self) -> str:
        if self._caller.company is None:
            self._caller.company = (await self._caller.ask(get("/whoami"), Myself))["comp_id"]
        return self._caller.company


def _coded(path: str, request_code: str, body: Mapping[str, object], key: str | None = None) -> Call:
    header = {"request_code": request_code, "version": "9.9.99"}
    return Call(method="POST", path=path, body={"header": header, "body": body}, key=key)
