"""The addresses of the API, each with or without a slash at its end."""

import re

from django.urls import URLPattern, path, re_path

from dojang.api import openapi
from dojang.api.calls import CODED
from dojang.api.envelope import Call, door
from dojang.api.v3 import api as v3


def _coded(address: str, calls: tuple[Call, ...]) -> URLPattern:
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(address.removeprefix("/")))
    return re_path(rf"^{pattern}/?$", door(*calls))


urlpatterns = [
    path("api/openapi.json", openapi.view),
    *(_coded(address, calls) for address, calls in CODED.items()),
    *v3.urlpatterns,
]
