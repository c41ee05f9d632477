"""The OpenAPI document of everything: v3 as ninja finds it, and the coded calls as they describe themselves."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from dojang.api.coded import schema
from dojang.api.coded.registry import BY_PATH, CODED
from dojang.api.v3 import schema as v3

_WORDS = """Two doors to the same contracts.

The **coded calls** speak the eSignon API: POST `{"header": …, "body": …}`, always HTTP 200, the result in `header.result_code`.
**v3** speaks flat JSON with HTTP statuses; its errors are `{"header": {"result_code", "result_msg"}}`.

Get a token by a login (1001Q) or make one with scopes (`POST /api/v3/tokens`), and send it as `Authorization: Bearer <token>`
or `Authorization: esignon <token>`. Messages are in the language of `?lang=` (ko, en, ja).
"""


@cache
def document() -> dict[str, Any]:
    """The document, as values of JSON."""
    made = v3.schema()
    schemas = schema.Schemas()
    coded = {address: {"post": schema.operation(address, calls, schemas)} for address, calls in CODED.items()}
    by_path = {
        address: {one.method.lower(): schema.path_operation(address, one, schemas)} for address, one in BY_PATH.items()
    }
    made["paths"] = coded | by_path | made["paths"]
    made["components"]["schemas"] |= schemas.found
    made["info"] = {"title": "Dojang", "version": version("dojang"), "description": _WORDS}
    made["servers"] = [{"url": settings.BASE_URL}]
    plain: dict[str, Any] = json.loads(json.dumps(made))
    return plain


@cache
def _content() -> bytes:
    return json.dumps(document(), ensure_ascii=False).encode()


@cache
def _etag() -> str:
    return f'"{hashlib.sha256(_content()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=lambda _request: _etag())
def view(_request: HttpRequest) -> HttpResponse:
    """`/api/openapi.json`."""
    response = HttpResponse(_content(), content_type="application/json")
    patch_cache_control(response, no_cache=True)
    return response
