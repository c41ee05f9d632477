"""Templates: upload, list, read, change, fetch."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any, cast

from dojang_client._asking import Call, Parts, change, get, upload
from dojang_client._async.calling import AsyncCaller
from dojang_client.answers import Template, TemplateEntry, TemplateUpload
from dojang_client.errors import WaitedInVain, refusal_of

Progress = Callable[[int, int], None]
_UNDER_WAY, _EVERY = ("waiting", "processing"), 0.5


class AsyncTemplates:
    """`dojang.templates`. A PDF is given as bytes or as the path of a file; a layout in the form that `read` returns."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def upload(
        self,
        name: str,
        pdf: bytes | Path,
        layout: Mapping[str, Any],
        *,
        key: str | None = None,
        progress: Progress | None = None,
        timeout: float = 600.0,
    ) -> Template:
        """A PDF of up to 20 MB and 500 pages, and where to write and sign on it.

        Returns once the template is there. A long file takes up to a minute; `progress` is called with the pages done and the
        pages there are (0: not known yet). Raises `WaitedInVain` after `timeout` seconds: the server continues all the same.
        """
        parts: Parts = {"name": name, "pdf": _bytes(pdf), "layout": json.dumps(layout)}
        return await self._taken_in(upload("/templates", parts, key), progress, timeout)

    async def upload_version(
        self,
        template_id: int,
        *,
        pdf: bytes | Path | None = None,
        layout: Mapping[str, Any] | None = None,
        key: str | None = None,
        progress: Progress | None = None,
        timeout: float = 600.0,
    ) -> Template:
        """Another PDF, another layout, or both; what is None stays. Running contracts keep the version that they have.

        Returns and raises as `upload` does.
        """
        parts: Parts = {
            "pdf": None if pdf is None else _bytes(pdf),
            "layout": None if layout is None else json.dumps(layout),
        }
        return await self._taken_in(upload(f"/templates/{template_id}/versions", parts, key), progress, timeout)

    async def read_upload(self, upload_id: int) -> TemplateUpload:
        """How far an upload is, and what became of it."""
        return await self._caller.ask(get(f"/templates/uploads/{upload_id}"), TemplateUpload)

    def list(self, *, archived: bool = False, page_size: int = 100) -> AsyncIterator[TemplateEntry]:
        """The newest first: those in use, or those that are archived."""
        query = {"archived": archived, "limit": page_size}
        return self._caller.walk("/templates", "templates", query, TemplateEntry)

    async def read(self, template_id: int) -> Template:
        """With its layout, and with the versions that it has had."""
        return await self._caller.ask(get(f"/templates/{template_id}"), Template)

    async def change(self, template_id: int, *, name: str | None = None, archived: bool | None = None) -> Template:
        """Rename it, or archive it: nothing new is started from it then."""
        body = {"name": name, "archived": archived}
        return await self._caller.ask(change("PATCH", f"/templates/{template_id}", body), Template)

    async def document(self, template_id: int, *, version: int | None = None) -> bytes:
        """The PDF with nothing filled in, of the newest version or of the one that is named."""
        return await self._caller.fetch(get(f"/templates/{template_id}/document", {"version": version}))

    async def preview(self, template_id: int, *, version: int | None = None) -> bytes:
        """The PDF with each box framed and labelled. Without `version` the newest."""
        return await self._caller.fetch(get(f"/templates/{template_id}/preview", {"version": version}))

    async def save_document(self, template_id: int, path: str | Path, *, version: int | None = None) -> Path:
        """The PDF as a file, which appears once it is whole."""
        return await self._caller.save(get(f"/templates/{template_id}/document", {"version": version}), path)

    async def _taken_in(self, call: Call, progress: Progress | None, timeout: float) -> Template:
        deadline = time.monotonic() + timeout
        told: Any = await self._caller.ask(call, dict[str, Any])
        while told.get("state") in _UNDER_WAY:
            if progress is not None:
                progress(told["pages_done"], told["pages"] or 0)
            if time.monotonic() + _EVERY > deadline:
                raise WaitedInVain(f"Upload {told['upload_id']} is still being taken in. {WaitedInVain.todo}")
            await asyncio.sleep(_EVERY)
            told = await self.read_upload(told["upload_id"])
        if "state" not in told:
            return cast("Template", told)
        if told["problem"] is not None:
            problem, status = told["problem"], 422 if told["state"] == "refused" else 500
            raise refusal_of(status)(call.name, status, problem["result_code"], problem["result_msg"])
        return cast("Template", told["template"])


def _bytes(pdf: bytes | Path) -> bytes:
    return pdf if isinstance(pdf, bytes) else pdf.read_bytes()
