"""Contracts: list, read, act on them, fetch their files."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from dojang_client._asking import change, get, start
from dojang_client._async.calling import AsyncCaller
from dojang_client.answers import (
    ChangedSigner,
    Contract,
    ContractEntry,
    ContractEvent,
    ContractField,
    Resent,
    Status,
)


class AsyncContracts:
    """`dojang.contracts`. A contract's id is the `workflow_id` of its start."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        status: Sequence[Status] | None = None,
        template_id: int | None = None,
        title: str | None = None,
        link_id: int | None = None,
        sealing_failure: bool | None = None,
        since: datetime | str | None = None,
        until: datetime | str | None = None,
        page_size: int = 100,
    ) -> AsyncIterator[ContractEntry]:
        """The newest first; deleted ones only when asked for by `status`. `since` and `until` are about the start.

        `sealing_failure=True` lists those that all signers have approved and that cannot be sealed so far.
        """
        query = {
            "status": status, "template_id": template_id, "title": title, "link_id": link_id,
            "sealing_failure": sealing_failure,
            "since": since, "until": until, "limit": page_size,
        }  # fmt: skip
        return self._caller.walk("/contracts", "contracts", query, ContractEntry)

    async def read(self, contract_id: int) -> Contract:
        """A contract with its people."""
        return await self._caller.ask(get(f"/contracts/{contract_id}"), Contract)

    async def fields(self, contract_id: int) -> Sequence[ContractField]:
        """Every field and its value."""
        told = await self._caller.ask(get(f"/contracts/{contract_id}/fields"), dict[str, Any])
        boxes: Sequence[ContractField] = told["fields"]
        return boxes

    def history(self, contract_id: int, *, after: int = 0, page_size: int = 100) -> AsyncIterator[ContractEvent]:
        """Everything that happened, the oldest first, from the event that follows number `after`."""
        path = f"/contracts/{contract_id}/events"
        return self._caller.walk(path, "events", {"limit": page_size, "after": after}, ContractEvent, cursor="after")

    async def document(self, contract_id: int) -> bytes:
        """The sealed PDF. Raises `Conflict` until the contract is complete."""
        return await self._caller.fetch(get(f"/contracts/{contract_id}/document"))

    async def save_document(self, contract_id: int, path: str | Path) -> Path:
        """The sealed PDF as a file, which appears once it is whole."""
        return await self._caller.save(get(f"/contracts/{contract_id}/document"), path)

    async def certificate(self, contract_id: int) -> bytes:
        """The certificate of completion, a sealed PDF. Raises `Conflict` until the contract is complete."""
        return await self._caller.fetch(get(f"/contracts/{contract_id}/certificate"))

    async def save_certificate(self, contract_id: int, path: str | Path) -> Path:
        """The certificate of completion as a file, which appears once it is whole."""
        return await self._caller.save(get(f"/contracts/{contract_id}/certificate"), path)

    async def cancel(self, contract_id: int, *, reason: str = "", key: str | None = None) -> Contract:
        """Cancel it: no signer can sign it any more. The people who know of it are notified."""
        return await self._caller.ask(start(f"/contracts/{contract_id}/cancel", {"reason": reason}, key), Contract)

    async def reseal(self, contract_id: int) -> Contract:
        """Try again now to seal a contract that all signers have approved. A complete one stays as it is."""
        return await self._caller.ask(change("POST", f"/contracts/{contract_id}/reseal"), Contract)

    async def dispose(self, contract_id: int, *, reason: str, key: str | None = None) -> Contract:
        """Discard a completed contract: its links die, its files stay for the company alone."""
        return await self._caller.ask(start(f"/contracts/{contract_id}/dispose", {"reason": reason}, key), Contract)

    async def delete(self, contract_id: int) -> None:
        """Delete a canceled contract for good; whom it was about is erased."""
        await self._caller.tell(change("DELETE", f"/contracts/{contract_id}"))

    async def remind(self, contract_id: int, *, key: str | None = None) -> Resent:
        """Send who has the turn a fresh link; the one before dies."""
        return await self._caller.ask(start(f"/contracts/{contract_id}/resend", None, key), Resent)

    async def set_deadline(self, contract_id: int, expires_at: datetime | str | None) -> Contract:
        """Let it expire later or sooner, at a time with its zone; None: never."""
        body = {"expires_at": expires_at, "never": expires_at is None}
        return await self._caller.ask(change("PUT", f"/contracts/{contract_id}/expiry", body), Contract)

    async def change_signer(
        self,
        contract_id: int,
        step: int,
        *,
        name: str | None = None,
        email: str | None = None,
        language: str | None = None,
        mobile_number: str | None = None,
        password: str | None = None,
        password_hint: str | None = None,
    ) -> ChangedSigner:
        """Change a signer who has not acted. None keeps a value. Their link dies, and on their turn they are invited again."""
        body = {
            "name": name, "email": email, "language": language, "mobile_number": mobile_number, "password": password,
            "password_hint": password_hint,
        }  # fmt: skip
        return await self._caller.ask(change("PATCH", f"/contracts/{contract_id}/signers/{step}", body), ChangedSigner)
