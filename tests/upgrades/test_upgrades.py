"""A database of any earlier commit becomes today's."""

import psycopg
import pytest
from django.db import connection

from tests.upgrades.early import build, connect, migrate, repair, steps
from tests.upgrades.schema import schema_of

COMMITS = [commit for commit, (_, statements) in steps().items() if statements.strip()]


@pytest.mark.parametrize("commit", COMMITS)
def test_a_database_of_an_earlier_commit_is_repaired_to_what_all_later_migrations_begin_with(
    commit: str, early: psycopg.Connection, repaired: list[str]
) -> None:
    build(early, commit)
    repair()
    assert schema_of(early) == repaired


@pytest.mark.parametrize("commit", [COMMITS[0], COMMITS[-1]])
def test_the_oldest_and_the_newest_of_these_become_as_a_fresh_one(
    commit: str, early: psycopg.Connection, fresh: list[str]
) -> None:
    build(early, commit)
    migrate()
    assert schema_of(early) == fresh


def test_so_does_one_that_was_kept_since_the_first_commit(early: psycopg.Connection, fresh: list[str]) -> None:
    build(early, "be10acd", kept_since_the_first=True)
    migrate()
    assert schema_of(early) == fresh


@pytest.mark.django_db
def test_the_other_tests_database_is_as_a_fresh_one(fresh: list[str]) -> None:
    with connect(connection.settings_dict["NAME"]) as database:
        assert schema_of(database) == fresh
