"""Errors that a person can understand and fix. Each room has its own; here are the base and those of `lib`.

An error has a `code`, a word for programs and rows. Its `message` is an English sentence for logs and the command line; `params`
fill its places. Doors answer with their own codes and sentences, from tables by class.
"""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import ClassVar, TypeVar

E = TypeVar("E", bound=Exception)
R = TypeVar("R")


class DojangError(Exception):
    """Something a person can understand went wrong."""

    code: ClassVar[str]  # kept in the database, so it never changes
    message: str  # English, with places as {name}

    def params(self) -> dict[str, str | int]:
        """The values for the places of a sentence about this error."""
        return {}

    def __str__(self) -> str:
        return self.message.format(**self.params())


class PlainError(DojangError):
    """An error that its raiser words: only logs and the command line show it."""

    code = "failed"
    message = "{sentence}"

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def params(self) -> dict[str, str | int]:
        return {"sentence": self.sentence}


def row_for(table: Mapping[type[E], R], exc: Exception) -> R | None:
    """What a door's table has for the error: the row of its class, else that of the nearest class above."""
    return next((table[kind] for kind in type(exc).__mro__ if kind in table), None)


class TooManyRequests(DojangError):
    """This was done too often; `wait` is how long until it can be done again."""

    code = "too_many_requests"
    message = "Too many requests; wait for {seconds} s."

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait

    @property
    def seconds(self) -> int:
        """The wait in whole seconds, rounded up."""
        return ceil(self.wait.total_seconds())

    def params(self) -> dict[str, str | int]:
        return {"seconds": self.seconds}


class OrderLost(DojangError):
    code = "order_lost"
    message = "What was asked for can no longer be read: the instance has another secret since."


class BlobDamaged(DojangError):
    """`found` is the SHA-256 in hex of what is stored under the key; empty when nothing is there."""

    code = "blob_damaged"
    message = "{key} holds something else than what was put there."

    def __init__(self, key: str, found: str) -> None:
        self.key, self.found = key, found

    def params(self) -> dict[str, str | int]:
        return {"key": self.key}

    @property
    def is_missing(self) -> bool:
        return not self.found


class BlobMissing(BlobDamaged, FileNotFoundError):
    """Nothing is stored under the key. For doors that is damage too."""

    message = "There is no {key}."

    def __init__(self, key: str) -> None:
        super().__init__(key, "")
