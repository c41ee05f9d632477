"""What the calls about templates are shown with."""

import json

ENTRY = {
    "template_id": 1, "name": "NDA", "steps": 2, "bulk": False, "archived": False, "version": 1,
    "creator": "kim@acme.test", "created_at": "2026-01-31T01:00:00Z", "changed_at": "2026-01-31T01:00:00Z",
}  # fmt: skip
_STEPS = [{"step": 1, "role": "갑", "starter": False}, {"step": 2, "role": "을", "starter": False}]
_NAME = {"name": "name", "kind": "text", "step": 1, "page": 1, "x": 0.1, "y": 0.1, "w": 0.3, "h": 0.04}
_SIGN = _NAME | {"name": "sign1", "kind": "signature", "y": 0.2}
_BOXES = [_NAME, _SIGN, _SIGN | {"name": "sign2", "step": 2, "y": 0.3}]
_UNSAID = {
    "label": "", "group": "", "required": False, "read_only": False, "default": "", "placeholder": "", "font_size": 10.5,
    "align": "left", "max_length": None, "multiline": False,
}  # fmt: skip
_VERSION = {"version": 1, "sha256": "…", "size": 48213, "pages": 1, "created_at": "2026-01-31T01:00:00Z"}
TEMPLATE = ENTRY | {
    "can_start": True, "fault": None, "changes": [],
    "layout": {"bulk": False, "steps": _STEPS, "fields": [box | _UNSAID for box in _BOXES]}, "versions": [_VERSION],
}  # fmt: skip
UPLOAD = {
    "name": "NDA",
    "pdf": "@nda.pdf",
    "layout": json.dumps({"steps": _STEPS, "fields": _BOXES}, ensure_ascii=False),
}
UPLOADED = TEMPLATE | {"template_id": 2}
UPLOAD_PROCESSING = {
    "upload_id": 5, "state": "processing", "pages_done": 120, "pages": 500, "created_at": "2026-01-31T01:00:00Z", "settled_at": None,
    "template": None, "problem": None,
}  # fmt: skip
UPLOAD_DONE = UPLOAD_PROCESSING | {
    "state": "done", "pages_done": 1, "pages": 1, "settled_at": "2026-01-31T01:00:00Z", "template": UPLOADED,
}  # fmt: skip
NEW_PDF = {"pdf": "@nda.pdf"}
NEW_VERSION = TEMPLATE | {"version": 2, "versions": [_VERSION | {"version": 2}, _VERSION]}
