"""Between the network and Django: a request gets a thread only when all of it has arrived.

Django works in threads, of which there are few. A client that sends slowly, by malice or over a bad line, would hold one all the
time. So an event loop, which can hold thousands, reads requests and sends answers. Only the work between takes a thread.
"""

import asyncio
import codecs
import contextvars
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from asgiref.wsgi import WsgiToAsgiInstance
from django.utils.http import parse_header_parameters

from dojang.config.bodies import Body, Room, TurnedAway
from dojang.config.slow_lane import SlowLane
from dojang.config.turns import Turns
from dojang.lib import memory
from dojang.lib.bounded_json import Bounds
from dojang.lib.deferred import WAITS, DeferredResponse, Outcome, outcome_of
from dojang.lib.slow import BUSY

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Wsgi = Callable[..., Any]
Answer = tuple[MutableMapping[str, Any], bytes]
T = TypeVar("T")

log = structlog.get_logger(__name__)

# The bytes of large bodies that are worked on at once: reading JSON takes several times its size.
LARGE_AT_ONCE, TURN_SECONDS = 24 * 1024 * 1024, 60.0
MAX_WAITING = 500  # requests whose answers come later
# Bytes that mean the same in every character set that people send text in.
_PLAIN = b"Dojang +AEE- \\u0041 ~"
PIECE_SECONDS, BODY_SECONDS = 20.0, 120.0


@dataclass(frozen=True)
class _Waiting:
    """A request whose answer comes later, and the head that it has so far."""

    answer: DeferredResponse
    start: MutableMapping[str, Any]


class _Gone(Exception):
    """The client has hung up."""


class BufferedApplication:
    """An ASGI application around a WSGI one.

    `bounds` returns the bounds of a path's bodies, or None if its address has none of its own. `is_slow` returns whether the
    work of a method and path takes long.
    """

    def __init__(
        self,
        application: Wsgi,
        threads: int,
        bounds: Callable[[str], Bounds | None] = lambda _path: None,
        is_slow: Callable[[str, str], bool] = lambda _method, _path: False,
    ) -> None:
        self._application, self._bounds, self._is_slow = application, bounds, is_slow
        self._lane = SlowLane()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self._large, self._room, self._waiting = Turns(LARGE_AT_ONCE), Room(), 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if scope["type"] != "http":
            return
        try:
            with Body(self._room, lambda: self._bounds(scope["path"])) as body:
                await _read(receive, body)
                made = await self._answer(scope, body)
            start, content = await self._later(made) if isinstance(made, _Waiting) else made
        except _Gone:
            return
        except TurnedAway as refusal:
            start, content = _plain(refusal)
        await send(start)
        await send({"type": "http.response.body", "body": content})

    async def _answer(self, scope: Scope, body: Body) -> "Answer | _Waiting":
        if self._is_slow(scope["method"], scope["path"]):
            return await self._in_slow_lane(scope, body)
        return await (self._in_turn(scope, body) if body.is_large else self._work(scope, body))

    async def _in_slow_lane(self, scope: Scope, body: Body) -> "Answer | _Waiting":
        """The work of a slow address. If there is no room for it, its view refuses at once."""
        with self._lane.place() as has_room:
            scope[BUSY] = not has_room
            return await self._work(scope, body, self._lane.threads if has_room else self._threads)

    async def _in_turn(self, scope: Scope, body: Body) -> "Answer | _Waiting":
        try:
            async with asyncio.timeout(TURN_SECONDS) as patience, self._large.of(_asker(scope), body.weight):
                patience.reschedule(None)
                return await self._work(scope, body)
        except TimeoutError:
            raise TurnedAway(503, "Too many large requests at once. Try again in a minute.") from None

    async def _work(self, scope: Scope, body: Body, threads: ThreadPoolExecutor | None = None) -> "Answer | _Waiting":
        run = _run_large if body.is_large else _run
        return await _in_thread(threads or self._threads, run, self._application, scope, body)

    async def _later(self, made: "_Waiting") -> Answer:
        """Wait for the answer without a thread and without the body."""
        if self._waiting >= MAX_WAITING:
            raise TurnedAway(503, "Too many requests wait for an answer. Try again in a minute.")
        self._waiting += 1
        try:
            outcome = await outcome_of(made.answer.work)
        finally:
            self._waiting -= 1
        return await _in_thread(self._threads, _finished, made, outcome)


