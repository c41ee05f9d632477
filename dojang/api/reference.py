"""`/api/docs`: the OpenAPI document to read and to try, shown by Swagger UI."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dojang.pages import csp


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """The page. Swagger UI makes the rest of it in the browser, from `/api/openapi.json` of this server."""
    response = render(request, "api/reference.html")
    response["Content-Security-Policy"] = csp.policy()
    response["Cache-Control"] = "no-cache"
    return response
