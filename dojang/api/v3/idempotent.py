"""`@idempotent`: a call that starts something answers a repetition with the same `Idempotency-Key` as it did the first time."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from pydantic import BaseModel

from dojang.api.idempotency import answered_once, prepared_once
from dojang.api.v3.auth import Request

Given = ParamSpec("Given")


def idempotent(
    status: int = 200,
) -> Callable[[Callable[Concatenate[Request, Given], BaseModel]], Callable[Concatenate[Request, Given], HttpResponse]]:
    """For the function below `@router.post`; `status` is the one that its answer goes out with."""

    def decorate(
        function: Callable[Concatenate[Request, Given], BaseModel],
    ) -> Callable[Concatenate[Request, Given], HttpResponse]:
        @wraps(function)
        def once(request: Request, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
            def make() -> tuple[HttpResponse, bool]:
                return told(function(request, *args, **kwargs), status), True

            return answered_once(request, request.auth, make)

        once.starts = True  # type: ignore[attr-defined]
        return once

    return decorate


def idempotent_prepared(
    status: int,
) -> Callable[
    [Callable[Concatenate[Request, Given], Callable[[], BaseModel]]],
    Callable[Concatenate[Request, Given], HttpResponse],
]:
    """As `idempotent`, for a function whose work is slow: it does that before the key is held, and gives the short rest to be done."""

    def decorate(
        function: Callable[Concatenate[Request, Given], Callable[[], BaseModel]],
    ) -> Callable[Concatenate[Request, Given], HttpResponse]:
        @wraps(function)
        def once(request: Request, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
            def prepare() -> Callable[[], tuple[HttpResponse, bool]]:
                rest = function(request, *args, **kwargs)
                return lambda: (told(rest(), status), True)

            return prepared_once(request, request.auth, prepare)

        once.starts = True  # type: ignore[attr-defined]
        return once

    return decorate


def told(shape: BaseModel, status: int = 200) -> HttpResponse:
    """The answer with this body."""
    headers = {"Cache-Control": "no-store"}
    content = shape.model_dump_json(by_alias=True)
    return HttpResponse(content, status=status, content_type="application/json", headers=headers)
