"""Examples of a call for the OpenAPI document. They are executed by the tests, so they have to be true."""

from collections.abc import Mapping
from typing import Any


def example(
    *,
    answer: Any = None,
    request: Any = None,
    form: Mapping[str, str] | None = None,
    status: int = 200,
    binary: str = "",
    leads_to: Mapping[str, tuple[str, str]] | None = None,
) -> dict[str, Any]:
    """`openapi_extra=example(request=…, answer=…)`. `binary` is the media type of an answer that is a file.

    `form` has the parts of a form; a value with `@` in front is the name of a file, as curl writes it.

    `leads_to` names operations that may follow, each with its parameter and the part of the answer that this takes.
    """
    extra: dict[str, Any] = {}
    if request is not None:
        extra["requestBody"] = {"content": {"application/json": {"example": request}}}
    if form is not None:
        extra["requestBody"] = {"content": {"multipart/form-data": {"example": form}}}
    if answer is not None:
        extra["responses"] = {status: {"content": {"application/json": {"example": answer}}}}
    if binary:
        schema = {"type": "string", "contentMediaType": binary}
        extra["responses"] = {status: {"description": "OK", "content": {binary: {"schema": schema}}}}
    if leads_to:
        extra["responses"][status]["links"] = {
            name: {"operationId": name, "parameters": {parameter: f"$response.body#/{part}"}}
            for name, (parameter, part) in leads_to.items()
        }
    return extra
