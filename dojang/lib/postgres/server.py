"""The embedded PostgreSQL server: its own cluster in the data folder, reached by a socket that only its owner can open.

The server runs inside its cluster folder and names it `/proc/self/cwd`. So it never has to pass the folders above, which may be
closed to its account. The length of their path does not matter to its socket either.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Self

import psycopg

from dojang.lib.postgres.address import CLUSTER, DATABASE, ROLE, url_of
from dojang.lib.postgres.leftovers import end_leftovers
from dojang.lib.postgres.programs import PostgresError, account_for, programs_for
from dojang.lib.postgres.swap import finish_swap
from dojang.lib.process import dying_with_parent

MAJOR = "18"
# What PostgreSQL's extensions take for letters. With C, trigrams and parsers know none beyond ASCII. macOS has another name for it.
CTYPE = "UTF-8" if sys.platform == "darwin" else "C.UTF-8"
_LETTERS_OF_ASCII_ALONE = ("C", "POSIX")
_PATIENCE = 300.0  # seconds: recovery after a crash of a busy server takes its time
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "jit": "off",
    "log_checkpoints": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Processes that a server of this size does not need.
    "io_method": "sync",
    "max_logical_replication_workers": "0",
}
_CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
_READ_ONLY = {"default_transaction_read_only": "on"}


class AlreadyRunning(PostgresError):
    """Another dojang is running on this data folder."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"Another dojang is running on the data folder {data}. Stop it first, or choose another with --data."
        )


class Postgres:
    """One server on one data folder, from `start()` to `stop()`; `start()` again after it died brings it back.

    Start it from the main thread of the process that is to own it: it is shut down when that thread ends.
    `fsync=False` is for tests: quick, and a crash of the machine may lose everything. Another `cluster` than the usual one has
    a lock of its own. With `read_only`, the database accepts no writes.
    """

    def __init__(self, data: Path, *, fsync: bool = True, cluster: str = CLUSTER, read_only: bool = False) -> None:
        self.data = data.absolute()
        self.cluster = self.data / cluster
        self.url = url_of(self.data, cluster)
        self._fsync = fsync
        self._settings = _SETTINGS | ({} if fsync else _CARELESS) | (_READ_ONLY if read_only else {})
        self.lock = self.data / ("lock" if cluster == CLUSTER else f"{cluster}.lock")
        self._lock: IO[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Ready for connections on return. Raises AlreadyRunning or PostgresError with what a person can do."""
        if self.alive:
            return
        self._take_lock()
        try:
            finish_swap(self.cluster)
            if not self.cluster.exists():
                self._create()
            self._check_version()
            self._let_in_only_us()
            self._launch()
        except BaseException:
            self.stop()
            raise

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Disconnects all clients, writes everything to disk and returns when the server is gone. Harmless when none runs."""
        self.rest()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def rest(self) -> None:
        """The same, but the data folder stays ours: no other process can start a server on it."""
        if self._process is not None:
            _end(self._process)
            self._process = None

    def _take_lock(self) -> None:
        if self._lock is not None:
            return
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.data / "logs").mkdir(mode=0o700, exist_ok=True)
        lock = self.lock.open("ab")
        for patience in (0.2, 0.2, 0.2, 0.0):  # `is_held` below holds the lock for a moment
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(patience)
            else:
                self._lock = lock
                return
        lock.close()
        raise AlreadyRunning(self.data)

    def _create(self) -> None:
        # Made beside and then renamed: a cluster either exists whole or not at all.
        unfinished = self.cluster.with_name(f"{self.cluster.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        account = account_for(self.cluster)
        unfinished.mkdir(mode=0o700)
        if account is not None:
            os.chown(unfinished, account.uid, account.gid)
        arguments = ["--username", ROLE, "--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin"]
        arguments += [
            "--builtin-locale",
            "C.UTF-8",
            "--lc-ctype",
            CTYPE,
            "--data-checksums",
            "--auth",
            "reject",
            "--no-instructions",
        ]
        process = self._run("initdb", [*arguments, *([] if self._fsync else ["--no-sync"])], unfinished)
        if process.wait() != 0:
            raise PostgresError(f"The database could not be created in {unfinished}.{self._end_of_log()}")
        unfinished.rename(self.cluster)

    def _check_version(self) -> None:
        found = (self.cluster / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise PostgresError(
                f"{self.cluster} was made by PostgreSQL {found}; this Dojang brings PostgreSQL {MAJOR}."
            )

    def _let_in_only_us(self) -> None:
        try:
            name = pwd.getpwuid(os.geteuid()).pw_name
        except KeyError:
            raise PostgresError(
                f"The user id {os.geteuid()} has no name on this machine, which PostgreSQL needs."
            ) from None
        self._write("pg_hba.conf", f"local all {ROLE} peer map=us\n")
        self._write("pg_ident.conf", f'us "{name}" {ROLE}\n')

    def _write(self, name: str, text: str) -> None:
        # The folder may belong to a lesser account than root, so links in it are not followed.
        handle = os.open(self.cluster / name, os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW)
        with os.fdopen(handle, "w") as file:
            file.write(text)

    def _launch(self) -> None:
        arguments = ["-k", _here(self.cluster), *(f"--{name}={value}" for name, value in self._settings.items())]
        end_leftovers(self.cluster)
        deadline = time.monotonic() + _PATIENCE
        self._process = self._run("postgres", arguments, self.cluster)
        while not self._answers():
            if self._process.poll() is not None:
                raise PostgresError(f"PostgreSQL ended at its start.{self._end_of_log()}")
            if time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL did not get ready within {_PATIENCE:.0f} seconds.{self._end_of_log()}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url, dbname="postgres", autocommit=True) as connection:
                known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
                if known is None:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
        account = account_for(folder)
        command = [str(programs_for(account) / program), "-D", _here(folder), *arguments]
        with (self.data / "logs" / "postgres.log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=folder,
                env=_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal is for the supervisor, who ends us last
                preexec_fn=dying_with_parent(signal.SIGINT),
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
            )

    def _end_of_log(self) -> str:
        log = self.data / "logs" / "postgres.log"
        last = log.read_text(errors="replace").splitlines()[-5:]
        return "\n".join([f" The end of {log}:", *last])


def knows_letters(url: str) -> bool:
    """Whether the database's extensions know letters beyond ASCII; those made before November 2026 do not."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT datctype FROM pg_database WHERE datname = current_database()").fetchone()
    return found is not None and found[0] not in _LETTERS_OF_ASCII_ALONE


def running_url(data: Path) -> str | None:
    """The URL of the embedded server that some process keeps on this data folder, or None if no process does."""
    return _wait_until_it_answers(url_of(data), data) if is_held(data) else None


def is_held(data: Path) -> bool:
    """Whether some process keeps, or is just starting, an embedded server on this data folder."""
    try:
        lock = (data / "lock").open("rb")
    except FileNotFoundError:
        return False
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _wait_until_it_answers(url: str, data: Path) -> str:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"A dojang holds the data folder {data}, but its database does not answer: {error}"
                ) from None
            time.sleep(0.05)
        else:
            return url


def _here(folder: Path) -> str:
    return "/proc/self/cwd" if sys.platform == "linux" else str(folder)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)  # at once, with recovery at the next start
        process.wait()
