"""Files as answers of v3: whole, with what says that they arrived whole."""

import base64
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from dojang.api.v3.example import example

PDF = "application/pdf"
_HEADERS = {
    "ETag": {"description": 'The SHA-256 of the file in hex: `"…"`.', "schema": {"type": "string"}},
    "Repr-Digest": {"description": "The same as RFC 9530 writes it.", "schema": {"type": "string"}},
}
_DAMAGED = "`file_damaged`: the server no longer has the file as it was stored, and gives out nothing else."
_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def known_already(request: HttpRequest, sha256: str) -> HttpResponse | None:
    """304 where the caller has the file already."""
    response = get_conditional_response(request, etag=f'"{sha256}"')
    return response if response is not None and response.status_code == 304 else None


def pdf(data: bytes, sha256: str, name: str) -> HttpResponse:
    """The PDF to keep under this name."""
    digest = base64.b64encode(bytes.fromhex(sha256)).decode()
    headers = {
        "Cache-Control": "private, no-cache",
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=f"{name}.pdf") or "attachment",
        "ETag": f'"{sha256}"',
        "Repr-Digest": f"sha-256=:{digest}:",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=PDF, headers=headers)


def file_answer(*, conflict: str = "") -> dict[str, Any]:
    """`openapi_extra` of a call that answers a PDF; `conflict` says when there is none yet."""
    extra = example(binary=PDF)
    extra["responses"][200]["headers"] = _HEADERS
    extra["responses"][304] = {"description": "It is the one whose ETag `If-None-Match` named."}
    extra["responses"][500] = {"description": _DAMAGED, "content": {"application/json": {"schema": _PROBLEM}}}
    if conflict:
        extra["responses"][409] = {"description": conflict, "content": {"application/json": {"schema": _PROBLEM}}}
    return extra
