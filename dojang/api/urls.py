"""The addresses of the eSignon API, each with or without a slash at its end."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, re_path

from dojang.api import login
from dojang.api.envelope import door
from dojang.api.startsimple import call as startsimple


def _company_path(name: str, view: Callable[..., HttpResponse]) -> URLPattern:
    return re_path(rf"^api/(?P<comp_id>[^/]+)/{name}/?$", view)


urlpatterns = [
    _company_path("login", door(login.CALL)),
    _company_path("startsimple", door(startsimple.CALL)),
]
