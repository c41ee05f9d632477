"""Files of rows for a bulk start: JSON, JSON Lines or CSV."""

import csv
import json
import re
from pathlib import Path
from typing import Any

from dojang.lib.errors import DojangError
from dojang.lib.texts import can_be_kept

# `email` or `email1` is the first signer's, `email2` the second's …; any other column that is none of these names a box.
_SIGNER = re.compile(r"(name|email|mobile_number|password|password_hint)([1-9][0-9]?)?")
_OWN = ("reference", "workflow_name", "language", "comment", "expiry_date")


class RowsRefused(DojangError):
    """The file holds no rows that can be started."""


def read_rows(file: Path) -> list[Any]:
    """The rows of the file, by the end of its name. Raises `RowsRefused`."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        rows = _READERS.get(file.suffix.lower(), _json)(text)
    except (ValueError, RecursionError, csv.Error) as exc:
        raise RowsRefused(f"{file} cannot be read: {exc}") from exc
    if not rows:
        raise RowsRefused(f"{file} has no rows.")
    told = json.dumps(rows, ensure_ascii=False)
    if not can_be_kept(told) or "\\u0000" in told:
        raise RowsRefused(f"{file} contains a character that cannot be kept (NUL or half a surrogate pair).")
    return rows


def _json(text: str) -> list[Any]:
    rows = json.loads(text)
    if isinstance(rows, dict):
        rows = rows.get("rows")
    if not isinstance(rows, list):
        raise ValueError("it must be a list of rows")
    return rows


def _lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _csv(text: str) -> list[Any]:
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="", restval="")
    rows = [_row(line) for line in reader]
    if not any(column.startswith("email") for column in reader.fieldnames or ()):
        raise ValueError("its first line must name the columns, such as: name,email,name2,email2")
    return rows


def _row(line: dict[str, Any]) -> dict[str, Any]:
    if "" in line:
        raise ValueError("a line has more columns than the first one names")
    row: dict[str, Any] = {column: line[column] for column in _OWN if line.get(column)}
    signers: dict[int, dict[str, str]] = {}
    for column, value in line.items():
        match = _SIGNER.fullmatch(column)
        if match and value:
            signers.setdefault(int(match[2] or 1), {})[match[1]] = value
        elif not match and column not in _OWN and value:
            row.setdefault("field_list", []).append({"name": column, "value": value})
    row["recipient_list"] = [signers[place] for place in sorted(signers)]
    return row


_READERS = {".jsonl": _lines, ".ndjson": _lines, ".csv": _csv}
