"""docs/api/errors.md: every result of the coded calls and every problem of v3."""

import re
from collections.abc import Iterator

from dojang.api.coded.registry import BY_PATH, CODED
from dojang.api.coded.results import CodedResult, Common, NoCall
from dojang.api.v3 import problems
from dojang.lib.texts import Text


def as_markdown() -> str:
    """The text of the page."""
    return "\n".join([_HEAD, *_coded(), _V3, *_problems()]) + "\n"


def _coded() -> Iterator[str]:
    yield from _section("Every call", Common)
    for table, calls in _tables().items():
        yield from _section(" · ".join(calls), table)
    yield from _section("`/JEDOC/Common.do` without a known call", NoCall)


def _tables() -> dict[type, list[str]]:
    """Each table of results with the calls that answer from it, as they are named in a heading."""
    found: dict[type, list[str]] = {}
    calls = [*(call for calls in CODED.values() for call in calls), *(one.call for one in BY_PATH.values())]
    for call in calls:
        if description := call.describe:
            code = call.request_code
            found.setdefault(description.results, []).append(f"{description.title} (`{code}`)")
    return found


def _section(title: str, table: type) -> Iterator[str]:
    yield from ("", f"### {title}", "", "| code | 2021 | `result_msg` | `body.detail` |", "|---|---|---|---|")
    for row in vars(table).values():
        if isinstance(row, CodedResult):
            detail = _words(row.detail) if row.detail else ""
            yield f"| {row.code} | {row.in_2021} | {_message(row)} | {detail} |"


def _message(row: CodedResult) -> str:
    if row.text_in_2021 is None:
        return _words(row.text)
    return f"{_words(row.text)}<br>2021: {_words(row.text_in_2021)}"


def _problems() -> Iterator[str]:
    yield from ("", "| status | `result_code` | `result_msg` |", "|---|---|---|")
    for one in sorted(problems.ALL, key=lambda problem: (problem.status, problem.code)):
        yield f"| {one.status} | `{one.code}` | {_words(one.text)} |"


def _words(text: Text) -> str:
    """The Korean, English and Japanese words, one below the other, escaped for Markdown."""
    words = dict.fromkeys((text.ko, text.en, text.ja))
    return "<br>".join(re.sub(r"([\\|*<>`\[\]])", r"\\\1", one) for one in words if one)


_HEAD = """# Results and errors

All results, made from the server's own tables by `python -m dojang.cli.reference errors`. Messages are in Korean, English and Japanese;
[login](login.md#what-all-coded-calls-share) says which language an answer has. The server fills in the places in braces. `{reason}` is a
sentence that names the parameter and what is wrong with it.

## The eSignon API

The HTTP status is 200. `header.result_code` and `header.result_msg` have the result; only `00` is a success. The column 2021 has the code
for companies on that [edition](migration.md#editions), if it differs."""
_V3 = """
## v3

The HTTP status is the kind of the error, `header.result_code` names the error, and `header.result_msg` says what to do. See
[what all calls of v3 share](v3.md#errors)."""
