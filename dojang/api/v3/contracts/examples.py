"""What the calls about contracts are shown with."""

ENTRY = {
    "workflow_id": 17, "workflow_name": "NDA 2026", "status": "Playing", "template_id": 1,
    "started_at": "2026-01-31T01:00:00Z", "expires_at": None, "ended_at": None, "starter": "kim@acme.test",
    "via": "api", "link_id": None, "turn": 1, "steps": 2,
}  # fmt: skip
SIGNER = {
    "step": 1, "role": "갑", "name": "Lee", "email": "lee@example.test", "language": "ko", "mobile_number": "",
    "has_password": False, "password_hint": "", "act": "", "acted_at": None, "opinion": "",
}  # fmt: skip
_SIGNERS = [SIGNER, SIGNER | {"step": 2, "role": "을", "name": "Park", "email": "park@example.test"}]
CONTRACT = ENTRY | {
    "template_version": 1, "language": "ko", "comment": "", "comment_to": "first", "is_embed": False,
    "end_reason": "", "sealing_failure": None, "signers": _SIGNERS, "copies": [],
}  # fmt: skip
LIST = {"contracts": [ENTRY], "next": None}
CANCELED = CONTRACT | {"status": "Canceled", "ended_at": "2026-01-31T02:00:00Z", "turn": 0, "end_reason": "A mistake"}
_APPROVED = {"act": "approved", "acted_at": "2026-01-31T01:30:00Z"}
DISPOSED = CANCELED | {
    "status": "Disposal",
    "end_reason": "Replaced by another",
    "signers": [signer | _APPROVED for signer in _SIGNERS],
}
RESEALED = CONTRACT | {
    "turn": 0,
    "sealing_failure": {
        "since": "2026-01-31T01:30:00Z", "tries": 1, "reason": "storage", "next_try_at": "2026-01-31T01:30:00Z",
    },
    "signers": [signer | _APPROVED for signer in _SIGNERS],
}  # fmt: skip
RESENT = {"workflow_id": 17, "step": 1, "email": "lee@example.test", "sign_url": None}
CHANGE = {"name": "Choi", "email": "choi@example.test"}
CHANGED = SIGNER | CHANGE | {"sign_url": None}
EXPIRY = {"expires_at": "2099-12-31T18:00:00+09:00"}
_NAME = {
    "name": "name", "kind": "text", "step": 1, "required": False, "value": "Lee", "set_by": None,
    "set_at": "2026-01-31T01:00:00Z",
}  # fmt: skip
_SIGN = _NAME | {"name": "sign1", "kind": "signature", "value": "", "set_at": None}
FIELDS = {"fields": [_NAME, _SIGN, _SIGN | {"name": "sign2", "step": 2}]}
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_PERSONAL = {"name": "Kim", "contact": "kim@acme.test", "title": "NDA 2026"}
_SALTED = {"salt": "00112233445566778899aabbccddeeff", "digest": _HASH}
EVENTS = {
    "events": [
        {
            "seq": 1, "at": "2026-01-31T01:00:00.000000Z", "kind": "contract:started", "actor": "member",
            "step": None, "payload": {"template": 1, "version": 1, "document_sha256": _HASH},
            "digests": dict.fromkeys(_PERSONAL, _HASH),
            "personal": {name: _SALTED | {"value": value} for name, value in _PERSONAL.items()}, "previous": "",
            "hash": _HASH,
        },
    ],
    "count": 1, "head": _HASH, "next": None,
}  # fmt: skip
