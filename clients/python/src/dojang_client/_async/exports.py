"""Exports: what became of them, and acting on them."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from dojang_client._asking import change, get, start
from dojang_client._async.calling import AsyncCaller
from dojang_client.answers import (
    Endpoint,
    ExportDetail,
    ExportEntry,
    ExportState,
    NewSecret,
    ProbeResult,
    PutInLine,
    Skipped,
    Stuck,
)


class AsyncExports:
    """`dojang.exports`. A `url` means its server: scheme, name and port count. `reason` is for the record."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        workflow_id: int | None = None,
        state: ExportState | None = None,
        since: datetime | str | None = None,
        until: datetime | str | None = None,
        url: str | None = None,
        page_size: int = 100,
    ) -> AsyncIterator[ExportEntry]:
        """The newest first. `since` and `until` are about when they were planned."""
        query = {
            "workflow_id": workflow_id, "state": state, "since": since, "until": until, "url": url, "limit": page_size
        }  # fmt: skip
        return self._caller.walk("/exports", "exports", query, ExportEntry)

    async def read(self, export_id: int, *, body: bool = False) -> ExportDetail:
        """With every try, and what people did to it; with `body` also what is sent, without its secrets."""
        return await self._caller.ask(get(f"/exports/{export_id}", {"body": body}), ExportDetail)

    async def endpoints(self) -> Sequence[Endpoint]:
        """The servers that exports go to, and how each does."""
        told = await self._caller.ask(get("/exports/endpoints"), dict[str, Any])
        servers: Sequence[Endpoint] = told["endpoints"]
        return servers

    async def retry(
        self,
        *,
        workflow_id: int | None = None,
        stuck: Sequence[Stuck] | None = None,
        url: str | None = None,
        reason: str = "",
        key: str | None = None,
    ) -> PutInLine:
        """Send on a contract's exports, or all that are `stuck` so, with as many tries as at first."""
        body = {"workflow_id": workflow_id, "stuck": stuck, "url": url, "reason": reason}
        return await self._caller.ask(start("/exports/retry", body, key), PutInLine)

    async def skip(
        self, workflow_id: int, *, reason: str, sequence: int | None = None, key: str | None = None
    ) -> Skipped:
        """Leave out the first in line of a contract; `sequence` makes sure that it is that one."""
        body = {"workflow_id": workflow_id, "sequence": sequence, "reason": reason}
        return await self._caller.ask(start("/exports/skip", body, key), Skipped)

    async def replay(
        self,
        *,
        workflow_id: int | None = None,
        since: datetime | str | None = None,
        until: datetime | str | None = None,
        url: str | None = None,
        reason: str = "",
        dry_run: bool = False,
        key: str | None = None,
    ) -> PutInLine:
        """Send again what has arrived or was skipped: of a contract, or since a time. With `dry_run` only count."""
        body = {
            "workflow_id": workflow_id, "since": since, "until": until, "url": url, "reason": reason, "dry_run": dry_run
        }  # fmt: skip
        return await self._caller.ask(start("/exports/replay", body, key), PutInLine)

    async def replay_one(self, export_id: int, *, reason: str = "", key: str | None = None) -> PutInLine:
        """Send one export again: the same bytes under the same `webhook-id`."""
        return await self._caller.ask(start(f"/exports/{export_id}/replay", {"reason": reason}, key), PutInLine)

    async def pause(self, url: str, *, reason: str = "") -> None:
        """Send nothing more to a server. New exports are still planned, and wait."""
        await self._caller.tell(change("POST", "/exports/endpoints/pause", {"url": url, "reason": reason}))

    async def resume(self, url: str, *, reason: str = "") -> None:
        """Let a server have what has waited for it."""
        await self._caller.tell(change("POST", "/exports/endpoints/resume", {"url": url, "reason": reason}))

    async def test(self, url: str, *, authorization: str = "") -> ProbeResult:
        """Send one made-up, signed export now, and tell what came of it. Ten in a minute at most."""
        body = {"url": url, "authorization": authorization}
        return await self._caller.ask(change("POST", "/exports/test", body), ProbeResult)

    async def rotate_secret(self, *, keep_hours: int = 24, key: str | None = None) -> NewSecret:
        """Replace the secret that signs exports; for a while the one before signs as well."""
        return await self._caller.ask(start("/exports/secret/rotate", {"keep_hours": keep_hours}, key), NewSecret)

    async def retire_secret(self) -> None:
        """Let the secret before sign no more."""
        await self._caller.tell(change("POST", "/exports/secret/retire"))
