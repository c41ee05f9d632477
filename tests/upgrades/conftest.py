"""Databases that wait for the tables of an earlier commit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from pytest_django import DjangoDbBlocker

from tests.upgrades.early import connect, django_uses, migrate, repair
from tests.upgrades.schema import schema_of

_OURS = f"early_{os.getpid()}"


@pytest.fixture(scope="session")
def queue_alone(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database with the tables of the queue of jobs, which were the same at every commit."""
    name = f"{_OURS}_queue"
    with connect("postgres") as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    with django_db_blocker.unblock(), django_uses(name):
        migrate("procrastinate")
    yield name
    with connect("postgres") as server:
        server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@contextmanager
def _without_our_tables(queue_alone: str) -> Iterator[psycopg.Connection]:
    """A database without our tables, which Django works on."""
    with connect("postgres") as server:
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(_OURS), Identifier(queue_alone)))
    with django_uses(_OURS), connect(_OURS) as database:
        yield database
    with connect("postgres") as server:
        server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(_OURS)))


@pytest.fixture(scope="session")
def fresh(queue_alone: str, django_db_blocker: DjangoDbBlocker) -> list[str]:
    """The schema of a database that today's migrations made from nothing."""
    with django_db_blocker.unblock(), _without_our_tables(queue_alone) as database:
        migrate()
        return schema_of(database)


@pytest.fixture(scope="session")
def repaired(queue_alone: str, django_db_blocker: DjangoDbBlocker) -> list[str]:
    """The schema that the migrations after the repair of early databases start with."""
    with django_db_blocker.unblock(), _without_our_tables(queue_alone) as database:
        repair()
        return schema_of(database)


@pytest.fixture
def early(queue_alone: str, fresh: list[str], django_db_blocker: DjangoDbBlocker) -> Iterator[psycopg.Connection]:
    """A database that waits for the tables of an earlier commit."""
    with django_db_blocker.unblock(), _without_our_tables(queue_alone) as database:
        yield database
