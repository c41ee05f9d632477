import asyncio
import threading
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from django.http import HttpResponse

from dojang.config import bodies, buffering
from dojang.config.bodies import USUAL_BYTES
from dojang.config.buffering import BufferedApplication
from dojang.config.slow_lane import THREADS, WAITING
from dojang.lib.bounded_json import Bounds
from dojang.lib.deferred import DeferredResponse
from dojang.lib.slow import BUSY

Headers = Sequence[tuple[bytes, bytes]]
Message = dict[str, Any]


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Reads as Django does, as much as the length says, and answers with the head too."""
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
    start_response("200 OK", [("x-forwarded", environ.get("HTTP_X_FORWARDED_FOR", "nobody"))])
    return [environ["REQUEST_METHOD"].encode(), b" ", environ["QUERY_STRING"].encode(), b" ", body]


async def ask(
    app: BufferedApplication,
    *pieces: bytes,
    headers: Headers = (),
    end: bool = True,
    query: bytes = b"a=1",
    path: str = "/",
) -> list[Message]:
    """Send a request in pieces; without `end` the client falls silent after the last one."""
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    if end:
        waiting.append({"type": "http.request", "body": b"", "more_body": False})
    told: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else await asyncio.get_running_loop().create_future()

    async def send(message: Any) -> None:
        told.append(message)

    scope = {
        "type": "http", "method": "POST", "path": path, "query_string": query, "http_version": "1.1", "headers": list(headers),
    }  # fmt: skip
    await app(scope, receive, send)
    return told


async def test_a_body_in_pieces_and_without_a_length_arrives_whole() -> None:
    start, body = await ask(BufferedApplication(echo, 1), b"x" * 300_000, b"y")
    assert (start["status"], body["body"]) == (200, b"POST a=1 " + b"x" * 300_000 + b"y")


@pytest.mark.parametrize(
    ("charset", "status"),
    [
        *[(name, 415) for name in ("zlib", "idna", "UTF-7", "raw_unicode_escape", "utf-16")],
        *[(name, 200) for name in ("utf-8", '"UTF-8"', "euc-kr", "Shift_JIS", "never-heard-of")],
        ("a\x00b", 400),
    ],
)
async def test_a_charset_is_one_of_text(charset: str, status: int) -> None:
    kind = f"multipart/form-data; boundary=x; charset={charset}".encode()
    start, _ = await ask(BufferedApplication(echo, 1), b"x", headers=[(b"content-type", kind)])
    assert start["status"] == status


async def test_a_length_that_lies_is_not_believed() -> None:
    _, body = await ask(BufferedApplication(echo, 1), b"three", headers=[(b"content-length", b"99")])
    assert body["body"].endswith(b" three")


async def test_a_header_with_underscores_does_not_pass_for_the_proxys() -> None:
    start, _ = await ask(BufferedApplication(echo, 1), headers=[(b"x_forwarded_for", b"1.2.3.4")])
    assert start["headers"] == [(b"x-forwarded", b"nobody")]


async def test_whoever_falls_silent_is_told_so_and_holds_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buffering, "PIECE_SECONDS", 0.05)
    app = BufferedApplication(echo, 1)
    silent = [asyncio.create_task(ask(app, b"x", end=False)) for _ in range(50)]
    start, _ = await ask(app)
    assert start["status"] == 200
    assert {(await one)[0]["status"] for one in silent} == {408}


async def test_a_body_that_trickles_for_ever_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buffering, "BODY_SECONDS", 0.05)
    start, _ = await ask(BufferedApplication(echo, 1), b"x", end=False)
    assert start["status"] == 408


async def test_a_request_has_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MAX_BYTES", 10)
    assert (await ask(BufferedApplication(echo, 1), b"x" * 6, b"x" * 6, end=False))[0]["status"] == 413


async def test_an_address_that_does_not_say_otherwise_takes_a_megabyte() -> None:
    assert (await ask(BufferedApplication(echo, 1), b"x" * USUAL_BYTES))[0]["status"] == 200
    assert (await ask(BufferedApplication(echo, 1), b"x" * USUAL_BYTES, b"x", end=False))[0]["status"] == 413


async def test_what_is_longer_than_its_address_takes_is_read_to_its_end_and_thrown_away() -> None:
    def tell(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("413 Too Big", [])
        return [environ["CONTENT_LENGTH"].encode(), b" ", environ["wsgi.input"].read()]

    app = BufferedApplication(tell, 1, lambda _path: Bounds(USUAL_BYTES + 10, 0))
    start, body = await ask(app, b"x" * USUAL_BYTES, b"x" * 11, b"x" * USUAL_BYTES)
    assert (start["status"], body["body"]) == (413, b"%d " % (2 * USUAL_BYTES + 11))
    assert app._room.held == 0


async def test_large_requests_take_turns_and_small_ones_pass_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buffering, "TURN_SECONDS", 0.05)
    monkeypatch.setattr(buffering, "LARGE_AT_ONCE", 2 * USUAL_BYTES)
    large, go_on, working = b"x" * (USUAL_BYTES + 1), threading.Event(), 0

    def work(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        nonlocal working
        if int(environ["CONTENT_LENGTH"]) > USUAL_BYTES:
            working += 1
            go_on.wait(10)
        return echo(environ, start_response)

    app = BufferedApplication(work, 8, lambda _path: Bounds(2 * USUAL_BYTES, 0))
    first, second = (asyncio.create_task(ask(app, large)) for _ in range(2))
    assert (await ask(app, b"small"))[0]["status"] == 200
    assert ((await second)[0]["status"], working) == (503, 1)
    go_on.set()
    assert (await first)[0]["status"] == 200


async def test_all_requests_together_have_their_bound_and_give_their_room_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MAX_HELD", 10)
    monkeypatch.setattr(buffering, "PIECE_SECONDS", 0.2)
    app = BufferedApplication(echo, 1)
    waiting = asyncio.create_task(ask(app, b"x" * 6, end=False))
    await asyncio.sleep(0.01)
    assert (await ask(app, b"x" * 6))[0]["status"] == 503
    await waiting
    assert (await ask(app, b"x" * 6))[0]["status"] == 200


async def test_a_client_that_hangs_up_is_forgotten() -> None:
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        told.append(message)

    await BufferedApplication(echo, 1)({"type": "http", "headers": []}, receive, send)
    assert told == []


async def test_a_query_that_is_no_ascii_is_refused() -> None:
    assert (await ask(BufferedApplication(echo, 1), query="é".encode()))[0]["status"] == 400


async def test_as_many_requests_work_at_once_as_there_are_threads() -> None:
    together = threading.Barrier(4, timeout=10)

    def meet(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        together.wait()
        return echo(environ, start_response)

    app = BufferedApplication(meet, 4)
    answers = await asyncio.gather(*(ask(app) for _ in range(4)))
    assert [start["status"] for start, _ in answers] == [200] * 4


async def test_slow_work_holds_no_thread_of_the_others_and_what_finds_no_place_is_told_so() -> None:
    go_on, at_work = threading.Event(), threading.Semaphore(0)

    def work(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ[BUSY]:
            start_response("503 Busy", [])
            return [b"busy"]
        if environ["CONTENT_LENGTH"] == "4":
            at_work.release()
            go_on.wait(10)
        return echo(environ, start_response)

    slow = BufferedApplication(work, 1, is_slow=lambda method, path: (method, path) == ("POST", "/slow"))
    inside = [asyncio.create_task(ask(slow, b"slow", path="/slow")) for _ in range(THREADS + WAITING)]
    await asyncio.to_thread(at_work.acquire)
    assert (await ask(slow, b"slow", path="/slow"))[1]["body"] == b"busy"
    assert (await ask(slow, b"quick"))[0]["status"] == 200
    go_on.set()
    assert [start["status"] for start, _ in await asyncio.gather(*inside)] == [200] * (THREADS + WAITING)
    assert (await ask(slow, b"slow", path="/slow"))[0]["status"] == 200


def later(work: Any, then: Any) -> Any:
    """An application whose every answer comes later, unless the query says otherwise."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["QUERY_STRING"] == "now":
            return echo(environ, start_response)
        start_response("202 Accepted", [("x-early", "kept"), ("content-type", "text/html"), ("content-length", "0")])
        return DeferredResponse(work, then)

    return answer


