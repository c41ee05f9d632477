# Made from _async/links.py by scripts/make_sync.py: change that one.
"""Public links, which many people sign."""

from collections.abc import Iterator, Sequence
from typing import Literal

from dojang_client._asking import get, start
from dojang_client._sync.calling import Caller
from dojang_client.answers import Link, LinkStarted
from dojang_client.orders import Copy, NamedValue, Recipient, WorkflowExport


class Links:
    """`dojang.links`. Contracts started through a link are listed by `contracts.list(link_id=…)`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def start(
        self,
        *,
        template_id: int,
        link_max_count: int,
        link_manage_name: str | None = None,
        enable_cert_mobile: bool = False,
        enable_duplicate_sign: bool = False,
        workflow_name: str | None = None,
        recipient_list: Sequence[Recipient] | None = None,
        field_list: Sequence[NamedValue] | None = None,
        language: str | None = None,
        expiry_date: str | None = None,
        comment: str | None = None,
        comment_to: Literal["first", "all"] | None = None,
        customer_list: Sequence[Copy] | None = None,
        export_api_info: WorkflowExport | None = None,
        offset: str | None = None,
        key: str | None = None,
    ) -> LinkStarted:
        """Make a link. `recipient_list` are the signers from step 2 on. The first signer is the visitor who opens it."""
        body = {
            "template_id": template_id, "link_max_count": link_max_count, "link_manage_name": link_manage_name,
            "enable_cert_mobile": enable_cert_mobile, "enable_duplicate_sign": enable_duplicate_sign,
            "workflow_name": workflow_name, "recipient_list": recipient_list, "field_list": field_list, "language": language,
            "expiry_date": expiry_date, "comment": comment, "comment_to": comment_to,
            "customer_list": customer_list, "export_api_info": export_api_info,
        }  # fmt: skip
        return self._caller.ask(start("/link/start", body, key, {"offset": offset}), LinkStarted)

    def list(self, *, offset: str | None = None, page_size: int = 100) -> Iterator[Link]:
        """The company's, the newest first."""
        return self._caller.walk("/links", "links", {"offset": offset, "limit": page_size}, Link)

    def read(self, link_id: int, *, offset: str | None = None) -> Link:
        """How often it was used, and whether it is open."""
        return self._caller.ask(get(f"/links/{link_id}", {"offset": offset}), Link)

    def close(self, link_id: int, *, offset: str | None = None, key: str | None = None) -> Link:
        """No contract starts through it any more. Those started continue."""
        return self._caller.ask(start(f"/links/{link_id}/close", None, key, {"offset": offset}), Link)
