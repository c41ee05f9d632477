"""A request of the coded protocol as it is read: its message, or what is wrong with that, and the language it asks for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from dojang.api import json_body
from dojang.api.auth import is_admitted
from dojang.lib.bounded_json import Bounds
from dojang.lib.texts import Language


def status_of(trouble: json_body.Unreadable | None) -> int:
    """The HTTP status of the answer to a request that could not be read, or could."""
    return 413 if trouble is not None and trouble.is_too_big else 200


def read_message(request: HttpRequest, bounds: Bounds) -> tuple[Mapping[str, Any], json_body.Unreadable | None]:
    """The message, and what is wrong with it if anything is: then it has no body, and perhaps no header.

    A large message costs time and memory to read, so the token is looked at first.
    """
    if json_body.USUAL.bytes < json_body.length(request) <= bounds.bytes and not is_admitted(request):
        return {}, json_body.Unreadable(json_body.NOT_READ)
    try:
        message = json_body.read_request(request, bounds)
    except json_body.Unreadable as exc:
        return {}, exc
    if not isinstance(message.get("header"), dict):
        return {}, json_body.Unreadable(json_body.NOT_A_MESSAGE)
    if not isinstance(message.get("body"), dict):
        return {"header": message["header"]}, json_body.Unreadable(json_body.NOT_A_MESSAGE)
    return message, None


def asked_language(
    request: HttpRequest, body: Mapping[str, Any], header: Mapping[str, Any] | None = None
) -> Language | None:
    """The language that the request wants: `?lang=`, else the header's `request_lang`, else the body's `language`."""
    for wanted in (request.GET.get("lang"), (header or {}).get("request_lang"), body.get("language")):
        language = Language.read(wanted) if isinstance(wanted, str) else None
        if language:
            return language
    return None
