"""What the web server serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import Resolver404, resolve

from dojang.config.buffering import BufferedApplication
from dojang.lib.bounded_json import Bounds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dojang.config.settings")
_application = get_wsgi_application()


def application(threads: int) -> BufferedApplication:
    """Dojang, with so many threads at work."""
    return BufferedApplication(_application, threads, _bounds, _is_slow)


def _bounds(path: str) -> Bounds | None:
    """How large a body the view of this path takes, or None if the view has no bounds."""
    bounds: Bounds | None = getattr(_view(path), "bounds", None)
    return bounds


def _is_slow(method: str, path: str) -> bool:
    return method == "POST" and bool(getattr(_view(path), "is_slow", False))


def _view(path: str) -> object:
    try:
        return resolve(path).func
    except Resolver404:
        return None
