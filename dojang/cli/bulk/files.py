"""Files of rows for a bulk start: JSON, JSON Lines or CSV."""

import csv
import json
from pathlib import Path

from dojang.cli.bulk.csv_rows import Rows, read_csv
from dojang.cli.bulk.encodings import decoded
from dojang.lib.errors import PlainError
from dojang.lib.texts import can_be_kept

MAX_BYTES = 40_000_000  # what POST /api/v3/bulk takes, in UTF-16


class RowsRefused(PlainError):
    """The file holds no rows that can be started."""


def read_rows(file: Path, encoding: str | None = None) -> Rows:
    """The rows of the file, by the end of its name, with notes on how it was read. Raises `RowsRefused`."""
    if file.stat().st_size > MAX_BYTES:
        raise RowsRefused(f"{file} is larger than {MAX_BYTES // 1_000_000} MB. Split it into several files.")
    try:
        text = decoded(file.read_bytes(), encoding)
        read = _READERS.get(file.suffix.lower(), _json)(text.text)
    except (ValueError, RecursionError, csv.Error) as exc:
        raise RowsRefused(f"{file} cannot be read: {exc}") from exc
    if not read.rows:
        raise RowsRefused(f"{file} has no rows.")
    kept = json.dumps(read.rows, ensure_ascii=False)
    if not can_be_kept(kept) or "\\u0000" in kept:
        raise RowsRefused(f"{file} contains a character that cannot be kept (NUL or half a surrogate pair).")
    return Rows(read.rows, read.notes if text.is_utf8 else [f"it is read as {text.encoding}", *read.notes])


def _json(text: str) -> Rows:
    rows = json.loads(text)
    if isinstance(rows, dict):
        rows = rows.get("rows")
    if not isinstance(rows, list):
        raise ValueError("it must be a list of rows")
    return Rows(rows)


def _lines(text: str) -> Rows:
    return Rows([json.loads(line) for line in text.splitlines() if line.strip()])


_READERS = {".jsonl": _lines, ".ndjson": _lines, ".csv": read_csv, ".tsv": read_csv}
