"""Pages, scripts and styles are sent gzipped. Pictures and PDFs are small already."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXTS = ("text/html", "text/css", "text/javascript", "image/svg+xml")
View = Callable[[HttpRequest], HttpResponseBase]


def gzipped(view: View) -> View:
    """Middleware. Django's own adds random bytes, so that lengths reveal nothing of a page's secrets."""
    zipping = GZipMiddleware(view)

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = view(request)
        if not response.headers.get("Content-Type", "").startswith(_TEXTS):
            return response
        return zipping.process_response(request, response)

    return answer
