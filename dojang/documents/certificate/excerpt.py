"""Long lists of the history are printed by their first and last rows: each holder of a link can add rows without limit."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")
# Proofs of a signer, or messages to one contact; all of them are in the history too.
MAX_ROWS = 20


def shortened(rows: Sequence[Row], gap: Callable[[int], Row], most: int = MAX_ROWS) -> list[Row]:
    """All rows; of more than `most`, the first and the last, and between them the `gap` with the number left out."""
    if len(rows) <= most:
        return list(rows)
    half = most // 2
    return [*rows[:half], gap(len(rows) - 2 * half), *rows[-half:]]
