"""Which door an address leads to."""

from django.urls import include, path

from dojang.config import health

urlpatterns = [
    path("healthz", health.live),
    path("readyz", health.ready),
    path("", include("dojang.api.urls")),
    path("", include("dojang.signing.urls")),
    path("", include("dojang.console.urls")),
]
