# Made from _async/calling.py by scripts/make_sync.py: change that one.
"""Sends calls, again where that helps, and reads what comes back."""

import hashlib
import io
import itertools
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import httpx

from dojang_client import _answering, _asking
from dojang_client._asking import Call
from dojang_client.errors import DojangError
from dojang_client.retrying import Retries

T = TypeVar("T")


class Caller:
    """One server, and the token to call it with."""

    def __init__(
        self,
        base_url: str,
        *,
        token: str | None,
        language: str | None,
        timeout: float,
        retries: Retries,
        http: httpx.Client | None,
    ) -> None:
        self.base_url = _asking.checked_base(base_url)
        self.company: str | None = None
        self._token = None if token is None else _asking.checked_token(token)
        self._language, self._retries = language, retries
        self._timeout = httpx.Timeout(timeout, connect=min(timeout, 10.0))
        self._http, self._is_ours = http or httpx.Client(), http is None

    def close(self) -> None:
        """End the connections, unless they are another's."""
        if self._is_ours:
            self._http.close()

    def use(self, token: str, company: str) -> None:
        """Call with this token from now on."""
        self._token, self.company = _asking.checked_token(token), company

    def ask(self, call: Call, answer: type[T]) -> T:  # noqa: ARG002 — it names the type
        """What a call of v3 answers."""
        return cast("T", _answering.read_object(call, self._send(call)))

    def ask_coded(self, call: Call) -> dict[str, Any]:
        """The body of what a coded call answers."""
        return _answering.read_coded(call, self._send(call))

    def tell(self, call: Call) -> None:
        """A call that answers nothing."""
        self._send(call)

    def walk(
        self,
        path: str,
        rows: str,
        query: Mapping[str, object],
        row: type[T],  # noqa: ARG002 — it names the type
        cursor: str = "before",
    ) -> Iterator[T]:
        """Every row of a list, page by page as they are wanted."""
        wanted = dict(query)
        while True:
            page = self.ask(_asking.get(path, wanted), dict[str, Any])
            for one in page[rows]:
                yield one
            wanted[cursor] = page.get("next")
            if wanted[cursor] is None:
                return

    def fetch(self, call: Call) -> bytes:
        """A file."""
        into = io.BytesIO()
        self._send(call, into)
        return into.getvalue()

    def save(self, call: Call, path: str | Path) -> Path:
        """Write a file to `path`, where it appears once it is whole."""
        whole = Path(path)
        part = whole.with_name(f".{whole.name}.{uuid.uuid4().hex}")
        try:
            with part.open("xb") as into:
                self._send(call, into)
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)
        return whole

    def _send(self, call: Call, into: BinaryIO | None = None) -> httpx.Response:
        """The good answer, at last. Raises the error of the last try."""
        for tries in itertools.count(1):
            try:
                return self._try(call, into)
            except DojangError as failure:
                pause = self._retries.pause(tries, failure, harmless=call.harmless)
                if pause is None:
                    raise
            time.sleep(pause)
        raise AssertionError("the count does not end")

    def _try(self, call: Call, into: BinaryIO | None) -> httpx.Response:
        """One try; a file goes into `into`."""
        try:
            with self._http.stream(
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
                    _pour(call, response, into)
                else:
                    response.read()
        except httpx.RequestError as error:
            raise _answering.failure_of(call, error) from error
        _answering.check(call, response)
        return response


def _pour(call: Call, response: httpx.Response, into: BinaryIO) -> None:
    """Write what arrives, from the start, whatever an earlier try has written."""
    into.seek(0)
    into.truncate()
    digest = hashlib.sha256()
    for piece in response.iter_bytes():
        digest.update(piece)
        into.write(piece)
    _answering.check_digest(call, response, digest.digest())
