"""The tests' own world: a throw-away data folder with keys, and one PostgreSQL shared by all test processes."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

from dojang.cli import keys
from dojang.lib.postgres.address import url_of
from dojang.lib.postgres.server import Postgres
from tests import prepared
from tests.browsers import browsers, chromium

__all__ = ["browsers", "chromium"]

_REAL = {"transactional_db", "live_server"}  # fixtures that commit
_is_worker = "PYTEST_XDIST_WORKER" in os.environ
_data: Path | None = None
_server: Postgres | None = None

# Before Django's settings load: that is why their name is said here and not in pyproject.toml. The processes of
# pytest-xdist inherit all this from the one that started them.
if not _is_worker:
    if settings.configured:
        pytest.exit("The tests choose their own settings: unset DJANGO_SETTINGS_MODULE.", returncode=2)
    for name in [name for name in os.environ if name.startswith("DOJANG_") and name != "DOJANG_SCREENSHOTS"]:
        del os.environ[name]
    _data = Path(tempfile.mkdtemp(prefix="dojang-test-"))
    os.environ["DOJANG_DATA"] = str(_data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dojang.config.settings"
    keys.make(_data, "Tests of Dojang")
    if "DATABASE_URL" not in os.environ:
        prepared.lay_out(_data)
        _server = Postgres(_data, fsync=False)
        _server.start()
        os.environ["DATABASE_URL"] = _server.url

if not _is_worker:
    subprocess.run([sys.executable, Path(__file__).parent / "scripts" / "messages.py", "compile"], check=True)
django.setup()
settings.PASSWORD_HASHERS = ["tests.factories.CheapPasswordHasher"]
# The first example of a test pays for what is loaded and made on the way, and the machine may have other work.
hypothesis.settings.register_profile("dojang", deadline=None)
hypothesis.settings.load_profile("dojang")


def _delete_rows(_test: TransactionTestCase) -> None:
    """Most tables are empty after a test: Django's truncation would make each of them again, with its indexes."""
    named = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [connection.ops.quote_name(name) for name in named]
    with transaction.atomic(), connection.cursor() as cursor:
        # As a truncation does, this waits for all other transactions. Neither keys nor triggers hold a row back.
        cursor.execute(f"SET LOCAL session_replication_role = replica; LOCK {', '.join(tables)}")
        cursor.execute("; ".join(f"DELETE FROM {table}" for table in tables))  # noqa: S608 - names of ours


_is_our_server = url_of(settings.DATA) == settings.DATABASE_URL
if _is_our_server:  # only there may we switch off triggers for certain
    TransactionTestCase._fixture_teardown = _delete_rows  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _own_environment() -> Iterator[None]:
    """What a test sets, as `--data` of a command does, is gone after it: later tests start processes with it."""
    before = dict(os.environ)
    yield
    if before != dict(os.environ):
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(autouse=True)
def _no_layout_cached() -> None:
    """Versions of two tests may have one id, which never happens in a database."""
    from dojang.library.queries import layout_of  # needs Django

    layout_of.cache_clear()


@pytest.fixture(autouse=True)
def _no_jobs_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Django empties its own tables after a test whose transactions were real, but not those of Procrastinate."""
    yield
    marker = request.node.get_closest_marker("django_db")
    is_real = bool(marker and marker.kwargs.get("transaction")) or _REAL & set(request.fixturenames)
    if is_real:
        with request.getfixturevalue("django_db_blocker").unblock(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs; DELETE FROM procrastinate_workers")


def pytest_unconfigure() -> None:
    if _server is not None:
        _server.stop()
    if _data is not None:
        shutil.rmtree(_data)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Test databases are made and dropped, which pooled connections would hinder."""
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    if _is_our_server:
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = prepared.TEMPLATE
