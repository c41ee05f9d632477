"""Sends calls, again where that helps, and reads what comes back."""

import asyncio
import hashlib
import io
import itertools
import uuid
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import httpx

from dojang_client import _answering, _asking
from dojang_client._asking import Call
from dojang_client.errors import DojangError
from dojang_client.retrying import Retries

T = TypeVar("T")


class AsyncCaller:
    """One server, and the token to call it with."""

    def __init__(
        self,
        base_url: str,
        *,
        token: str | None,
        language: str | None,
        timeout: float,
        retries: Retries,
        http: httpx.AsyncClient | None,
    ) -> None:
        self.base_url = _asking.checked_base(base_url)
        self.company: str | None = None
        self._token = None if token is None else _asking.checked_token(token)
        self._language, self._retries = language, retries
        self._timeout = httpx.Timeout(timeout, connect=min(timeout, 10.0))
        self._http, self._is_ours = http or httpx.AsyncClient(), http is None

    async def aclose(self) -> None:
        """End the connections, unless they are another's."""
        if self._is_ours:
            await self._http.aclose()

    def use(self, token: str, company: str) -> None:
        """Call with this token from now on."""
        self._token, self.company = _asking.checked_token(token), company

    async def ask(self, call: Call, answer: type[T]) -> T:  # noqa: ARG002 — it names the type
        """What a call of v3 answers."""
        return cast("T", _answering.read_object(call, await self._send(call)))

    async def ask_coded(self, call: Call) -> dict[str, Any]:
        """The body of what a coded call answers."""
        return _answering.read_coded(call, await self._send(call))

    async def tell(self, call: Call) -> None:
        """A call that answers nothing."""
        await self._send(call)

    async def walk(
        self,
        path: str,
        rows: str,
        query: Mapping[str, object],
        row: type[T],  # noqa: ARG002 — it names the type
        cursor: str = "before",
    ) -> AsyncIterator[T]:
        """Every row of a list, page by page as they are wanted."""
        wanted = dict(query)
        while True:
            page = await self.ask(_asking.get(path, wanted), dict[str, Any])
            for one in page[rows]:
                yield one
            wanted[cursor] = page.get("next")
            if wanted[cursor] is None:
                return

    async def fetch(self, call: Call) -> bytes:
        """A file."""
        into = io.BytesIO()
        await self._send(call, into)
        return into.getvalue()

    async def save(self, call: Call, path: str | Path) -> Path:
        """Write a file to `path`, where it appears once it is whole."""
        whole = Path(path)
        part = whole.with_name(f".{whole.name}.{uuid.uuid4().hex}")
        try:
            with part.open("xb") as into:
                await self._send(call, into)
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)
        return whole

    async def _send(self, call: Call, into: BinaryIO | None = None) -> httpx.Response:
        """The good answer, at last. Raises the error of the last try."""
        for tries in itertools.count(1):
            try:
                return await self._try(call, into)
            except DojangError as failure:
                pause = self._retries.pause(tries, failure, harmless=call.harmless)
                if pause is None:
                    raise
            await asyncio.sleep(pause)
        raise AssertionError("the count does not end")

    async def _try(self, call: Call, into: BinaryIO | None) -> httpx.Response:
        """One try; a file goes into `into`."""
        try:
            async with self._http.stream(
                call.method,
                self.base_url + call.path,
                params={**call.query, **({"lang": self._language} if self._language else {})},
                json=call.body,
                files=_asking.form(call),
                headers=_asking.headers(call, self._token),
                timeout=self._timeout,
                follow_redirects=False,
            ) as response:
                if into is not None and response.is_success:
                    await _pour(call, response, into)
                else:
                    await response.aread()
        except httpx.RequestError as error:
            raise _answering.failure_of(call, error) from error
        _answering.check(call, response)
        return response


async def _pour(call: Call, response: httpx.Response, into: BinaryIO) -> None:
    """Write what arrives, from the start, whatever an earlier try has written."""
    into.seek(0)
    into.truncate()
    digest = hashlib.sha256()
    async for piece in response.aiter_bytes():
        digest.update(piece)
        into.write(piece)
    _answering.check_digest(call, response, digest.digest())
