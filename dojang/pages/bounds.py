"""What a view of this door takes, checked before Django's check against forgery, which reads the whole body."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from dojang.lib.bounded_json import Bounds

Error = Callable[[HttpRequest, int], HttpResponse]


@dataclass(frozen=True)
class ViewBounds:
    """The methods and the size that a view takes, and how it answers what it does not: with a page, or in JSON."""

    methods: tuple[str, ...]
    max_bytes: int
    error: Error

    def put_on(self, view: Callable[..., HttpResponse]) -> None:
        """Mark the view. The server in front of Django asks for `bounds` while a body comes in."""
        view.bounds = Bounds(self.max_bytes, 0)  # type: ignore[attr-defined]
        view.takes = self  # type: ignore[attr-defined]


class BodySizeMiddleware:
    """Refuses a method that the view does not know, and a body that is too long, before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        takes: ViewBounds | None = getattr(view, "takes", None)
        if takes is None:
            return None
        if request.method not in takes.methods:
            response = takes.error(request, 405)
            response["Allow"] = ", ".join(takes.methods)
            return response
        return takes.error(request, 413) if _length(request) > takes.max_bytes else None


def error_of(request: HttpRequest, otherwise: Error) -> Error:
    """How the view that the request was for answers errors; `otherwise` for views of other doors, and where there is none."""
    match = request.resolver_match
    takes: ViewBounds | None = getattr(match.func, "takes", None) if match else None
    return takes.error if takes else otherwise


def _length(request: HttpRequest) -> int:
    """How long the body is, as the request says."""
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isascii() and given.isdigit() else 0
