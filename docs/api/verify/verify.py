"""Verify exports of Dojang. Python 3.9 or newer, standard library only."""

import base64
import hmac
import time

TOLERANCE = 300  # seconds between the sender's clock and yours


def is_genuine(body: bytes, headers, secret: str) -> bool:
    """Whether `body`, the bytes as they arrived, comes from Dojang and was sent just now. `secret` is whsec_…"""
    webhook_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or len(timestamp) > 12 or abs(time.time() - int(timestamp)) > TOLERANCE:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.digest(key, signed, "sha256"))
    # While a secret is being replaced there are two signatures; yours is one of them.
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(expected, one) for one in given)
