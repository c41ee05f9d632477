"""A pooler between us and PostgreSQL, such as PgBouncer, may give each transaction another session of the server.

Then nothing that lives in a session can be relied on: no `LISTEN`, no lock beyond a transaction, no `SET`, no prepared statement.
"""

import psycopg


def is_pooled(url: str) -> bool:
    """Whether a pooler answers there. In its session mode all would work, but it cannot be distinguished.

    When a connection starts, a server sends the number of its process, for cancellations. A pooler has many and sends a number
    that it has made up. Raises `psycopg.OperationalError`.
    """
    with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        return row != (connection.info.backend_pid,)
