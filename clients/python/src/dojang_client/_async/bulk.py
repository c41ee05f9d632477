"""Bulk starts: many contracts by one call, and how far they are."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from typing import Literal

from dojang_client._asking import get, start
from dojang_client._async.calling import AsyncCaller
from dojang_client.answers import Bulk, BulkRow, RowState
from dojang_client.errors import WaitedInVain
from dojang_client.orders import Copy, NamedValue, Recipient, Row, WorkflowExport


class AsyncBulks:
    """`dojang.bulk`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def start(
        self,
        *,
        template_id: int,
        rows: Sequence[Row],
        workflow_name: str | None = None,
        recipient_list: Sequence[Recipient] | None = None,
        field_list: Sequence[NamedValue] | None = None,
        language: str | None = None,
        expiry_date: str | None = None,
        comment: str | None = None,
        comment_to: Literal["first", "all"] | None = None,
        customer_list: Sequence[Copy] | None = None,
        export_api_info: WorkflowExport | None = None,
        key: str | None = None,
    ) -> Bulk:
        """Start up to 10,000 contracts in the background. The arguments beside `rows` are the defaults of each row."""
        body = {
            "template_id": template_id, "rows": rows, "workflow_name": workflow_name, "recipient_list": recipient_list,
            "field_list": field_list, "language": language, "expiry_date": expiry_date, "comment": comment, "comment_to": comment_to,
            "customer_list": customer_list, "export_api_info": export_api_info,
        }  # fmt: skip
        return await self._caller.ask(start("/bulk", body, key), Bulk)

    def list(self, *, page_size: int = 100) -> AsyncIterator[Bulk]:
        """The company's, the newest first."""
        return self._caller.walk("/bulk", "bulks", {"limit": page_size}, Bulk)

    async def read(self, bulk_id: int) -> Bulk:
        """How far it is."""
        return await self._caller.ask(get(f"/bulk/{bulk_id}"), Bulk)

    def rows(self, bulk_id: int, *, state: RowState | None = None, page_size: int = 100) -> AsyncIterator[BulkRow]:
        """What became of the rows, in their order; with `state="failed"` those that a person has to look at."""
        query = {"state": state, "limit": page_size}
        return self._caller.walk(f"/bulk/{bulk_id}/rows", "rows", query, BulkRow, cursor="after")

    async def wait(self, bulk_id: int, *, timeout: float = 3600.0, every: float = 1.0) -> Bulk:
        """Ask `every` so many seconds until it has ended; rows may have failed. Raises `WaitedInVain` after `timeout` seconds."""
        deadline = time.monotonic() + timeout
        while (bulk := await self.read(bulk_id))["status"] == "running":
            if time.monotonic() + every > deadline:
                raise WaitedInVain(f"Bulk start {bulk_id} still has {bulk['waiting']} rows to do. {WaitedInVain.todo}")
            await asyncio.sleep(every)
        return bulk

    async def cancel(self, bulk_id: int, *, key: str | None = None) -> Bulk:
        """Start no more of it. Contracts that were started continue."""
        return await self._caller.ask(start(f"/bulk/{bulk_id}/cancel", None, key), Bulk)
