"""Telling the dispatchers that there is something to do."""

from django.db import connection

from dojang.exports.presence import CHANNEL


def wake(what: str = "") -> None:
    """Have the dispatchers look for what is due as soon as the caller's transaction has committed.

    With `presence.RESUMED` they look for what was set aside as well.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, what])
