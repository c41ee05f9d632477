"""Answers as values, and failures as errors; nothing here waits."""

import base64
import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from dojang_client._asking import Call
from dojang_client.errors import DojangError, NotReached, NotUnderstood, Refused, TimedOut, refusal_of

_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_SAID_BY_PROXIES = (413, 429)


def failure_of(call: Call, error: httpx.RequestError) -> DojangError:
    """The connection's error in our words."""
    if isinstance(error, httpx.DecodingError):
        return NotUnderstood(call.name, 200, "its answer cannot be read")
    reason = str(error) or type(error).__name__
    kind = TimedOut if isinstance(error, httpx.TimeoutException) else NotReached
    return kind(call.name, reason.rstrip("."), may_have_arrived=not isinstance(error, _UNSENT))


def check(call: Call, response: httpx.Response) -> None:
    """Raises what an answer with another status than 2xx says."""
    if response.is_success:
        return
    status = response.status_code
    header = (_object(response) or {}).get("header")
    if isinstance(header, dict) and "result_code" in header:
        code, text = str(header["result_code"]), str(header.get("result_msg", ""))
    elif status >= 500 or status in _SAID_BY_PROXIES:
        code, text = "", f"{response.reason_phrase}."
    else:
        raise NotUnderstood(call.name, status, _elsewhere(response))
    raise refusal_of(status)(call.name, status, code, text, retry_after=_retry_after(response))


def read_object(call: Call, response: httpx.Response) -> dict[str, Any]:
    """The JSON of a good answer."""
    told = _object(response)
    if told is None:
        raise NotUnderstood(call.name, response.status_code, "its answer is no JSON object")
    return told


def read_coded(call: Call, response: httpx.Response) -> dict[str, Any]:
    """The body of a coded answer, whose header says whether it went well."""
    told = read_object(call, response)
    header, body = told.get("header"), told.get("body")
    if not isinstance(header, dict):
        raise NotUnderstood(call.name, response.status_code, "its answer has no header")
    code, text = str(header.get("result_code", "")), str(header.get("result_msg", ""))
    if code != "00":
        detail = body.get("detail") if isinstance(body, dict) else None
        raise Refused(call.name, response.status_code, code, f"{text} {detail}" if detail else text)
    return body if isinstance(body, dict) else {}


def check_digest(call: Call, response: httpx.Response, sha256: bytes) -> None:
    """Raises `NotReached` for a file that is not what was sent."""
    promised = response.headers.get("Repr-Digest", "")
    if promised and promised != f"sha-256=:{base64.b64encode(sha256).decode()}:":
        raise NotReached(call.name, "the file arrived damaged", may_have_arrived=True)


def _object(response: httpx.Response) -> dict[str, Any] | None:
    try:
        told = json.loads(response.content)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _elsewhere(response: httpx.Response) -> str:
    if response.is_redirect:
        return "it leads elsewhere"
    return "its answer is not Dojang's"


def _retry_after(response: httpx.Response) -> float | None:
    """In seconds; the header has them as a number or a date."""
    given = response.headers.get("Retry-After", "").strip()
    if given.isascii() and given.isdigit():
        return float(given)
    try:
        at = parsedate_to_datetime(given)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
