"""What the calls about contracts are shown with."""

ENTRY = {
    "workflow_id": 17,
    "workflow_name": "NDA 2026",
    "status": "Playing",
    "template_id": 1,
    "started_at": "2026-01-31T01:00:00Z",
    "expires_at": None,
    "ended_at": None,
    "starter": "kim@acme.test",
    "turn": 1,
    "steps": 2,
}
SIGNER = {
    "step": 1,
    "role": "갑",
    "name": "Lee",
    "email": "lee@example.test",
    "language": "ko",
    "mobile_number": "",
    "has_password": False,
    "password_hint": "",
    "act": "",
    "acted_at": None,
    "opinion": "",
}
CONTRACT = ENTRY | {
    "template_version": 1,
    "language": "ko",
    "comment": "",
    "is_embed": False,
    "end_reason": "",
    "signers": [SIGNER, SIGNER | {"step": 2, "role": "을", "name": "Park", "email": "park@example.test"}],
    "copies": [],
}
LIST = {"contracts": [ENTRY], "next": None}
CANCELED = CONTRACT | {"status": "Canceled", "ended_at": "2026-01-31T02:00:00Z", "turn": 0, "end_reason": "A mistake"}
DISPOSED = CANCELED | {"status": "Disposal"}
RESENT = {"workflow_id": 17, "step": 1, "email": "lee@example.test", "sign_url": None}
CHANGE = {"name": "Choi", "email": "choi@example.test"}
CHANGED = SIGNER | CHANGE | {"sign_url": None}
EXPIRY = {"expires_at": "2099-12-31T18:00:00+09:00"}
FIELDS = {
    "fields": [
        {
            "name": "name",
            "kind": "text",
            "step": 1,
            "required": True,
            "value": "Lee",
            "set_by": None,
            "set_at": "2026-01-31T01:00:00Z",
        }
    ]
}
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
EVENTS = {
    "events": [
        {
            "seq": 1,
            "at": "2026-01-31T01:00:00.000000Z",
            "kind": "contract:started",
            "actor": "member",
            "step": None,
            "payload": {"template": 1, "version": 1, "document_sha256": _HASH},
            "digests": {"name": _HASH},
            "personal": {"name": {"value": "Kim", "salt": "00112233445566778899aabbccddeeff", "digest": _HASH}},
            "previous": "",
            "hash": _HASH,
        }
    ],
    "count": 1,
    "head": _HASH,
    "next": None,
}
