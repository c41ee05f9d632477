from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import pytest

from dojang.lib.chunked import with_lengths


class Trickle:
    """A body that comes in small pieces, whatever is asked for."""

    def __init__(self, body: bytes) -> None:
        self.rest = BytesIO(body)

    def read(self, size: int) -> bytes:
        return self.rest.read(min(size, 7))


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Reads as Django does: as much as the length says."""
    return [environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))]


def answer(environ: dict[str, Any], most: int = 1000) -> bytes:
    return b"".join(with_lengths(echo, most)(environ, print))


@pytest.mark.parametrize("encoding", ["chunked", "gzip, Chunked"])
def test_a_body_in_chunks_arrives_whole(encoding: str) -> None:
    body = b"x" * 100
    assert answer({"HTTP_TRANSFER_ENCODING": encoding, "wsgi.input": Trickle(body)}) == body


def test_of_a_body_too_long_one_byte_too_many_is_read() -> None:
    stream = Trickle(b"x" * 100)
    assert answer({"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": stream}, most=10) == b"x" * 11
    assert len(stream.rest.read()) == 89


def test_a_body_with_a_length_is_left_alone() -> None:
    stream = BytesIO(b"x" * 100)
    assert answer({"CONTENT_LENGTH": "3", "wsgi.input": stream}) == b"xxx"


def test_a_request_without_a_body_is_left_alone() -> None:
    assert answer({"wsgi.input": BytesIO(b"never read")}) == b""
