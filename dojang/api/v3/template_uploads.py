"""What is uploaded to become a template, and why it may be refused.

The PDF is a stranger's: it is read by a child process that can do little and not for long, never in this one.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any

from django.db import connection
from django.http import HttpRequest
from ninja import UploadedFile

from dojang.api import parsing
from dojang.api.reading import WrongParameter
from dojang.flow.templates import TakenIn
from dojang.lib.bounded_json import Bounds
from dojang.lib.errors import LayoutRefused, PdfRefused, TooManyRequests
from dojang.lib.texts import Text
from dojang.library.pdf_faults import REFUSED
from dojang.pdf.intake import Limits, Reason

_LAYOUT = Bounds(2 * 1024 * 1024, 100_000)  # 2,000 boxes need about half of it
MOST_FAULTS = 20  # told at once
# Each child may take more than a gigabyte, so that few may run at a time.
_AT_ONCE, _PATIENCE, _LATER = BoundedSemaphore(2), 30.0, timedelta(seconds=30)

_LAYOUT_REFUSED = Text(
    ko="layout이 올바르지 않습니다. {faults}",
    en="The layout is wrong. {faults}",
    ja="layoutが正しくありません。{faults}",
)
_MORE = Text(ko="(+{count})", en="(+{count})", ja="(+{count})")
_LAYOUT_TOO_BIG = Text(
    ko="layout은 2 MB까지 가능합니다.", en="The layout may have up to 2 MB.", ja="layoutは2 MBまで可能です。"
)
_LAYOUT_NO_JSON = Text(
    ko="layout은 올바른 JSON 객체여야 합니다.",
    en="The layout must be a valid JSON object.",
    ja="layoutは正しいJSONオブジェクトでなければなりません。",
)


def read_pdf(file: UploadedFile) -> bytes:
    """The file's bytes. Raises `WrongParameter` for one that is too large."""
    if (file.size or 0) > Limits().max_bytes:
        raise WrongParameter(REFUSED[Reason.TOO_LARGE])
    data: bytes = file.read()
    return data


def read_layout(request: HttpRequest, text: str | None) -> Mapping[str, Any] | None:
    """The layout as JSON, from a part that is a text or a file. Raises `WrongParameter`."""
    file = request.FILES.get("layout")
    if file is not None and (file.size or 0) > _LAYOUT.bytes:
        raise WrongParameter(_LAYOUT_TOO_BIG)
    raw = file.read() if file is not None else text.encode() if text else b""
    if not raw:
        return None
    if len(raw) > _LAYOUT.bytes:
        raise WrongParameter(_LAYOUT_TOO_BIG)
    try:
        return parsing.read_object(raw, _LAYOUT)
    except parsing.Unreadable as exc:
        raise WrongParameter(_LAYOUT_NO_JSON) from exc


def taken_in(work: Callable[[], TakenIn]) -> TakenIn:
    """What came of the work. Raises `WrongParameter` that says what is wrong with the files, and `TooManyRequests`."""
    if not connection.in_atomic_block:
        connection.close()  # others may use it while this one waits and works
    with a_place():
        try:
            return work()
        except PdfRefused as exc:
            raise WrongParameter(REFUSED[exc.reason], **exc.facts) from exc
        except LayoutRefused as exc:
            more = [_MORE.filled(count=len(exc.faults) - MOST_FAULTS)] if len(exc.faults) > MOST_FAULTS else []
            raise WrongParameter(_LAYOUT_REFUSED, faults=Text.joined([*exc.faults[:MOST_FAULTS], *more])) from exc


@contextmanager
def a_place() -> Iterator[None]:
    """One of the few places for work on a PDF in a child process. Raises `TooManyRequests` where none becomes free."""
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise TooManyRequests(_LATER)
    try:
        yield
    finally:
        _AT_ONCE.release()
