"""What is uploaded to become a template, why it may be refused, and what is answered when.

The PDF is a stranger's: a worker's child process reads it, which can do little and not for long. An upload that is taken in within
a few seconds is answered with its template, as if there were no job; a longer one with how far it is.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial, wraps
from time import monotonic
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from ninja import UploadedFile

from dojang.api import json_body
from dojang.api.idempotency import REPLAYED
from dojang.api.parameters import InvalidParameter
from dojang.api.v3.auth import Request
from dojang.api.v3.json import answer_of, language_of, refusal
from dojang.api.v3.later import later
from dojang.api.v3.problems import BAD_PARAMETER, UNEXPECTED, Problem
from dojang.api.v3.templates.shapes import TemplateShape, UploadProblem, UploadShape, UploadState
from dojang.companies.models import Company
from dojang.flow import uploads
from dojang.lib.bounded_json import Bounds
from dojang.lib.deferred import WAITS, Outcome, query_in_thread
from dojang.lib.texts import Text
from dojang.lib.waiting_room import WaitingRoom
from dojang.library.models import TemplateUpload
from dojang.library.pdf_faults import REFUSED
from dojang.pdf.intake import Limits, Reason

State = TemplateUpload.State
P = ParamSpec("P")
T = TypeVar("T")
PATIENCE = 10.0  # seconds that an upload may take to be answered with its template
_FIRST_LOOK, _LONGEST_PAUSE = 0.05, 0.4
_LAYOUT = Bounds(2 * 1024 * 1024, 100_000)  # 2,000 boxes need about half of it
# Each child may take more than a gigabyte, so that few may run at a time.
_APART = ThreadPoolExecutor(2, thread_name_prefix="preview")
_PREVIEWS = WaitingRoom(each=3, most=12, wait=timedelta(seconds=10))

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
    """The file's bytes. Raises `InvalidParameter` for one that is too large."""
    if (file.size or 0) > Limits().max_bytes:
        raise InvalidParameter(REFUSED[Reason.TOO_LARGE])
    data: bytes = file.read()
    return data


def read_layout(request: HttpRequest, text: str | None) -> Mapping[str, Any] | None:
    """The layout as JSON, from a part that is a text or a file. Raises `InvalidParameter`."""
    file = request.FILES.get("layout")
    if file is not None and (file.size or 0) > _LAYOUT.bytes:
        raise InvalidParameter(_LAYOUT_TOO_BIG)
    raw = file.read() if file is not None else text.encode() if text else b""
    if not raw:
        return None
    if len(raw) > _LAYOUT.bytes:
        raise InvalidParameter(_LAYOUT_TOO_BIG)
    try:
        return json_body.read_object(raw, _LAYOUT)
    except json_body.Unreadable as exc:
        raise InvalidParameter(_LAYOUT_NO_JSON) from exc


def settled(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """For a call that queues an upload: what came of that is answered, if it is known soon."""

    @wraps(view)
    def once(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        queued = view(request, *args, **kwargs)
        upload_id = json.loads(queued.content)["upload_id"]

        def then(_outcome: Outcome[None]) -> HttpResponse:
            response = _answer(request, upload_id)
            if REPLAYED in queued:
                response[REPLAYED] = queued[REPLAYED]
            return response

        if "respond-async" in request.headers.get("Prefer", "").lower():  # RFC 7240, 4.1
            return then(lambda: None)
        if WAITS in request.META:
            return later(request, lambda: _until_settled(upload_id), then)
        uploads.process(upload_id)  # a server that cannot wait, as in tests, does it itself
        return then(lambda: None)

    return once


def problem_of(upload: TemplateUpload) -> tuple[Problem, Text] | None:
    """Why it became no template; None where it did, or may yet."""
    if upload.state == State.FAILED:
        return UNEXPECTED, UNEXPECTED.text
    refusal = upload.refusal
    if refusal is None:
        return None
    if "pdf" in refusal:
        return BAD_PARAMETER, REFUSED[refusal["pdf"]].filled(**refusal["facts"])
    more = [_MORE.filled(count=refusal["more"])] if refusal["more"] else []
    return BAD_PARAMETER, _LAYOUT_REFUSED.filled(
        faults=Text.joined([*(Text(**fault) for fault in refusal["layout"]), *more])
    )


def shape_of(request: HttpRequest, upload: TemplateUpload) -> UploadShape:
    """The upload as it is returned."""
    language, problem = language_of(request), problem_of(upload)
    return UploadShape(
        upload_id=upload.pk,
        state=cast("UploadState", upload.state),
        pages_done=upload.pages_done,
        pages=upload.pages or None,
        created_at=upload.created_at,
        settled_at=upload.settled_at,
        template=TemplateShape.of_newest(upload.template, language) if upload.template else None,
        problem=UploadProblem(result_code=problem[0].code, result_msg=problem[1].of(language)) if problem else None,
    )


def _answer(request: HttpRequest, upload_id: int) -> HttpResponse:
    upload = TemplateUpload.objects.select_related("template").get(pk=upload_id)
    if upload.template is not None:
        return answer_of(TemplateShape.of_newest(upload.template, language_of(request)), 201)
    problem = problem_of(upload)
    if problem is not None:
        return refusal(request, replace(problem[0], text=problem[1]))
    response = answer_of(shape_of(request, upload), 202)
    response["Location"], response["Retry-After"] = f"/api/v3/templates/uploads/{upload_id}", "1"
    return response


async def _until_settled(upload_id: int) -> None:
    end, pause = monotonic() + PATIENCE, _FIRST_LOOK
    while not await query_in_thread(partial(uploads.is_settled, upload_id)) and monotonic() < end:
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, _LONGEST_PAUSE)


async def apart(company: Company, act: Callable[[], T]) -> T:
    """Work on a PDF by one of the few threads for that. Raises `TooManyRequests` where too many wait for them."""
    with _PREVIEWS.room(company.pk):
        return await asyncio.get_running_loop().run_in_executor(_APART, act)
