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

# `email` or `email1` is the first signer's, `email2` the second's …; any other column that is none of these names a box.
_SIGNER = re.compile(r"(name|email|mobile_number|password|password_hint)([1-9][0-9]?)?")
_OWN = ("reference", "workflow_name", "language", "comment", "expiry_date")
_CONTACTS = ("email", "mobile_number")
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SEPARATOR_SAID = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # how a spreadsheet is told to leave digits alone
_ZERO_LOST = re.compile(r"'?([1-9][0-9 -]{7,11}[0-9])(?:\.0)?")
_MAX_NOTES = 10


@dataclass
class Rows:
    """Rows as POST /api/v3/bulk takes them, and what their sender should know of how they were read."""

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
    """The text, and what separates its columns: what it says itself, else what makes the first line name a signer's address."""
    said = _SEPARATOR_SAID.match(text)
    if said:
        return text[said.end() :], said[1]
    return text, max(_SEPARATORS, key=lambda separator: _named(text, separator))


def _named(text: str, separator: str) -> tuple[bool, int]:
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
    meant = [_meant(name) for name in names]
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


def _meant(name: str) -> str:
    return f"{name}1" if name in ("name", "email", "mobile_number", "password", "password_hint") else name


def _lines(reader: Any) -> Iterator[list[str]]:
    begins = reader.line_num + 1
    try:
        for line in reader:
            begins = reader.line_num + 1
            yield line
    except csv.Error as exc:
        if "unexpected end of data" in str(exc):
            raise ValueError(f"the row that begins in line {begins} has a quotation mark that is never closed") from exc
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
    """A phone of nine or ten digits began with a zero: a spreadsheet takes it for a number, whose zeros in front mean nothing."""
    match = _ZERO_LOST.fullmatch(value.strip())
    digits = re.sub(r"[ -]", "", match[1]) if match else ""
    if match is None or len(digits) not in (9, 10):
        return value.strip().removeprefix("'")
    zeros.append(f"{where}: {value.strip()} is read as 0{match[1]}; its first zero was lost")
    return f"0{match[1]}"
