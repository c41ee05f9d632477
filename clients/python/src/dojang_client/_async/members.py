"""The company's members."""

from collections.abc import AsyncIterator

from dojang_client._asking import change, start
from dojang_client._async.calling import AsyncCaller
from dojang_client.answers import Member


class AsyncMembers:
    """`dojang.members`. The calls need the scope `members:write`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def add(self, email: str, password: str, *, name: str | None = None, key: str | None = None) -> Member:
        """Make them a member. One who was removed is one again, with the new password alone."""
        return await self._caller.ask(
            start("/members", {"email": email, "name": name, "password": password}, key), Member
        )

    def list(self, *, page_size: int = 100) -> AsyncIterator[Member]:
        """Those who are there now, the newest first."""
        return self._caller.walk("/members", "members", {"limit": page_size}, Member)

    async def set_password(self, member_id: int, password: str) -> None:
        """Give them a new password. Their logins and tokens stop working."""
        await self._caller.tell(change("PUT", f"/members/{member_id}/password", {"password": password}))

    async def remove(self, member_id: int) -> None:
        """Their logins and tokens stop working; their contracts continue."""
        await self._caller.tell(change("DELETE", f"/members/{member_id}"))
