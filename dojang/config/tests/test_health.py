"""What a load balancer reads."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import Error, connection
from django.test import Client
from pytest_django.fixtures import Settings

from dojang.config import writable


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test looks for itself, not at what another one found."""
    monkeypatch.setattr(writable, "_watch", writable._Watch())


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Path:
    folder = tmp_path / "blobs"
    settings.BLOBS_URL = folder.as_uri()
    return folder


def ready(client: Client) -> tuple[int, str]:
    answer = client.get("/readyz")
    return answer.status_code, answer.content.decode().strip()


@contextmanager
def no_file_above(limit: int) -> Iterator[None]:
    """The kernel refuses to write more than so many bytes into a file, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_live_check_does_not_need_the_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_the_ready_check_writes_to_the_database_and_leaves_no_file(client: Client, store: Path) -> None:
    assert ready(client) == (200, "ok")
    assert [path for path in store.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_the_ready_check_fails_while_the_database_does_not_answer(client: Client) -> None:
    with connection.execute_wrapper(_broken):
        assert ready(client) == (503, "the database does not answer")


def _broken(*_: object) -> None:
    raise Error


def test_the_ready_check_fails_while_the_database_only_reads(client: Client, transactional_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    assert ready(client) == (503, "nothing can be written to the database")
    assert client.get("/healthz").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
    assert ready(client) == (200, "ok")


@pytest.mark.django_db
def test_the_ready_check_fails_while_the_store_is_no_folder_and_works_when_it_is_one(
    client: Client, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write_bytes(b"")
    assert ready(client) == (503, "nothing can be written to the store of files")
    store.unlink()
    monkeypatch.setattr(writable, "_watch", writable._Watch())
    assert ready(client) == (200, "ok")


@pytest.mark.usefixtures("store")
def test_a_full_disk_is_noticed_in_the_store() -> None:
    with no_file_above(1024):
        assert writable._look() == "nothing can be written to the store of files"
    assert writable._look() == ""


@pytest.mark.usefixtures("store")
def test_the_data_folder_is_tried_where_the_database_is_in_it(settings: Settings, tmp_path: Path) -> None:
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"database_url": None})
    settings.DATA = tmp_path / "data"
    assert writable._look().startswith("nothing can be written to the data folder: No such file")
    settings.DATA.mkdir()
    assert writable._look() == ""
    with no_file_above(1024):
        assert writable._look() == "nothing can be written to the data folder: File too large"
    assert list(settings.DATA.iterdir()) == []


def test_a_store_that_hangs_holds_nobody_for_long() -> None:
    from threading import Event

    hanging, watch = Event(), writable._Watch()

    def look() -> str:
        hanging.wait()
        return ""

    assert [watch.ask(look, 1.0) for _ in range(2)] == ["the store of files does not answer"] * 2
    hanging.set()
    assert watch.ask(look, 1.0) == ""


def test_what_was_found_holds_for_a_while() -> None:
    looks, watch = list[int](), writable._Watch()

    def look() -> str:
        looks.append(1)
        return ""

    assert [watch.ask(look, 60.0) for _ in range(5)] == [""] * 5
    assert len(looks) == 1
