"""Bytes in the store: found again under their key, wherever the folder lies."""

import hashlib
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from dojang.lib import blobs


@pytest.mark.parametrize("name", ["blobs", "with a blank", "도장 資料", "100% #1?"])
def test_bytes_are_found_again_in_a_folder_of_any_name(tmp_path: Path, settings: Settings, name: str) -> None:
    settings.BLOBS_URL = (tmp_path / name).as_uri()
    key = blobs.put("companies/1", b"hello", ".txt")
    assert blobs.get(key) == b"hello"
    assert (tmp_path / name / key).read_bytes() == b"hello"


def test_a_key_tells_the_hash_so_the_same_bytes_are_kept_once(tmp_path: Path, settings: Settings) -> None:
    settings.BLOBS_URL = tmp_path.as_uri()
    keys = {blobs.put("a", b"hello", ".txt") for _ in range(3)}
    assert keys == {f"a/{hashlib.sha256(b'hello').hexdigest()}.txt"}
    assert len(list((tmp_path / "a").iterdir())) == 1


def test_nothing_is_kept_of_nothing_but_its_name(tmp_path: Path, settings: Settings) -> None:
    settings.BLOBS_URL = tmp_path.as_uri()
    assert blobs.get(blobs.put("a", b"", ".bin")) == b""


def test_what_was_never_kept_is_not_found(tmp_path: Path, settings: Settings) -> None:
    settings.BLOBS_URL = tmp_path.as_uri()
    with pytest.raises(FileNotFoundError):
        blobs.get("a/nothing.txt")


def test_what_lies_below_a_folder_is_taken_away_and_nothing_beside_it(tmp_path: Path, settings: Settings) -> None:
    settings.BLOBS_URL = (tmp_path / "도장 資料").as_uri()
    one, other = (blobs.put(folder, b"hello", ".txt") for folder in ("pictures/1", "pictures/12"))
    blobs.put("pictures/1/more", b"again", ".txt")
    blobs.remove("pictures/1")
    assert blobs.get(other) == b"hello"
    with pytest.raises(FileNotFoundError):
        blobs.get(one)
    assert not [path for path in (tmp_path / "도장 資料" / "pictures/1").rglob("*") if path.is_file()]


def test_taking_nothing_away_is_no_error(tmp_path: Path, settings: Settings) -> None:
    settings.BLOBS_URL = tmp_path.as_uri()
    blobs.remove("pictures/none")
