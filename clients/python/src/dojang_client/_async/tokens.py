"""API tokens: what a program calls with instead of a member's password."""

from collections.abc import AsyncIterator, Sequence

from dojang_client._asking import change, start
from dojang_client._async.calling import AsyncCaller
from dojang_client.answers import NewToken, Scope, Token


class AsyncTokens:
    """`dojang.tokens`: those of the member whose token the calls are made with."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def create(
        self, name: str, scopes: Sequence[Scope], *, days: int | None = None, key: str | None = None
    ) -> NewToken:
        """Make a token that may do what you allow, and no more than yours. Its secret is returned only here."""
        body = {"name": name, "scopes": scopes, "days": days}
        return await self._caller.ask(start("/tokens", body, key), NewToken)

    def list(self, *, page_size: int = 100) -> AsyncIterator[Token]:
        """Those that still work, the newest first. Logins are not among them."""
        return self._caller.walk("/tokens", "tokens", {"limit": page_size}, Token)

    async def revoke(self, token_id: int) -> None:
        """From now on it opens nothing."""
        await self._caller.tell(change("DELETE", f"/tokens/{token_id}"))
