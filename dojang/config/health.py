"""For a load balancer or an operator: whether the server runs, and whether it can work."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dojang.config import writable

# To a table that PostgreSQL does not log, so that nothing waits for the disk.
_WRITE = """
INSERT INTO companies_pace (key, free_at) VALUES ('readyz', now()) ON CONFLICT (key) DO UPDATE SET free_at = excluded.free_at
"""


@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """The server can work: the database and the store of files accept writes. Cheap enough for every second."""
    trouble = _database() or writable.trouble()
    return HttpResponse(f"{trouble or 'ok'}\n", content_type="text/plain", status=503 if trouble else 200)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "the database does not answer"
    try:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE)
    except Error:
        return "nothing can be written to the database"
    return ""
