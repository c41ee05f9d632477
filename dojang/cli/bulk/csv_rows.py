"""Rows of a bulk start from a CSV as spreadsheets write it: separators, empty lines, dropped zeros."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dojang.lib.characters import trimmed
from dojang.lib.texts import composed

# `email` or `email1` is the first signer's, `email2` the second's …; other columns name fields of the template.
_FIRST_SIGNER = ("name", "email", "mobile_number", "password", "password_hint")
_SIGNER = re.compile(r"(name|email|mobile_number|password|password_hint)([1-9][0-9]?)?")
_OWN = ("reference", "workflow_name", "language", "comment", "expiry_date")
_CONTACTS = ("email", "mobile_number")
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # a cell in this form keeps its digits as they are
_ZERO_LOST = re.compile(r"'?([1-9][0-9 -]{7,11}[0-9])(?:\.0)?")
_MAX_NOTES = 10


@dataclass
class Rows:
    """Rows as POST /api/v3/bulk takes them, with notes for their sender on how they were read."""

    rows: list[Any]
    notes: list[str] = field(default_factory=list)


def read_csv(text: str) -> Rows:
    """The rows of a CSV whose first line names its columns. Raises ValueError and csv.Error."""
    text, separator = _separated(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns = _columns(next(reader, []))
    read = Rows([], [] if separator == "," else [f"columns are separated by {_SEPARATORS[separator]}"])
    zeros: list[str] = []
    empty = 0
    for line in _lines(reader):
        if any(map(trimmed, line)):
            read.rows.append(_row(len(read.rows) + 1, columns, line, zeros))
        else:
            empty += 1
    read.notes += [f"{empty} empty {'line was' if empty == 1 else 'lines were'} skipped"] if empty else []
    more = len(zeros) - _MAX_NOTES
    read.notes += [*zeros[:_MAX_NOTES], *([f"… and {more} more such numbers"] if more > 0 else [])]
    return read


def _separated(text: str) -> tuple[str, str]:
    """The text and its separator: the one that it names, else the one by which the first line names a signer's address."""
    named = _SEPARATOR_LINE.match(text)
    if named:
        return text[named.end() :], named[1]
    return text, max(_SEPARATORS, key=lambda separator: _fit(text, separator))


def _fit(text: str, separator: str) -> tuple[bool, int]:
    try:
        first = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return False, 0
    return any(trimmed(name).startswith("email") for name in first), len(first)


def _columns(first: Sequence[str]) -> list[str]:
    """The names of the columns; those at the end that have none are left out. Raises ValueError."""
    names = [composed(trimmed(name)) for name in first]
    while names and not names[-1]:
        names.pop()
    meant = [f"{name}1" if name in _FIRST_SIGNER else name for name in names]
    if not any(name.startswith("email") for name in names):
        raise ValueError("its first line must name the columns, such as: name,email,name2,email2")
    if "" in names:
        raise ValueError(f"column {names.index('') + 1} has no name")
    doubled = [name for name, times in Counter(meant).items() if times > 1]
    if doubled:
        several = [name for name, what in zip(names, meant, strict=True) if what == doubled[0]]
        raise ValueError(
            f"two columns are for the same thing: {several[0]} and {several[1]}. Rename or remove one of them"
        )
    return names


def _lines(reader: Any) -> Iterator[list[str]]:
    first = reader.line_num + 1
    try:
        for line in reader:
            first = reader.line_num + 1
            yield line
    except csv.Error as exc:
        if "unexpected end of data" in str(exc):
            raise ValueError(f"the row that begins in line {first} has a quotation mark that is never closed") from exc
        raise ValueError(f"line {reader.line_num}: {exc}") from exc


def _row(number: int, columns: Sequence[str], line: Sequence[str], zeros: list[str]) -> dict[str, Any]:
    if any(map(trimmed, line[len(columns) :])):
        raise ValueError(f"row {number} has more columns than the first line names")
    row: dict[str, Any] = {}
    signers: dict[int, dict[str, str]] = {}
    for column, written in zip(columns, line, strict=False):
        value, signer = _as_text(written), _SIGNER.fullmatch(column)
        if not value:
            continue
        if signer:
            if signer[1] in _CONTACTS:
                value = _with_zero(f"row {number}, {column}", value, zeros)
            signers.setdefault(int(signer[2] or 1), {})[signer[1]] = value
        elif column in _OWN:
            row[column] = value
        else:
            row.setdefault("field_list", []).append({"name": column, "value": value})
    row["recipient_list"] = [signers[place] for place in sorted(signers)]
    return row


def _as_text(value: str) -> str:
    match = _AS_TEXT.fullmatch(value.strip())
    return match[1].replace('""', '"') if match else value


def _with_zero(where: str, value: str, zeros: list[str]) -> str:
    """Adds the first zero to a phone of nine or ten digits. Spreadsheets take a phone for a number and drop it."""
    match = _ZERO_LOST.fullmatch(value.strip())
    digits = re.sub(r"[ -]", "", match[1]) if match else ""
    if match is None or len(digits) not in (9, 10):
        return value.strip().removeprefix("'")
    zeros.append(f"{where}: {value.strip()} is read as 0{match[1]}; its first zero was lost")
    return f"0{match[1]}"
