"""Parameters that operations of both protocols have, as the OpenAPI document describes them."""

from collections.abc import Mapping

from dojang.api.idempotency import HEADER, MAX_KEY, REPLAYED
from dojang.companies.idempotency import KEPT_FOR

LANGUAGE = {
    "in": "query",
    "name": "lang",
    "required": False,
    "description": "The language of messages.",
    "schema": {"type": "string", "examples": ["ko", "en", "ja"]},
}
KEY = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": f"Any text of your own. Sent again with the same key, the request starts nothing again and gets the same "
    f"answer, with `{REPLAYED}: true`, for {KEPT_FOR.total_seconds() // 3600:.0f} hours.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_KEY, "pattern": r"^[\x21-\x7e]+$"},
}
# What the examples are about, by its name in a path.
IN_PATHS: Mapping[str, str | int] = {
    "comp_id": "testapi",
    "workflowId": "17",
    "documentId": "1",
    "workflow_id": 17,
    "contract_id": 17,
    "step": 1,
    "template_id": 1,
    "bulk_id": 3,
    "link_id": 5,
    "upload_id": 5,
    "export_id": 1042,
    "token_id": 7,
    "member_id": 9,
}
