"""`/api/v3`: flat JSON both ways, and HTTP statuses that mean something.

To add a call, write a function into the module of its noun, or a new module with a `router` and one line in `ROUTERS` below:

    @router.get("/tokens/{token_id}", auth=needs(Scope.TOKENS_WRITE), response=TokenShape, summary="Read one token",
                openapi_extra=example(answer={…}))
    def read(request: Request, token_id: Id) -> TokenShape: …

* `request.auth` is the `Caller`. Every query starts from its `company` or `member`.
* What comes in is a `RequestShape` called `body`, or parameters of the types in `base`; it has been checked when the function runs.
* What is wrong is raised: a `DojangError` that the table in `problems` knows, or a `InvalidParameter`.
* A POST that starts something has `@idempotent(status)` below the route and returns the shape of its answer.
* A list takes `page: Paged` and answers what `page.cut(rows)` gives.
* More than a megabyte is taken where `@takes(…)` stands below the route.
* What waits for something outside is a `later(…)` (see there), and holds no thread meanwhile.
* It needs an example, a test, and a row in the matrix of isolation.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError, ValidationErrorContext

from dojang.api import json_body
from dojang.api.v3 import company, errors, members, tokens
from dojang.api.v3.bounds import bounds_by_route
from dojang.api.v3.bulk import routes as bulk
from dojang.api.v3.contracts import contents as contract_contents
from dojang.api.v3.contracts import routes as contracts
from dojang.api.v3.exports import routes as exports
from dojang.api.v3.json import Reader, Writer, refusal
from dojang.api.v3.links import routes as links
from dojang.api.v3.problems import NO_SUCH_METHOD, NOT_FOUND
from dojang.api.v3.templates import routes as templates
from dojang.api.v3.workflows import routes as workflows
from dojang.lib.bounded_json import Bounds

PREFIX = "api/v3"
# By the first part of their operations' ids, which clients and links between operations name.
ROUTERS: Mapping[str, Router] = {
    "tokens": tokens.router,
    "company": company.router,
    "members": members.router,
    "exports": exports.router,
    "workflows": workflows.router,
    "contracts": contracts.router,
    "contract_contents": contract_contents.router,
    "templates": templates.router,
    "bulk": bulk.router,
    "links": links.router,
}


class _Api(NinjaAPI):
    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002 - ninja gives it
        # Answers may hold a token, a link, or personal data.
        return HttpResponse("", content_type="application/json", headers={"Cache-Control": "no-store"})

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """What is answered: the first of each place's errors, never with what was sent."""
        found = []
        for context in error_contexts:
            error = context.pydantic_validation_error.errors(include_url=False, include_input=False)[0]
            model = context.model
            place = model.__ninja_flatten_map_reverse__.get(error["loc"], error["loc"])
            found.append({**error, "loc": (model.__ninja_param_source__, *place)})
        return ValidationError(found)


def _made() -> NinjaAPI:
    api = _Api(title="Dojang", urls_namespace="v3", openapi_url=None, docs_url=None, parser=Reader(), renderer=Writer())
    errors.register(api)
    for noun, router in ROUTERS.items():
        for operation in (one for view in router.path_operations.values() for one in view.operations):
            operation.operation_id = f"{noun}_{operation.view_func.__name__}"
        api.add_router("", router)
    return api


def _patterns(api: NinjaAPI) -> Iterator[URLPattern]:
    """Every address with and without a slash at its end; what is left of the prefix is not found, in JSON."""
    taken = bounds_by_route(ROUTERS.values())
    for pattern in api.urls[0]:
        route = str(pattern.pattern)
        if route and isinstance(pattern, URLPattern):  # not ninja's own root
            view = _with_every_method(pattern.callback, taken[route])
            yield path(f"{PREFIX}/{route}", view)
            yield path(f"{PREFIX}/{route}/", view)
    yield re_path(rf"^{PREFIX}(/.*)?$", nothing)


def _with_every_method(view: Callable[..., HttpResponse], bounds: Bounds) -> Callable[..., HttpResponse]:
    """HEAD is GET without the body; OPTIONS, and what is refused, name the methods that there are. What is too big is not read."""

    @csrf_exempt
    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if json_body.length(request) > bounds.bytes:
            return errors.too_big(request, bounds)
        is_head = request.method == "HEAD"
        request.method = "GET" if is_head else request.method
        response = view(request, *args, **kwargs)
        if response.status_code == NO_SUCH_METHOD.status:
            response = _methods(request, response["Allow"].split(", "))
        if is_head:
            response["Content-Length"] = len(response.content)
            response.content = b""
        return response

    asked.bounds = bounds  # type: ignore[attr-defined]
    return asked


def _methods(request: HttpRequest, known: Iterable[str]) -> HttpResponse:
    more = {"HEAD", "OPTIONS"} if "GET" in known else {"OPTIONS"}
    is_asked = request.method == "OPTIONS"
    response = HttpResponse(status=204) if is_asked else refusal(request, NO_SUCH_METHOD)
    response["Allow"] = ", ".join(sorted(more.union(known)))
    return response


@csrf_exempt
def nothing(request: HttpRequest, _rest: str | None = None) -> HttpResponse:
    """There is no such address."""
    return refusal(request, NOT_FOUND)


API = _made()
urlpatterns = list(_patterns(API))
