"""The client itself: where the server is, who calls, and the nouns that can be asked for."""

from types import TracebackType
from typing import Self

import httpx

from dojang_client._asking import get
from dojang_client._async.bulk import AsyncBulks
from dojang_client._async.calling import AsyncCaller
from dojang_client._async.company import AsyncCompanies
from dojang_client._async.contracts import AsyncContracts
from dojang_client._async.esignon import AsyncEsignon
from dojang_client._async.exports import AsyncExports
from dojang_client._async.links import AsyncLinks
from dojang_client._async.members import AsyncMembers
from dojang_client._async.templates import AsyncTemplates
from dojang_client._async.tokens import AsyncTokens
from dojang_client._async.workflows import AsyncWorkflows
from dojang_client.answers import Language, Login, Myself
from dojang_client.retrying import Retries


class AsyncDojang:
    """A Dojang server, called with a token or, after `log_in`, as a member.

    * `base_url`: where the server is: `https://sign.example.com`.
    * `token`: an API token, or the `access_token` of a login.
    * `language`: the language of refusals: ko, en or ja. [default: the company's]
    * `timeout`: seconds for each step of a try: to send, and until more of the answer comes. Connecting may take 10 at most.
    * `retries`: how patiently a request is sent again.
    * `http`: an httpx client of your own, for proxies, certificates or limits. You close it.
    """

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        language: Language | None = None,
        timeout: float = 60.0,
        retries: Retries | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        self._caller = AsyncCaller(
            base_url, token=token, language=language, timeout=timeout, retries=retries or Retries(), http=http
        )
        self.workflows = AsyncWorkflows(self._caller)
        self.contracts = AsyncContracts(self._caller)
        self.links = AsyncLinks(self._caller)
        self.templates = AsyncTemplates(self._caller)
        self.bulk = AsyncBulks(self._caller)
        self.exports = AsyncExports(self._caller)
        self.tokens = AsyncTokens(self._caller)
        self.company = AsyncCompanies(self._caller)
        self.members = AsyncMembers(self._caller)
        self.esignon = AsyncEsignon(self._caller)

    async def log_in(self, company: str, email: str, password: str) -> Login:
        """Call as this member from now on, for 30 days. A program does better with a token of its own."""
        return await self.esignon.login(company, email, password)

    async def whoami(self) -> Myself:
        """Whose token the calls are made with, and what it may do."""
        return await self._caller.ask(get("/whoami"), Myself)

    async def aclose(self) -> None:
        """End the connections."""
        await self._caller.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._caller.base_url!r})"
