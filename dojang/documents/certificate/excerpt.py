"""What has no end in a history, printed by its first and last entries: each holder of a link can add more without end."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")
# Of proofs of a signer, and of messages to one contact; each is in the history as well.
MAX_ROWS = 20


def shortened(rows: Sequence[Row], gap: Callable[[int], Row], most: int = MAX_ROWS) -> list[Row]:
    """All rows, or the first and the last of more than `most`, and between them one that says how many are left out."""
    if len(rows) <= most:
        return list(rows)
    half = most // 2
    return [*rows[:half], gap(len(rows) - 2 * half), *rows[-half:]]
