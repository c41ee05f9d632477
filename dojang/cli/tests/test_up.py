"""`dojang up` as an operator meets it: real processes, real ports, real kills."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from dojang.cli.keys import UNNAMED, are_made
from dojang.cli.server.up import is_ready
from dojang.lib.postgres import server
from dojang.lib.postgres.leftovers import _first_process, _servers_in
from dojang.lib.postgres.server import Postgres, is_held, running_url

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(**variables: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("DOJANG_") and name != "DATABASE_URL"
    }
    return kept | variables


def dojang(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dojang", *arguments]
    return subprocess.run(command, env=environment(**variables), capture_output=True, text=True, check=False)


class Running:
    """One `dojang up`, as a child of the test."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        command = [sys.executable, "-m", "dojang", "up", "--data", str(data), "--port", str(self.port)]
        self.log = (data.parent / "up.log").open("a+b")
        self.process = subprocess.Popen(command, env=environment(), stdout=self.log, stderr=self.log)

    def is_ready(self) -> bool:
        assert self.process.poll() is None, (self.data.parent / "up.log").read_text()
        return is_ready("127.0.0.1", self.port)

    def children(self) -> list[int]:
        """All processes that were started for this folder, the supervisor excepted."""
        return list(_with_environment(f"DOJANG_DATA={self.data}")) + _servers_in(self.data / "postgres")


def _with_environment(entry: str) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if entry.encode() in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)
        except OSError:
            continue


