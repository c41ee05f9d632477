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
# In the order in which a reader meets them.
_TAGS = {
    "login": "Get a token by name and password.",
    "contracts": "Start, follow, change and end contracts, and get their files.",
    "workflows": "Contracts as v3 of the eSignon API starts and lists them.",
    "templates": "Upload, read and archive what contracts are started from.",
    "bulk": "Start a contract for each row of a list.",
    "links": "Public links: each visitor starts a contract as its first signer.",
    "exports": "Webhooks: follow, retry, skip and replay what is sent to your servers.",
    "tokens": "Make and revoke tokens with scopes.",
    "members": "The company's staff, who may start contracts.",
    "company": "The company and its settings.",
}


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
    made["info"] = {
        "title": "Dojang",
        "version": version("dojang"),
        "description": _WORDS,
        "contact": {"name": "The operator of this server", "url": settings.BASE_URL},
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    made["servers"] = [{"url": settings.BASE_URL}]
    made["tags"] = [{"name": name, "description": text} for name, text in _TAGS.items()]
    plain: dict[str, Any] = json.loads(json.dumps(made))
    return plain


@cache
def _content() -> tuple[bytes, str]:
    """The document as it goes out, and its ETag."""
    content = json.dumps(document(), ensure_ascii=False).encode()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=lambda _request: _content()[1])
def view(_request: HttpRequest) -> HttpResponse:
    """`/api/openapi.json`."""
    response = HttpResponse(_content()[0], content_type="application/json")
    patch_cache_control(response, no_cache=True)
    return response
