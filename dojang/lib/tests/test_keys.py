"""The instance's secrets: made once, closed to others, the same ever after."""

import stat
import threading
from pathlib import Path

import pytest

from dojang.lib import keys


def test_keys_are_made_once_and_stay(tmp_path: Path) -> None:
    keys.make(tmp_path)
    first = keys.secret(tmp_path), keys.log_key(tmp_path).private_bytes_raw()
    keys.make(tmp_path)
    assert (keys.secret(tmp_path), keys.log_key(tmp_path).private_bytes_raw()) == first


def test_only_we_can_read_keys(tmp_path: Path) -> None:
    keys.make(tmp_path)
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "keys").iterdir()} == {0o600}


def test_processes_that_make_keys_at_once_agree(tmp_path: Path) -> None:
    seen: list[str] = []

    def start() -> None:
        keys.make(tmp_path)
        seen.append(keys.secret(tmp_path))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1


def test_a_missing_key_says_how_it_is_made(tmp_path: Path) -> None:
    with pytest.raises(keys.KeysMissing, match="dojang up"):
        keys.secret(tmp_path)


def test_secrets_for_different_purposes_differ(tmp_path: Path) -> None:
    assert keys.derive("master", "pepper") != keys.derive("master", "django")
    assert keys.derive("master", "pepper") == keys.derive("master", "pepper")


def test_the_operators_own_secret_comes_first(tmp_path: Path) -> None:
    assert keys.secret(tmp_path, "x" * 32) == "x" * 32
