"""The dispatcher's sessions with the database, directly or through a pooler."""

from typing import Any

import psycopg

Cursor = psycopg.AsyncCursor[Any]
_CONNECTION: dict[str, Any] = {
    "connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 15_000,
    "application_name": "dojang dispatcher",
}  # fmt: skip
_SETTINGS = {
    "statement_timeout": "20s",
    # Tables that are queues fill and empty faster than their statistics follow; every statement here has its index.
    "enable_seqscan": "off",
}


class Session:
    """A connection that is asked one statement at a time, each of them a transaction."""

    def __init__(self, connection: psycopg.AsyncConnection[Any], before: str = "") -> None:
        self.connection, self._before = connection, before

    async def ask(self, statement: str, asked: Any = None) -> Cursor:
        """The cursor with what the statement returns. Raises `psycopg.Error`."""
        cursor = await self.connection.execute(self._before + statement, asked)
        while cursor.nextset():
            pass  # past what was sent before
        return cursor


async def connect(conninfo: str, *, pooled: bool) -> Session:
    """A fresh session. Through a pooler, each transaction brings its settings along and nothing is prepared."""
    if pooled:
        connection = await psycopg.AsyncConnection.connect(
            conninfo, autocommit=True, prepare_threshold=None, cursor_factory=psycopg.AsyncClientCursor, **_CONNECTION
        )
        return Session(connection, _settings("SET LOCAL"))
    connection = await psycopg.AsyncConnection.connect(conninfo, autocommit=True, **_CONNECTION)
    await connection.execute(_settings("SET"))
    return Session(connection)


def _settings(command: str) -> str:
    return "".join(f"{command} {name} = '{value}'; " for name, value in _SETTINGS.items())
