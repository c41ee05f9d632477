"""`@starts`: a call that starts something answers a repetition with the same `Idempotency-Key` as it did the first time."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from pydantic import BaseModel

from dojang.api.idempotency import answered_once
from dojang.api.v3.auth import Request

Given = ParamSpec("Given")


def starts(
    status: int = 200,
) -> Callable[[Callable[Concatenate[Request, Given], BaseModel]], Callable[Concatenate[Request, Given], HttpResponse]]:
    """For the function below `@router.post`; `status` is the one that its answer goes out with."""

    def decorate(
        function: Callable[Concatenate[Request, Given], BaseModel],
    ) -> Callable[Concatenate[Request, Given], HttpResponse]:
        @wraps(function)
        def once(request: Request, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
            def make() -> tuple[HttpResponse, bool]:
                told = function(request, *args, **kwargs).model_dump_json(by_alias=True)
                headers = {"Cache-Control": "no-store"}
                return HttpResponse(told, status=status, content_type="application/json", headers=headers), True

            return answered_once(request, request.auth, make)

        once.starts = True  # type: ignore[attr-defined]
        return once

    return decorate
