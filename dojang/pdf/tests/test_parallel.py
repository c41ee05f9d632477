"""Pages shared by processes: all done, in order, and what ends one of them ends the work."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dojang.pdf.parallel import ShareFailed, pages_done, shared


def failing_at(index: int, end: Callable[[], object]) -> Callable[[], Callable[[int], int]]:
    return lambda: lambda asked: int(bool(end())) if asked == index else asked


def raises(error: BaseException) -> Callable[[], object]:
    def end() -> None:
        raise error

    return end


@pytest.mark.parametrize("count", [0, 1, 7, 16, 41])
def test_every_page_is_done_once_and_in_order(tmp_path: Path, count: int) -> None:
    assert shared(count, lambda: lambda index: index * index, tmp_path) == [index * index for index in range(count)]
    assert pages_done(tmp_path) == (count, count)


@pytest.mark.parametrize("index", [20, 21])
def test_a_page_that_fails_fails_the_work_wherever_it_was_done(tmp_path: Path, index: int) -> None:
    with pytest.raises((ShareFailed, ValueError), match="page is odd"):
        shared(40, failing_at(index, raises(ValueError("page is odd"))), tmp_path)


@pytest.mark.parametrize("index", [20, 21])
def test_memory_that_runs_out_in_any_of_them_is_said_as_such(tmp_path: Path, index: int) -> None:
    with pytest.raises(MemoryError):
        shared(40, failing_at(index, raises(MemoryError())), tmp_path)


def test_a_process_that_is_killed_counts_as_out_of_bounds(tmp_path: Path) -> None:
    parent = os.getpid()

    def die() -> None:
        assert os.getpid() != parent
        os.kill(os.getpid(), 9)

    with pytest.raises(MemoryError, match="ended with -9"):
        shared(40, failing_at(21, die), tmp_path)


def test_nothing_is_done_before_it_begins(tmp_path: Path) -> None:
    assert pages_done(tmp_path) == (0, 0)
