"""Which door an address leads to."""

from django.urls import include, path

from dojang.config import health
from dojang.signing.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("healthz", health.live),
    path("readyz", health.ready),
    path("", include("dojang.api.urls")),
    path("", include("dojang.signing.urls")),
    path("", include("dojang.verify.urls")),
    path("", include("dojang.console.urls")),
]
