# Made from _async/client.py by scripts/make_sync.py: change that one.
"""The client itself: where the server is, who calls, and the nouns that can be asked for."""

from types import TracebackType
from typing import Self

import httpx

from dojang_client._asking import get
from dojang_client._sync.bulk import Bulks
from dojang_client._sync.calling import Caller
from dojang_client._sync.company import Companies
from dojang_client._sync.contracts import Contracts
from dojang_client._sync.esignon import Esignon
from dojang_client._sync.exports import Exports
from dojang_client._sync.links import Links
from dojang_client._sync.members import Members
from dojang_client._sync.templates import Templates
from dojang_client._sync.tokens import Tokens
from dojang_client._sync.workflows import Workflows
from dojang_client.answers import Language, Login, Myself
from dojang_client.retrying import Retries


class Dojang:
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
        http: httpx.Client | None = None,
    ) -> None:
        self._caller = Caller(
            base_url, token=token, language=language, timeout=timeout, retries=retries or Retries(), http=http
        )
        self.workflows = Workflows(self._caller)
        self.contracts = Contracts(self._caller)
        self.links = Links(self._caller)
        self.templates = Templates(self._caller)
        self.bulk = Bulks(self._caller)
        self.exports = Exports(self._caller)
        self.tokens = Tokens(self._caller)
        self.company = Companies(self._caller)
        self.members = Members(self._caller)
        self.esignon = Esignon(self._caller)

    def log_in(self, company: str, email: str, password: str) -> Login:
        """Call as this member from now on, for 30 days. A program does better with a token of its own."""
        return self.esignon.login(company, email, password)

    def whoami(self) -> Myself:
        """Whose token the calls are made with, and what it may do."""
        return self._caller.ask(get("/whoami"), Myself)

    def close(self) -> None:
        """End the connections."""
        self._caller.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._caller.base_url!r})"
