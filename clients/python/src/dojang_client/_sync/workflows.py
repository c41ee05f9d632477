# Made from _async/workflows.py by scripts/make_sync.py: change that one.
"""The vendor's own calls of v3: start, list, read, search."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from dojang_client._asking import get, start
from dojang_client._sync.calling import Caller
from dojang_client.answers import FoundWorkflow, Status, Workflow, WorkflowEntry, WorkflowStarted
from dojang_client.orders import Copy, NamedValue, Recipient, WorkflowExport


class Workflows:
    """`dojang.workflows`. `offset` is the zone of times without one, in requests and answers: `+09:00`; else the company's zone."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def start(
        self,
        *,
        template_id: int,
        workflow_name: str,
        recipient_list: Sequence[Recipient],
        field_list: Sequence[NamedValue] = (),
        language: str | None = None,
        expiry_date: str | None = None,
        comment: str | None = None,
        comment_to: Literal["first", "all"] | None = None,
        customer_list: Sequence[Copy] | None = None,
        export_api_info: WorkflowExport | None = None,
        offset: str | None = None,
        key: str | None = None,
    ) -> WorkflowStarted:
        """Start a contract."""
        body = {
            "template_id": template_id, "workflow_name": workflow_name, "recipient_list": recipient_list,
            "field_list": field_list, "language": language, "expiry_date": expiry_date, "comment": comment, "comment_to": comment_to,
            "customer_list": customer_list, "export_api_info": export_api_info,
        }  # fmt: skip
        return self._caller.ask(start("/workflows/start", body, key, {"offset": offset}), WorkflowStarted)

    def preview(
        self,
        *,
        template_id: int,
        workflow_name: str,
        recipient_list: Sequence[Recipient],
        field_list: Sequence[NamedValue] = (),
        language: str | None = None,
        comment: str | None = None,
        comment_to: Literal["first", "all"] | None = None,
        key: str | None = None,
    ) -> str:
        """Start nothing: an address that shows for an hour what it would be."""
        body = {
            "template_id": template_id, "workflow_name": workflow_name, "recipient_list": recipient_list,
            "field_list": field_list, "language": language, "comment": comment, "comment_to": comment_to, "is_preview": True,
        }  # fmt: skip
        told = self._caller.ask(start("/workflows/start", body, key), dict[str, str])
        return told["preview_url"]

    def list(
        self,
        *,
        step: Literal["all", "progress", "complete"] | None = None,
        status: Status | None = None,
        date_condition: Literal["created_date", "completed_date"] | None = None,
        start_date: str | None = None,
        end_date: str | None = None,
        imminent: bool | None = None,
        important: bool | None = None,
        template_id: int | None = None,
        offset: str | None = None,
        page_size: int = 100,
    ) -> Iterator[WorkflowEntry]:
        """The newest first. What is started meanwhile moves the pages; `contracts.list` does not mind."""
        query = {
            "step": step, "status": status, "date_condition": date_condition, "start_date": start_date, "end_date": end_date,
            "imminent": imminent, "important": important, "template_id": template_id, "offset": offset, "rows": page_size,
        }  # fmt: skip
        number, following = 1, True
        while following:
            page = self._caller.ask(get("/workflows", {**query, "page": number}), dict[str, Any])
            for entry in page["workflow_list"]:
                yield entry
            number, following = number + 1, page["has_next"]

    def read(self, workflow_id: int, *, offset: str | None = None) -> Workflow:
        """A contract with its boxes, its history, and where its files are once it is complete."""
        return self._caller.ask(get(f"/workflows/{workflow_id}", {"offset": offset}), Workflow)

    def search(
        self, *, template_id: int, field_name: str, field_value: str, offset: str | None = None
    ) -> Sequence[FoundWorkflow]:
        """The newest thousand contracts of the template in whose box exactly this text stands."""
        query = {"template_id": template_id, "field_name": field_name, "field_value": field_value, "offset": offset}
        told = self._caller.ask(get("/workflows/search-with-value", query), dict[str, Any])
        found: Sequence[FoundWorkflow] = told["workflow_list"]
        return found
