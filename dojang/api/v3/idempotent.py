"""`@idempotent`: a call that starts something answers a repetition with the same `Idempotency-Key` as it did the first time."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from pydantic import BaseModel

from dojang.api.idempotency import answered_once, prepared_once
from dojang.api.v3.auth import Request
from dojang.api.v3.json import answer_of

P = ParamSpec("P")


def idempotent(
    status: int = 200,
) -> Callable[[Callable[Concatenate[Request, P], BaseModel]], Callable[Concatenate[Request, P], HttpResponse]]:
    """For the function below `@router.post`; `status` is the one that its answer goes out with."""

    def decorate(
        function: Callable[Concatenate[Request, P], BaseModel],
    ) -> Callable[Concatenate[Request, P], HttpResponse]:
        @wraps(function)
        def once(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            def make() -> tuple[HttpResponse, bool]:
                return answer_of(function(request, *args, **kwargs), status), True

            return answered_once(request, request.auth, make)

        once.starts = True  # type: ignore[attr-defined]
        return once

    return decorate


def idempotent_prepared(
    status: int,
) -> Callable[
    [Callable[Concatenate[Request, P], Callable[[], BaseModel]]],
    Callable[Concatenate[Request, P], HttpResponse],
]:
    """As `idempotent`, for a function whose work is slow: it does that before the key is held, and gives the short rest to be done."""

    def decorate(
        function: Callable[Concatenate[Request, P], Callable[[], BaseModel]],
    ) -> Callable[Concatenate[Request, P], HttpResponse]:
        @wraps(function)
        def once(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            def prepare() -> Callable[[], tuple[HttpResponse, bool]]:
                rest = function(request, *args, **kwargs)
                return lambda: (answer_of(rest(), status), True)

            return prepared_once(request, request.auth, prepare)

        once.starts = True  # type: ignore[attr-defined]
        return once

    return decorate
