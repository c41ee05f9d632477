"""The addresses of the API, each with or without a slash at its end."""

import re
from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, re_path

from dojang.api import openapi, reference
from dojang.api.coded import envelope, path_call
from dojang.api.coded.registry import BY_PATH, CODED
from dojang.api.v3 import api as v3


def _at(address: str, view: Callable[..., HttpResponse]) -> URLPattern:
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(address.removeprefix("/")))
    return re_path(rf"^{pattern}/?$", view)


urlpatterns = [
    path("api/openapi.json", openapi.view),
    path("api/docs", reference.view),
    *(_at(address, path_call.door(call)) for address, call in BY_PATH.items()),
    *(_at(address, envelope.door(*calls)) for address, calls in CODED.items()),
    *v3.urlpatterns,
]
