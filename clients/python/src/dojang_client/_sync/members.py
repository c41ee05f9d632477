# Made from _async/members.py by scripts/make_sync.py: change that one.
"""The company's members."""

from collections.abc import Iterator

from dojang_client._asking import change, start
from dojang_client._sync.calling import Caller
from dojang_client.answers import Member


class Members:
    """`dojang.members`. The calls need the scope `members:write`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def add(self, email: str, password: str, *, name: str | None = None, key: str | None = None) -> Member:
        """Make them a member. One who was removed is one again, with the new password alone."""
        return self._caller.ask(start("/members", {"email": email, "name": name, "password": password}, key), Member)

    def list(self, *, page_size: int = 100) -> Iterator[Member]:
        """Those who are there now, the newest first."""
        return self._caller.walk("/members", "members", {"limit": page_size}, Member)

    def set_password(self, member_id: int, password: str) -> None:
        """Give them a new password. Their logins and tokens stop working."""
        self._caller.tell(change("PUT", f"/members/{member_id}/password", {"password": password}))

    def remove(self, member_id: int) -> None:
        """Their logins and tokens stop working; their contracts continue."""
        self._caller.tell(change("DELETE", f"/members/{member_id}"))
