"""Requests that come in chunks, without a length, as several HTTP clients send JSON.

Django reads as many bytes as `Content-Length` says, which without one is none at all. So the body is read before Django sees
the request, and its length filled in.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

_PIECE = 64 * 1024

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def with_lengths(application: Application, most: int) -> Application:
    """The WSGI application, with the length of chunked bodies told to it.

    No more than `most` bytes and one are read: the length then shows that the body is too long, and who reads it refuses it.
    """

    def lengthened(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower() and not environ.get("CONTENT_LENGTH"):
            body = _read(environ["wsgi.input"], most + 1)
            environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return application(environ, start_response)

    return lengthened


def _read(stream: Any, most: int) -> bytes:
    body = bytearray()
    while len(body) < most:
        piece = stream.read(min(_PIECE, most - len(body)))
        if not piece:
            break
        body += piece
    return bytes(body)