@contextmanager
def up(data: Path) -> Iterator[Running]:
    one = Running(data)
    try:
        wait_until(one.is_ready)
        yield one
    finally:
        one.process.send_signal(signal.SIGTERM)
        one.process.wait()
        one.log.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that several tests use, one after the other."""
    with up(tmp_path_factory.mktemp("kept") / "data") as one:
        yield one


def test_a_second_start_in_the_same_folder_is_refused(kept: Running) -> None:
    told = dojang("up", "--data", str(kept.data), "--port", str(free_port()))
    assert told.returncode == 2
    assert told.stderr.startswith(f"Another dojang is running on the data folder {kept.data}.")


def test_without_a_terminal_seals_get_a_neutral_name_and_up_says_how_to_change_it(kept: Running) -> None:
    told = (kept.data.parent / "up.log").read_text()
    assert f"Seals carry the name {UNNAMED!r}. To give them yours: dojang seal renew --name NAME" in told


def test_the_database_comes_back_after_a_kill_with_what_was_committed(kept: Running) -> None:
    url = running_url(kept.data)
    assert url is not None
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'Kim' AS name")
    postgres = _first_process(kept.data / "postgres")
    assert postgres is not None
    os.kill(postgres, signal.SIGKILL)
    wait_until(lambda: _first_process(kept.data / "postgres") not in {None, postgres} and kept.is_ready())
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT name FROM kept").fetchone() == ("Kim",)


@pytest.mark.parametrize("part", ["web", "worker", "dispatcher"])
def test_a_killed_part_is_started_again(kept: Running, part: str) -> None:
    wait_until(lambda: part_of(kept, part) is not None)
    killed = part_of(kept, part)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: part_of(kept, part) not in {None, killed} and kept.is_ready())


def test_a_killed_process_of_the_web_server_is_replaced(kept: Running) -> None:
    wait_until(lambda: kept.is_ready() and part_of(kept, "web") is not None)
    leader = part_of(kept, "web")
    assert leader is not None
    killed = child_of(kept, leader, "web")
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: child_of(kept, leader, "web") not in {None, killed} and kept.is_ready())


def part_of(one: Running, name: str) -> int | None:
    """The first process of a part."""
    return child_of(one, one.process.pid, name)


def child_of(one: Running, parent: int, name: str) -> int | None:
    for pid in one.children():
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            its_parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if name.encode() in command and its_parent == parent:
            return pid
    return None


def test_nothing_is_left_after_ctrl_c(tmp_path: Path) -> None:
    with up(tmp_path / "data") as one:
        os.kill(one.process.pid, signal.SIGINT)
        assert one.process.wait() == 0
        assert one.children() == []
        assert not is_held(one.data)


def test_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    with up(tmp_path / "data") as one:
        one.process.kill()
        one.process.wait()
        wait_until(lambda: one.children() == [])
        assert not is_held(one.data)


def test_at_a_terminal_the_first_start_asks_for_the_name_of_the_seals(tmp_path: Path) -> None:
    ours, terminal = os.openpty()
    command = [sys.executable, "-m", "dojang", "up", "--data", str(tmp_path / "data"), "--port", str(free_port())]
    with subprocess.Popen(command, env=environment(), stdin=terminal, stdout=terminal, stderr=terminal) as one:
        asked = read_until(ours, "Name [")
        os.write(ours, "주식회사 한빛\n".encode())
        wait_until(lambda: are_made(tmp_path / "data"))
        one.send_signal(signal.SIGTERM)
        read_until(ours, "ended")
    assert "What name should they carry" in asked
    shown = dojang("seal", "show", "--data", str(tmp_path / "data"))
    assert shown.stdout.startswith("sealed by    주식회사 한빛, until ")


def test_the_first_company_asks_for_the_name_of_the_seals_too(tmp_path: Path) -> None:
    ours, terminal = os.openpty()
    made = ["company", "create", "acme", "--name", "Acme", "--member", "kim@acme.kr", "--password", "correct horse"]
    command = [sys.executable, "-m", "dojang", *made, "--data", str(tmp_path / "data")]
    with subprocess.Popen(command, env=environment(), stdin=terminal, stdout=terminal, stderr=terminal):
        read_until(ours, "Name [")
        os.write(ours, b"Acme Ltd.\n")
        read_until(ours, "company acme (Acme): created")
    shown = dojang("seal", "show", "--data", str(tmp_path / "data"))
    assert shown.stdout.startswith("sealed by    Acme Ltd., until ")


@pytest.mark.parametrize(
    "command", ["contracts stuck", "blobs check", "template check", "exports list", "company list"]
)
def test_a_folder_without_a_database_is_refused_and_stays_as_it_is(tmp_path: Path, command: str) -> None:
    told = dojang(*command.split(), "--data", str(tmp_path / "elsewhere"))
    assert told.returncode == 2
    assert told.stderr.startswith(
        f"There is no database in {tmp_path / 'elsewhere'}. Name the folder of your Dojang with"
    )
    assert not (tmp_path / "elsewhere").exists()


def read_until(terminal: int, words: str) -> str:
    seen = b""
    while words.encode() not in seen:
        seen += os.read(terminal, 4096)
    return seen.decode()


def test_a_taken_port_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = dojang("up", "--data", str(tmp_path / "data"), "--port", str(port))
    assert told.returncode == 2
    assert (
        told.stderr == f"Cannot listen on 127.0.0.1 port {port}: address already in use. Choose another with --port.\n"
    )
    assert not (tmp_path / "data").exists()


def test_a_database_without_letters_is_told_of_and_moved_by_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "CTYPE", "C")  # as every Dojang before November 2026 made it
    with Postgres(tmp_path / "data", fsync=False):
        pass
    with up(tmp_path / "data") as one:
        told = (tmp_path / "up.log").read_text()
        assert f"run: dojang database rebuild --data {one.data}" in told
        refused = dojang("database", "rebuild", "--data", str(one.data))
        assert "Another dojang is running" in refused.stderr
    moved = dojang("database", "rebuild", "--data", str(one.data))
    assert (moved.returncode, "The old database is kept in" in moved.stdout) == (0, True), moved
    assert "Nothing was done" in dojang("database", "rebuild", "--data", str(one.data)).stdout


def test_wrong_settings_are_told_without_a_traceback(tmp_path: Path) -> None:
    told = dojang("up", "--data", str(tmp_path / "data"), DATABASE_URL="mysql://kim:geheim@db/dojang", DOJANG_LOG="xml")
    assert told.returncode == 2
    assert told.stderr.startswith(
        "Dojang cannot start with these settings:\n  DATABASE_URL is 'mysql://kim:***@db/dojang'"
    )
    assert "DOJANG_LOG" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    url = f"postgresql://kim:geheim@127.0.0.1:{free_port()}/dojang"
    told = dojang("migrate", "--data", str(tmp_path), DATABASE_URL=url)
    assert told.returncode == 2
    assert "The database does not answer" in told.stderr
    assert "geheim" not in told.stderr


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)
