"""Databases exist that have applied them: migrations are only added."""

from tests.upgrades.record import present, recorded


def test_no_migration_is_edited_or_removed() -> None:
    here = present()
    changed = [path for path, sha256 in recorded().items() if here.get(path) != sha256]
    assert not changed, "Leave these as they were, and write what is to change into a new migration."


def test_every_migration_is_recorded() -> None:
    new = [path for path in present() if path not in recorded()]
    assert not new, "Once they are as they are to stay: .venv/bin/python -m tests.upgrades.record"
