"""Views whose work takes long. The server has a few threads for them, and marks requests when none is free."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

BUSY = "dojang.busy"  # in a request's environment
View = TypeVar("View", bound=Callable[..., Any])


def slow(view: View) -> View:
    """A view whose POSTs take long. It asks `is_busy` before it starts."""
    view.is_slow = True  # type: ignore[attr-defined]
    return view


def is_busy(request: HttpRequest) -> bool:
    """Whether the server has no thread for the slow work of this request."""
    return bool(request.META.get(BUSY))
