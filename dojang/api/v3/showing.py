"""Examples of a call for the OpenAPI document. They are executed by the tests, so they have to be true."""

from typing import Any


def shown(*, answer: Any = None, request: Any = None, status: int = 200, binary: str = "") -> dict[str, Any]:
    """`openapi_extra=shown(request=…, answer=…)`. `binary` is the media type of an answer that is a file."""
    extra: dict[str, Any] = {}
    if request is not None:
        extra["requestBody"] = {"content": {"application/json": {"example": request}}}
    if answer is not None:
        extra["responses"] = {status: {"content": {"application/json": {"example": answer}}}}
    if binary:
        schema = {"type": "string", "contentMediaType": binary}
        extra["responses"] = {status: {"description": "OK", "content": {binary: {"schema": schema}}}}
    return extra
