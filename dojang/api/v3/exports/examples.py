"""What the calls about exports answer, as the OpenAPI document shows it."""

_ATTEMPT = {
    "number": 1, "started_at": "2026-01-31T01:00:00Z", "milliseconds": 43, "status": 500, "error": "",
    "remote_ip": "203.0.113.5", "answer": "Internal Server Error",
}  # fmt: skip
_EXPORT = {
    "id": 1042, "workflow_id": 17, "workflow_name": "NDA 2026", "sequence": 1,
    "webhook_id": "msg_2f1c7a52c8ad4b0e9f0a6c2b7f3d1e55", "event": "signer:approved", "url": "https://erp.example/exports?key=***",
    "state": "pending", "reason": "", "planned_at": "2026-01-31T01:00:00Z", "delivered_at": None, "attempt_count": 1,
    "last_attempt": _ATTEMPT, "first_in_line": True, "next_attempt_at": "2026-01-31T01:00:05Z", "being_sent": False,
    "endpoint_paused": False,
}  # fmt: skip
_INTERVENTION = {
    "kind": "retry", "at": "2026-01-31T00:59:00Z", "actor": "kim@acme.test", "reason": "The server is back.",
    "workflow_id": 17, "sequence": None, "endpoint": "", "since": None, "until": None, "exports": 1,
}  # fmt: skip
LIST = {"exports": [_EXPORT], "next": None}
DETAIL = _EXPORT | {"attempts": [_ATTEMPT], "interventions": [_INTERVENTION], "body": None}
ENDPOINT = {
    "origin": "https://erp.example:443", "workflows": 1, "running": 0, "failing": 0, "waiting": 0, "parked": 1, "stopped": 0,
    "paused_at": None, "last_attempt": _ATTEMPT,
}  # fmt: skip
SKIP = {"workflow_id": 17, "sequence": 1, "reason": "Entered by hand."}
SKIPPED = {"workflow_id": 17, "sequence": 1}
IN_LINE = {"exports": 1, "workflows": 1}
PAUSE = {"url": "https://erp.example", "reason": "Maintenance until noon."}
TEST = {
    "delivered": True, "webhook_id": "msg_7d0f5ed2e7b44c1d8a41b50f7d0c6a11", "url": "https://erp.example/exports", "status": 200,
    "error": "", "milliseconds": 43, "remote_ip": "203.0.113.5", "answer": "ok",
}  # fmt: skip
SECRET = {"secret": "whsec_…", "previous_until": "2026-02-01T01:00:00Z"}
