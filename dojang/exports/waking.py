"""Telling the dispatchers that there is something to do."""

from django.db import connection

from dojang.exports.presence import CHANNEL


def wake(endpoint: str = "") -> None:
    """Have the dispatchers look for what is due as soon as the caller's transaction has committed.

    `endpoint` names one whose streams were set aside and may go on, as after a pause.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, endpoint])
