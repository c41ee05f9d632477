"""How much a call of v3 may be sent: `@takes(START)` below its route, where that is more than usual."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ninja import Router
from ninja.utils import replace_path_param_notation

from dojang.api.json_body import USUAL
from dojang.lib.bounded_json import Bounds

View = TypeVar("View", bound=Callable[..., object])


def takes(bounds: Bounds) -> Callable[[View], View]:
    """For the function of a call."""

    def mark(view: View) -> View:
        view.bounds = bounds  # type: ignore[attr-defined]
        return view

    return mark


def bounds_by_route(routers: Iterable[Router]) -> dict[str, Bounds]:
    """What may be sent to each address, by its route as Django writes it."""
    bounds = {}
    for path, view in (item for router in routers for item in router.path_operations.items()):
        every: list[Bounds] = [getattr(operation.view_func, "bounds", USUAL) for operation in view.operations]
        bounds[replace_path_param_notation(path).lstrip("/")] = max(every, key=lambda one: one.bytes)
    return bounds