async def _in_thread(threads: ThreadPoolExecutor, act: Callable[..., T], *arguments: object) -> T:
    work = contextvars.copy_context().run  # so that the thread's next request does not see what this one set
    made: T = await asyncio.get_running_loop().run_in_executor(threads, work, act, *arguments)
    return made


async def _read(receive: Receive, body: Body) -> None:
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in _pieces(receive):
                body.take(piece)
    except TimeoutError:
        raise TurnedAway(408, "The request came too slowly. Send it again.") from None
    body.file.seek(0)


def _asker(scope: Scope) -> object:
    """Who asks, as far as the head of the request shows: a token, else an address."""
    tokens = [text for name, text in scope["headers"] if name in (b"authorization", b"authentication")]
    return tuple(tokens) or (scope.get("client") or ("",))[0]


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        async with asyncio.timeout(PIECE_SECONDS):
            message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        yield message.get("body", b"")
        if not message.get("more_body"):
            return


def _run(application: Wsgi, scope: Scope, body: Body) -> Answer | _Waiting:
    """Let Django work, in a thread. All of its answer is taken at once, so that a slow reader holds no thread either."""
    # An underscore would let a client pass `X_Forwarded_For` for the header that only a trusted proxy sets.
    scope["headers"] = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    exchange = WsgiToAsgiInstance(application)
    exchange.scope = scope
    try:
        # A body in chunks has no length of its own, and Django reads as many bytes as the length says.
        environ = exchange.build_environ(scope, body.file) | {
            "CONTENT_LENGTH": str(body.length),
            BUSY: scope.get(BUSY, False),
            WAITS: True,
        }
    except ValueError as error:
        raise TurnedAway(400, "The head of the request cannot be read.") from error
    _check_charset(environ.get("CONTENT_TYPE", ""))
    answer = application(environ, exchange.start_response)
    try:
        content = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return (
        _Waiting(answer, exchange.response_start)
        if isinstance(answer, DeferredResponse)
        else (exchange.response_start, content)
    )


def _finished(made: _Waiting, outcome: Outcome[Any]) -> Answer:
    """The deferred answer under the head that Django has made. Its own headers replace those of the same name."""
    answer = made.answer.then(outcome)
    try:
        own = {name.lower().encode(): value.encode() for name, value in answer.items()}
        own[b"content-length"] = str(len(answer.content)).encode()
        headers = [(name, value) for name, value in made.start["headers"] if name not in own]
        return {**made.start, "status": answer.status_code, "headers": [*headers, *own.items()]}, answer.content
    finally:
        answer.close()


def _run_large(application: Wsgi, scope: Scope, body: Body) -> Answer | _Waiting:
    """The same, then return its memory before the next one has its turn."""
    answer = _run(application, scope, body)
    memory.give_back()
    return answer


def _check_charset(content_type: str) -> None:
    """Refuse charsets that are not text. Django reads by any codec of Python, and some make what no database keeps."""
    try:
        codec = codecs.lookup(parse_header_parameters(content_type)[1].get("charset", "utf-8")).name
    except ValueError as error:
        raise TurnedAway(400, "The head of the request cannot be read.") from error
    except LookupError:
        return  # then Django reads UTF-8
    try:
        is_text = _PLAIN.decode(codec, "replace") == _PLAIN.decode()
    except (LookupError, ValueError):
        is_text = False
    if not is_text:
        raise TurnedAway(415, "This charset is not read here. Send the request in UTF-8.")


def _plain(refusal: TurnedAway) -> Answer:
    content = refusal.text.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(content)).encode()),
        (b"connection", b"close"),
        *([(b"retry-after", b"60")] if refusal.status == 503 else []),
    ]
    return {"type": "http.response.start", "status": refusal.status, "headers": headers}, content
