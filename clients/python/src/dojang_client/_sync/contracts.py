# Made from _async/contracts.py by scripts/make_sync.py: change that one.
"""Contracts: list, read, act on them, fetch their files."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from dojang_client._asking import change, get, start
from dojang_client._sync.calling import Caller
from dojang_client.answers import (
    ChangedSigner,
    Contract,
    ContractEntry,
    ContractEvent,
    ContractField,
    Resent,
    Status,
)


class Contracts:
    """`dojang.contracts`. A contract's id is the `workflow_id` of its start."""

    def __init__(self, caller: Caller) -> None:
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
    ) -> Iterator[ContractEntry]:
        """The newest first; deleted ones only when asked for by `status`. `since` and `until` are about the start.

        `sealing_failure=True` lists those that all signers have approved and that cannot be sealed so far.
        """
        query = {
            "status": status, "template_id": template_id, "title": title, "link_id": link_id,
            "sealing_failure": sealing_failure,
            "since": since, "until": until, "limit": page_size,
        }  # fmt: skip
        return self._caller.walk("/contracts", "contracts", query, ContractEntry)

    def read(self, contract_id: int) -> Contract:
        """A contract with its people."""
        return self._caller.ask(get(f"/contracts/{contract_id}"), Contract)

    def fields(self, contract_id: int) -> Sequence[ContractField]:
        """Every field and its value."""
        told = self._caller.ask(get(f"/contracts/{contract_id}/fields"), dict[str, Any])
        boxes: Sequence[ContractField] = told["fields"]
        return boxes

    def history(self, contract_id: int, *, after: int = 0, page_size: int = 100) -> Iterator[ContractEvent]:
        """Everything that happened, the oldest first, from the event that follows number `after`."""
        path = f"/contracts/{contract_id}/events"
        return self._caller.walk(path, "events", {"limit": page_size, "after": after}, ContractEvent, cursor="after")

    def document(self, contract_id: int) -> bytes:
        """The sealed PDF. Raises `Conflict` until the contract is complete."""
        return self._caller.fetch(get(f"/contracts/{contract_id}/document"))

    def save_document(self, contract_id: int, path: str | Path) -> Path:
        """The sealed PDF as a file, which appears once it is whole."""
        return self._caller.save(get(f"/contracts/{contract_id}/document"), path)

    def certificate(self, contract_id: int) -> bytes:
        """The certificate of completion, a sealed PDF. Raises `Conflict` until the contract is complete."""
        return self._caller.fetch(get(f"/contracts/{contract_id}/certificate"))

    def save_certificate(self, contract_id: int, path: str | Path) -> Path:
        """The certificate of completion as a file, which appears once it is whole."""
        return self._caller.save(get(f"/contracts/{contract_id}/certificate"), path)

    def cancel(self, contract_id: int, *, reason: str = "", key: str | None = None) -> Contract:
        """Cancel it: no signer can sign it any more. The people who know of it are notified."""
        return self._caller.ask(start(f"/contracts/{contract_id}/cancel", {"reason": reason}, key), Contract)

    def reseal(self, contract_id: int) -> Contract:
        """Try again now to seal a contract that all signers have approved. A complete one stays as it is."""
        return self._caller.ask(change("POST", f"/contracts/{contract_id}/reseal"), Contract)

    def dispose(self, contract_id: int, *, reason: str, key: str | None = None) -> Contract:
        """Discard a completed contract: its links die, its files stay for the company alone."""
        return self._caller.ask(start(f"/contracts/{contract_id}/dispose", {"reason": reason}, key), Contract)

    def delete(self, contract_id: int) -> None:
        """Delete a canceled contract for good; whom it was about is erased."""
        self._caller.tell(change("DELETE", f"/contracts/{contract_id}"))

    def remind(self, contract_id: int, *, key: str | None = None) -> Resent:
        """Send who has the turn a fresh link; the one before dies."""
        return self._caller.ask(start(f"/contracts/{contract_id}/resend", None, key), Resent)

    def set_deadline(self, contract_id: int, expires_at: datetime | str | None) -> Contract:
        """Let it expire later or sooner, at a time with its zone; None: never."""
        body = {"expires_at": expires_at, "never": expires_at is None}
        return self._caller.ask(change("PUT", f"/contracts/{contract_id}/expiry", body), Contract)

    def change_signer(
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
        return self._caller.ask(change("PATCH", f"/contracts/{contract_id}/signers/{step}", body), ChangedSigner)
