"""What the calls about workflows are shown with."""

from dojang.api.history import EXAMPLE

START = {
    "workflow_name": "NDA 2026", "template_id": 1, "language": "ko",
    "recipient_list": [
        {"order": 1, "email": "lee@example.test", "name": "Lee"},
        {"order": 2, "email": "park@example.test", "name": "Park"},
    ],
    "field_list": [{"name": "name", "value": "Lee"}],
}  # fmt: skip
STARTED = {
    "workflow_id": 17, "workflow_name": "NDA 2026", "token": "…", "sign_url": None, "next_play_user": None,
    "next_user_name": None, "preview_url": None, "warnings": None,
}  # fmt: skip
ENTRY = {
    "workflow_id": 17, "workflow_name": "NDA 2026", "status": "Playing", "template_id": 1,
    "created_date": "2026-01-31 10:00:00", "expiry_date": "", "completed_date": "", "creator_email": "kim@acme.test",
    "creator_name": "Kim", "current_order": 1, "total_order": 2,
}  # fmt: skip
LIST = {"workflow_list": [ENTRY], "page": 1, "rows": 50, "has_next": False}
FOUND = {"workflow_list": [ENTRY | {"field_name": "name", "field_value": "Lee"}], "has_more": False}
_LEE = {
    "order": 1, "name": "Lee", "email": "lee@example.test", "is_turn": True, "status": "", "acted_date": "",
    "opinion": "",
}  # fmt: skip
WORKFLOW = ENTRY | {
    "workflow_status": "Playing", "language": "ko", "playing_url": "http://localhost:8000/mail/sign?token=…",
    "download_url": "", "view_url": "", "certificate_url": "",
    "recipient_list": [_LEE, _LEE | {"order": 2, "name": "Park", "email": "park@example.test", "is_turn": False}],
    "referer_list": [{"name": "Kim", "email": "kim@acme.test", "type": "starter"}],
    "field_list": [
        {"name": "name", "value": "Lee", "order": 1},
        {"name": "sign1", "value": "", "order": 1},
        {"name": "sign2", "value": "", "order": 2},
    ],
    "action_history_list": EXAMPLE,
}  # fmt: skip
