"""Requests that are meant to cost much: bodies that become a hundred times as large, and clients that never end."""

import gzip
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

_MEGA = 1024 * 1024
JSON, FORM, SIMPLE_FORM = "application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"
START, CODED, BULK, UPLOAD, SIGN = (
    "/api/v3/workflows/start", "/api/testapi/startsimple", "/api/v3/bulk", "/api/v3/templates", "/mail/sign",
)  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """One body, where it is sent, and what may be answered."""

    body: Callable[[], bytes]
    path: str = START
    kind: str = JSON
    statuses: tuple[int, ...] = (400, 413, 422)


def _inside(value: bytes) -> bytes:
    return b'{"recipient_list":' + value + b"}"


def _coded(value: bytes) -> bytes:
    return b'{"header":{"request_code":"5005Q"},"body":{"field_list":' + value + b"}}"


def _rows(row: bytes, count: int) -> bytes:
    return b'{"template_id":1,"workflow_name":"x","rows":[' + b",".join([row] * count) + b"]}"


def _keys(first: int, count: int) -> bytes:
    return b"{" + b",".join(b'"k%d":1' % (first + number) for number in range(count)) + b"}"


def _parts(count: int) -> bytes:
    return b"".join(_part(b"a%d" % number, b"1") for number in range(count)) + b"--x--\r\n"


def _part(name: bytes, value: bytes) -> bytes:
    return b'--x\r\nContent-Disposition: form-data; name="' + name + b'"\r\n\r\n' + value + b"\r\n"


def _pdf(size: int) -> bytes:
    head = b'--x\r\nContent-Disposition: form-data; name="pdf"; filename="a.pdf"\r\n\r\n%PDF-'
    return _part(b"name", b"NDA") + _part(b"layout", b"{}") + head + b"a" * size + b"\r\n--x--\r\n"


def _list(item: bytes, count: int) -> bytes:
    return b"[" + (item + b",") * count + item + b"]"


BODIES: Mapping[str, Hostile] = {
    "a list of ones": Hostile(lambda: _inside(_list(b"1", _MEGA))),
    "a long list of ones": Hostile(lambda: _inside(_list(b"1", 9 * _MEGA))),
    "a list of empty lists": Hostile(lambda: _inside(_list(b"[]", 6 * _MEGA))),
    "a coded list of ones": Hostile(lambda: _coded(_list(b"1", 9 * _MEGA)), CODED, statuses=(200,)),
    "a coded list of objects": Hostile(lambda: _coded(_list(b'{"a":1}', 2 * _MEGA)), CODED, statuses=(200,)),
    "as many values as are read": Hostile(lambda: _inside(_list(b"{}", 24_000))),
    "brackets without end": Hostile(lambda: _inside(b"[" * (19 * _MEGA))),
    "deep nesting": Hostile(lambda: _inside(b"[" * 20_000 + b"]" * 20_000)),
    "a long text": Hostile(lambda: b'{"workflow_name":"' + b"a" * (19 * _MEGA) + b'"}'),
    "a long text of rare characters": Hostile(lambda: b'{"comment":"' + "😀".encode() * (4 * _MEGA) + b'"}'),
    "a text with one rare character": Hostile(lambda: b'{"comment":"' + "😀".encode() + b"a" * (19 * _MEGA) + b'"}'),
    "a text that never ends": Hostile(lambda: b'{"comment":"' + b'\\"' * (9 * _MEGA)),
    "a number beyond all": Hostile(lambda: b'{"template_id":1e400}'),
    "a number of a million digits": Hostile(lambda: b'{"template_id":' + b"9" * 1_000_000 + b"}"),
    "one key again and again": Hostile(lambda: b"{" + b'"a":1,' * (3 * _MEGA) + b'"a":1}'),
    "a million keys": Hostile(lambda: _keys(0, 1_000_000)),
    "half a surrogate pair": Hostile(lambda: b'{"workflow_name":"\\ud800"}'),
    "gzip": Hostile(lambda: gzip.compress(b'{"a":"' + b"a" * (50 * _MEGA) + b'"}')),
    "rows of many keys": Hostile(
        lambda: b'{"template_id":1,"workflow_name":"x","rows":[' + b",".join(_keys(900 * n, 900) for n in range(800)) + b"]}",
        BULK, statuses=(202,),
    ),
    "rows of many lists": Hostile(lambda: _rows(_list(b"[]", 30), 10_000), BULK, statuses=(202, 400)),
    "rows of rare characters": Hostile(lambda: _rows('{"reference":"😀'.encode() + b"a" * 1900 + b'"}', 10_000), BULK, statuses=(202,)),
    "a hundred thousand parts": Hostile(lambda: _parts(100_000), UPLOAD, FORM),
    "a large part": Hostile(lambda: _part(b"name", b"a" * (23 * _MEGA)) + b"--x--\r\n", UPLOAD, FORM),
    "a large file": Hostile(lambda: _pdf(19 * _MEGA), UPLOAD, FORM),
    "too large a file": Hostile(lambda: _pdf(40 * _MEGA), UPLOAD, FORM),
    "a stranger's form": Hostile(lambda: b"token=" + b"a" * (22 * _MEGA), SIGN, SIMPLE_FORM, (400, 404, 413)),
    "a stranger's form of many names": Hostile(lambda: b"a&" * (11 * _MEGA), SIGN, SIMPLE_FORM, (400, 404, 413)),
    "a stranger's parts": Hostile(lambda: _parts(100_000), SIGN, FORM, (400, 404)),
    "nothing's address": Hostile(lambda: b"a" * (_MEGA + 1), "/nowhere", "text/plain", (413,)),
}  # fmt: skip


@contextmanager
def slow_clients(port: int, count: int, sent: int) -> Iterator[None]:
    """So many clients that have sent a part of their request, and hold their connections."""
    head = f"POST {BULK} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {JSON}\r\nContent-Length: 1000000\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(count):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
            one.sendall(head.encode() + b"a" * sent)
        yield
