"""The embedded database moves into a fresh cluster whole, or stays where it is."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from dojang.lib.postgres import rebuild as postgres_rebuild
from dojang.lib.postgres import server
from dojang.lib.postgres.address import url_of
from dojang.lib.postgres.rebuild import RebuildFailed, rebuild
from dojang.lib.postgres.server import AlreadyRunning, Postgres, knows_letters
from dojang.lib.postgres.swap import _ready, build_folder

TITLES = ["業務委託契約書", "근로 계약서"]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as `dojang up` made it before November 2026, with two contracts."""
    folder = tmp_path_factory.mktemp("old")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "CTYPE", "C")
        with Postgres(folder, fsync=False) as old, psycopg.connect(old.url) as connection:
            connection.execute("CREATE TABLE contracts (title text)")
            connection.cursor().executemany("INSERT INTO contracts VALUES (%s)", [(title,) for title in TITLES])
    return folder


@pytest.fixture
def data(made_once: Path, tmp_path: Path) -> Path:
    subprocess.run(["cp", "-a", str(made_once), str(tmp_path / "data")], check=True)
    return tmp_path / "data"


def titles(data: Path) -> list[str]:
    with Postgres(data, fsync=False) as server, psycopg.connect(server.url) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM contracts ORDER BY title")]


def silent(_line: str) -> None:
    pass


def test_a_fresh_database_makes_trigrams_of_korean_and_japanese(tmp_path: Path) -> None:
    with Postgres(tmp_path, fsync=False) as server, psycopg.connect(server.url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        for title in TITLES:
            assert connection.execute("SELECT cardinality(show_trgm(%s)) > 3", [title]).fetchone() == (True,)


def test_a_rebuilt_database_knows_letters_and_has_every_row(data: Path) -> None:
    moved = rebuild(data, silent, fsync=False)
    assert (moved.tables, moved.rows) == (1, 2)
    assert titles(data) == TITLES
    with Postgres(data, fsync=False) as server:
        assert knows_letters(server.url)


def test_the_old_database_is_kept_as_it_was(data: Path) -> None:
    moved = rebuild(data, silent, fsync=False)
    (data / "postgres").rename(data / "moved")
    moved.kept.rename(data / "postgres")
    assert titles(data) == TITLES
    with Postgres(data, fsync=False) as server:
        assert not knows_letters(server.url)


def test_nobody_writes_while_it_is_moved(data: Path) -> None:
    def write(_line: str) -> None:
        with psycopg.connect(url_of(data)) as connection, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            connection.execute("INSERT INTO contracts VALUES ('late')")

    assert rebuild(data, write, fsync=False).rows == 2


def test_a_dojang_that_runs_is_not_moved(data: Path) -> None:
    with Postgres(data, fsync=False), pytest.raises(AlreadyRunning):
        rebuild(data, silent, fsync=False)


def test_a_full_disk_is_told_before_anything_is_done(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_rebuild, "_SPARE", 10**18)
    with pytest.raises(RebuildFailed, match="free; moving the database takes"):
        rebuild(data, silent, fsync=False)
    assert titles(data) == TITLES


def test_what_cannot_be_copied_leaves_all_as_it_was(data: Path) -> None:
    with Postgres(data, fsync=False) as server, psycopg.connect(server.url) as connection:
        connection.execute(
            "CREATE FUNCTION known() RETURNS bool LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM public.contracts)';"
            "CREATE TABLE before (x int CHECK (known())); INSERT INTO before VALUES (1)"
        )
    with pytest.raises(RebuildFailed, match="Nothing has changed"):
        rebuild(data, silent, fsync=False)
    assert titles(data) == TITLES
    assert not build_folder(data / "postgres").exists()


def test_a_kill_in_the_middle_leaves_all_as_it_was(data: Path) -> None:
    program = "import os, sys; from pathlib import Path; from dojang.lib.postgres.rebuild import rebuild;"
    program += f"rebuild(Path(sys.argv[1]), lambda _line: os.kill(os.getpid(), {signal.SIGKILL:d}), fsync=False)"
    done = subprocess.run([sys.executable, "-c", program, str(data)], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    assert titles(data) == TITLES
    assert not build_folder(data / "postgres").exists()


def test_a_swap_that_was_interrupted_is_completed_at_the_next_start(data: Path) -> None:
    cluster = data / "postgres"
    cluster.rename(_ready(cluster))
    assert titles(data) == TITLES


def test_a_swap_that_had_not_begun_is_given_up(data: Path) -> None:
    cluster = data / "postgres"
    _ready(cluster).mkdir()
    assert titles(data) == TITLES
    assert not _ready(cluster).exists()
