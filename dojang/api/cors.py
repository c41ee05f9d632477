"""Letting pages of any origin call the API, as the vendor's own browser helper does. Never with credentials (cookies)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from dojang.api.auth import known_caller

PREFIX = "/api/"
# The star stands for every other header; `Authorization` it does not cover (Fetch standard, CORS-preflight fetch).
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Authentication, Content-Type, Idempotency-Key, *",
    "Access-Control-Max-Age": "7200",
}
# What a page may read besides the few headers that every page may.
_EXPOSED = "Retry-After, Idempotent-Replayed, Content-Disposition, ETag"


class CorsMiddleware:
    """Answers preflights below `/api/` and opens every answer there, errors too, unless the company wants none of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without an origin the request is not from a page in a browser.
        if not request.path_info.startswith(PREFIX) or "Origin" not in request.headers:
            return self.get_response(request)
        is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204) if is_preflight else self.get_response(request)
        if _is_open(request):
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = _EXPOSED
            for name, value in _ALLOWED.items() if is_preflight else ():
                response[name] = value
        patch_vary_headers(response, ["Origin"])
        return response


def _is_open(request: HttpRequest) -> bool:
    """Whether the company whose answer it is lets pages read it.

    A preflight, and an answer to a stranger, belong to no company. They are open, so that they do not show which companies exist.
    A page that sends the token of a company that is closed to pages is refused by `auth`.
    """
    caller, company = known_caller(request), getattr(request, "answered_for", None)
    company = caller.company if caller else company
    return company is None or company.cors
