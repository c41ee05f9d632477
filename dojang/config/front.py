"""What stands between the network and Django: a request gets a thread only when the whole of it is here.

Django works in threads, of which there are few. A client that sends slowly, by malice or over a bad line, would hold one all the
while; so requests are read, and answers sent, by an event loop that can hold thousands, and only the work between is a thread's.
"""

import asyncio
import codecs
import contextvars
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import Any

import structlog
from asgiref.wsgi import WsgiToAsgiInstance
from django.utils.http import parse_header_parameters

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Wsgi = Callable[..., Any]

log = structlog.get_logger(__name__)

MOST_BYTES = 64 * 1024 * 1024  # of one request; what a door takes is less, and its own to say
MOST_HELD = 1024 * 1024 * 1024  # of all requests that are being read by this process, on disk for the most part
IN_MEMORY = 256 * 1024
# Bytes that mean the same in every character set that people send text in.
_PLAIN = b"Dojang +AEE- \\u0041 ~"
PIECE_SECONDS, BODY_SECONDS = 20.0, 120.0


class _TurnedAway(Exception):
    """The request ends before Django sees it."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status, self.says = status, says


class _Gone(Exception):
    """The client has hung up."""


class Front:
    """An ASGI application around a WSGI one."""

    def __init__(self, application: Wsgi, threads: int) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if scope["type"] != "http":
            return
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                start, content = await self._answer(scope, receive, body)
            except _Gone:
                return
            except _TurnedAway as refusal:
                start, content = _plain(refusal)
        await send(start)
        await send({"type": "http.response.body", "body": content})

    async def _answer(
        self, scope: Scope, receive: Receive, body: SpooledTemporaryFile[bytes]
    ) -> tuple[MutableMapping[str, Any], bytes]:
        length = 0
        try:
            async with asyncio.timeout(BODY_SECONDS):
                async for piece in _pieces(receive):
                    length += len(piece)
                    self._held += len(piece)
                    self._check(length)
                    body.write(piece)
            body.seek(0)
            work = contextvars.copy_context().run  # what one request sets, the thread's next one does not see
            return await asyncio.get_running_loop().run_in_executor(
                self._threads, work, _run, self._application, scope, body, length
            )
        except TimeoutError:
            raise _TurnedAway(408, "The request came too slowly. Send it again.") from None
        finally:
            self._held -= length

    def _check(self, length: int) -> None:
        if length > MOST_BYTES:
            raise _TurnedAway(413, f"A request may have {MOST_BYTES // 2**20} MiB at most.")
        if self._held > MOST_HELD:
            raise _TurnedAway(503, "Too much is being sent at once. Try again in a minute.")


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        async with asyncio.timeout(PIECE_SECONDS):
            message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        yield message.get("body", b"")
        if not message.get("more_body"):
            return


def _run(
    application: Wsgi, scope: Scope, body: SpooledTemporaryFile[bytes], length: int
) -> tuple[MutableMapping[str, Any], bytes]:
    """Let Django work, in a thread; the answer is taken from it whole, so that a slow reader holds no thread either."""
    # An underscore would let a client pass `X_Forwarded_For` for the header that only a trusted proxy sets.
    scope["headers"] = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    exchange = WsgiToAsgiInstance(application)
    exchange.scope = scope
    try:
        # A body in chunks has no length of its own, and Django reads as many bytes as the length says.
        environ = exchange.build_environ(scope, body) | {"CONTENT_LENGTH": str(length)}
    except ValueError as error:
        raise _TurnedAway(400, "The head of the request cannot be read.") from error
    _check_charset(environ.get("CONTENT_TYPE", ""))
    answer = application(environ, exchange.start_response)
    try:
        content = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return exchange.response_start, content


def _check_charset(content_type: str) -> None:
    """Django reads by any codec of Python's that the client names: some are not of text, some make what no database keeps."""
    try:
        codec = codecs.lookup(parse_header_parameters(content_type)[1].get("charset", "utf-8")).name
    except ValueError as error:
        raise _TurnedAway(400, "The head of the request cannot be read.") from error
    except LookupError:
        return  # then Django reads UTF-8
    try:
        is_text = _PLAIN.decode(codec, "replace") == _PLAIN.decode()
    except (LookupError, ValueError):
        is_text = False
    if not is_text:
        raise _TurnedAway(415, "This charset is not read here. Send the request in UTF-8.")


def _plain(refusal: _TurnedAway) -> tuple[MutableMapping[str, Any], bytes]:
    content = refusal.says.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(content)).encode()),
        (b"connection", b"close"),
    ]
    return {"type": "http.response.start", "status": refusal.status, "headers": headers}, content