async def test_what_is_waited_for_holds_no_thread() -> None:
    go_on, waiting = asyncio.Event(), 0

    async def work() -> str:
        nonlocal waiting
        waiting += 1
        await go_on.wait()
        return "done"

    app = BufferedApplication(
        later(work, lambda outcome: HttpResponse(outcome(), status=201, content_type="text/plain")), 1
    )
    slow = [asyncio.create_task(ask(app)) for _ in range(50)]
    while waiting < 50:
        assert (await ask(app, query=b"now"))[0]["status"] == 200
    go_on.set()
    for start, body in await asyncio.gather(*slow):
        assert (start["status"], body["body"]) == (201, b"done")
    assert dict(start["headers"]) == {b"x-early": b"kept", b"content-type": b"text/plain", b"content-length": b"4"}


async def test_an_error_of_what_was_waited_for_is_there_to_be_answered() -> None:
    async def work() -> None:
        raise ValueError("no receiver")

    def then(outcome: Any) -> HttpResponse:
        try:
            return HttpResponse(outcome())
        except ValueError as error:
            return HttpResponse(str(error), status=502)

    start, body = await ask(BufferedApplication(later(work, then), 1))
    assert (start["status"], body["body"]) == (502, b"no receiver")


async def test_only_so_many_answers_come_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buffering, "MAX_WAITING", 1)
    go_on = asyncio.Event()
    app = BufferedApplication(later(go_on.wait, lambda outcome: HttpResponse(str(outcome()))), 1)
    first = asyncio.create_task(ask(app))
    while app._waiting < 1:
        await asyncio.sleep(0)
    assert (await ask(app))[0]["status"] == 503
    go_on.set()
    assert ((await first)[0]["status"], app._waiting) == (200, 0)
