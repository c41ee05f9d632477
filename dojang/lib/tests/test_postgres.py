"""The embedded PostgreSQL: it comes up anywhere, lets only its owner in and survives being killed."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dojang.lib.postgres import programs as postgres_programs
from dojang.lib.postgres.leftovers import _servers_in
from dojang.lib.postgres.programs import PostgresError
from dojang.lib.postgres.server import AlreadyRunning, Postgres, is_held, running_url

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that its own server may not enter")


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A data folder whose cluster exists already; tests copy it, which is quicker than making one."""
    with tempfile.TemporaryDirectory() as folder:
        with Postgres(Path(folder), fsync=False) as postgres, psycopg.connect(postgres.url) as connection:
            connection.execute("CREATE TABLE seals (name text)")
        yield Path(folder)


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    subprocess.run(["cp", "-a", str(made), str(folder)], check=True)
    return folder


def add(postgres: Postgres, name: str) -> None:
    with psycopg.connect(postgres.url) as connection:
        connection.execute("SET LOCAL synchronous_commit = on")  # as with fsync: a commit survives a kill
        connection.execute("INSERT INTO seals VALUES (%s)", [name])


def seals(postgres: Postgres) -> list[str]:
    with psycopg.connect(postgres.url) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM seals")]


def test_a_server_keeps_its_rows_over_a_stop(data: Path) -> None:
    with Postgres(data, fsync=False) as postgres:
        add(postgres, "Kim")
    with Postgres(data, fsync=False) as postgres:
        assert seals(postgres) == ["Kim"]


def test_others_find_the_server_only_while_it_runs(data: Path) -> None:
    assert running_url(data) is None
    with Postgres(data, fsync=False) as postgres:
        assert running_url(data) == postgres.url
    assert running_url(data) is None


def test_a_second_start_in_the_same_folder_is_refused(data: Path) -> None:
    with Postgres(data, fsync=False), pytest.raises(AlreadyRunning, match="--data"):
        Postgres(data, fsync=False).start()


def test_a_killed_server_comes_back_with_what_was_committed(data: Path) -> None:
    with Postgres(data, fsync=False) as postgres:
        add(postgres, "Kim")
        kill(postgres)
        assert not postgres.alive
        postgres.start()
        assert seals(postgres) == ["Kim"]


def kill(postgres: Postgres) -> None:
    process = postgres._process
    assert process is not None
    process.kill()
    process.wait()


def test_a_pid_file_that_names_a_living_stranger_does_not_hinder_the_start(data: Path) -> None:
    with Postgres(data, fsync=False) as postgres:
        kill(postgres)
        pid_file = data / "postgres" / "postmaster.pid"
        pid_file.write_text(pid_file.read_text().replace(pid_file.read_text().split()[0], str(os.getpid()), 1))
        postgres.start()


def test_a_server_does_not_outlive_its_killed_supervisor(data: Path) -> None:
    program = "import sys, time; from pathlib import Path; from dojang.lib.postgres.server import Postgres\n"
    program += "Postgres(Path(sys.argv[1]), fsync=False).start(); print('ready', flush=True); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", program, str(data)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    child.kill()
    child.communicate()
    wait_until(lambda: _servers_in(data / "postgres") == [])
    assert not is_held(data)


def test_a_server_left_behind_by_a_killed_supervisor_is_ended_first(data: Path) -> None:
    left = Postgres(data, fsync=False)
    left.start()
    assert left._lock is not None
    assert left._process is not None
    left._lock.close()  # as if its supervisor were gone, and no signal had come
    with Postgres(data, fsync=False) as postgres:
        assert left._process.wait() == 0
        assert seals(postgres) == []


def test_a_database_made_by_another_postgresql_is_named(data: Path) -> None:
    (data / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(PostgresError, match=r"PostgreSQL 17; this Dojang brings PostgreSQL 18"):
        Postgres(data).start()


def test_a_server_that_cannot_start_tells_the_end_of_its_log(data: Path) -> None:
    (data / "postgres" / "postgresql.conf").write_text("nonsense\n")
    with pytest.raises(PostgresError, match="syntax error"):
        Postgres(data).start()
    assert not is_held(data)


def test_a_path_too_long_for_a_socket_works(data: Path) -> None:
    deep = data.parent / ("long" * 30) / "data"
    deep.parent.mkdir()
    data.rename(deep)
    with Postgres(deep, fsync=False) as postgres:
        add(postgres, "Lee")
        assert running_url(deep) == postgres.url


def test_a_first_start_interrupted_halfway_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "postgres.new" / "base").mkdir(parents=True)
    with Postgres(tmp_path, fsync=False) as postgres:
        assert postgres.alive
    assert not (tmp_path / "postgres.new").exists()


def test_the_cluster_and_its_socket_are_closed_to_others(data: Path) -> None:
    with Postgres(data, fsync=False):
        assert stat.S_IMODE((data / "postgres").stat().st_mode) == 0o700
        assert stat.S_IMODE((data / "postgres" / ".s.PGSQL.5432").stat().st_mode) == 0o700


@needs_root
def test_the_server_comes_up_below_a_folder_that_only_root_may_enter(made: Path) -> None:
    closed = Path(tempfile.mkdtemp(dir="/root"))
    try:
        folders = [Path("/root"), closed, closed / "data"]
        subprocess.run(["cp", "-a", str(made), str(closed / "data")], check=True)
        modes = [folder.stat().st_mode for folder in folders]
        with Postgres(closed / "data", fsync=False) as postgres:
            add(postgres, "Park")
        assert [folder.stat().st_mode for folder in folders] == modes
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    finally:
        shutil.rmtree(closed)


@needs_root
def test_programs_that_only_root_can_reach_are_copied_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_programs, "COPIES", tmp_path / "copies")
    monkeypatch.setattr(postgres_programs, "_open_to_all", lambda _folder: False)
    account = postgres_programs.account_for(tmp_path / "cluster")
    programs = postgres_programs.programs_for(account)
    told = subprocess.run([programs / "initdb", "--version"], capture_output=True, text=True, check=True)
    assert tmp_path in programs.parents
    assert "18." in told.stdout


@needs_root
def test_the_servers_own_account_has_no_name_in_the_database(data: Path) -> None:
    with Postgres(data, fsync=False):
        owner = (data / "postgres").stat().st_uid
        command = ["psql", "--host", "/proc/self/cwd", "--username", "dojang", "--command", "SELECT 1"]
        programs = postgres_programs.programs_for(postgres_programs.account_for(data / "postgres"))
        told = subprocess.run(
            [programs / command[0], *command[1:]],
            cwd=data / "postgres",
            user=owner,
            group=owner,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Peer authentication failed" in told.stderr


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
