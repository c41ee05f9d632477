"""PgBouncer in transaction mode before an embedded PostgreSQL server."""

import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from dojang.lib.postgres.address import ROLE
from dojang.lib.postgres.programs import account_for

PROGRAM = "/usr/sbin/pgbouncer"
_CONFIGURATION = """
[databases]
* = host=/proc/self/cwd user={role}
[pgbouncer]
listen_port = {port}
unix_socket_dir = /proc/self/cwd
auth_type = any
pool_mode = transaction
default_pool_size = 8
"""


@contextmanager
def bouncing(url: str) -> Iterator[str]:
    """Within the block the database of `url` is also reached by what is yielded. The server must be an embedded one."""
    told, port = conninfo_to_dict(url), 10_000 + os.getpid() % 50_000
    cluster = Path(str(told["host"])).resolve()
    assert (cluster / "PG_VERSION").exists(), "PgBouncer needs an embedded server behind it: unset DATABASE_URL."
    through = f"postgresql://{ROLE}@/{told['dbname']}?host={quote(str(told['host']), safe='')}&port={port}"
    process = _start(cluster, port, url)
    try:
        _wait_until_it_answers(through)
        yield through
    finally:
        process.kill()
        process.wait()


def _start(cluster: Path, port: int, url: str) -> subprocess.Popen[bytes]:
    configuration = cluster / f"pgbouncer-{port}.ini"
    configuration.write_text(_CONFIGURATION.format(port=port, role=ROLE))
    account = account_for(cluster)  # as which PostgreSQL runs; PgBouncer refuses to be root as well
    if account is not None:
        _let_in(pwd.getpwuid(account.uid).pw_name, cluster, url)
    return subprocess.Popen(
        [PROGRAM, "--quiet", configuration.name],
        cwd=cluster,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def _let_in(name: str, cluster: Path, url: str) -> None:
    """Have PostgreSQL trust an account as it trusts ourselves."""
    with (cluster / "pg_ident.conf").open("a") as names:
        names.write(f'us "{name}" {ROLE}\n')
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_reload_conf()")


def _wait_until_it_answers(url: str) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            return psycopg.connect(url).close()
        except psycopg.OperationalError:
            assert time.monotonic() < deadline, "PgBouncer does not answer"
            time.sleep(0.02)
