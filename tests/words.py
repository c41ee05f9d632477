"""Words that must not come back in docs, comments and texts, each with a better one, and where they are looked for."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]

# Each pattern is matched by whole words, in any case.
BETTER = {
    r"who(?:m|se)?(?:so)?ever": "name who: the signer, the visitor, the owner of the machine",
    r"nobody|somebody": "name who: no signer, a person of the company",
    r"told|tells": "notify, report, return, show",
    r"mend(?:s|ed|ing)?": "fix",
    r"anew": "again",
    r"of late": "recently",
    r"of theirs|of ours|of yours": "their, our, your",
    r"but for": "except, without",
    r"what stands in|stands? beside": "the content of, is beside",
    r"begin(?:s|ning|nings)?|began|begun": "start",
    r"go(?:es)? on|went on|gone on|going on": "continue",
    r"run(?:s)? out|ran out": "expire",
    r"tak(?:e|es|en|ing) down|took down": "queue, record",
    r"e-mails?": "email",
}
_BANNED = {better: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for pattern, better in BETTER.items()}

_FENCE = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
# What a page quotes: code, addresses of links, tags, and the words of a program or page between quotation marks.
_QUOTED = re.compile(r"`[^`]*`|\]\([^)\n]*\)|<[^>\n]+>|“[^”]*”")
_MSGID = re.compile(r'^msgid(?:_plural)? ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)


class Found(NamedTuple):
    """One such word."""

    place: str
    word: str
    better: str

    def __str__(self) -> str:
        return f"{self.place}: “{self.word}”; better: {self.better}"


def in_text(text: str, name: str, line: int = 1) -> Iterator[Found]:
    """The words in `text`, which starts at this line of the file."""
    for better, banned in _BANNED.items():
        for match in banned.finditer(text):
            yield Found(f"{name}:{line + text.count(chr(10), 0, match.start())}", match[0], better)


def in_page(file: Path) -> Iterator[Found]:
    """The words in the prose of a Markdown page."""
    text = _FENCE.sub(_blank, file.read_text())
    yield from in_text(_QUOTED.sub(_blank, text), _name(file))


def in_catalogue(file: Path) -> Iterator[Found]:
    """The words in the English of a gettext catalogue."""
    text = file.read_text()
    for match in _MSGID.finditer(text):
        yield from in_text(match[1], _name(file), text.count("\n", 0, match.start(1)) + 1)


def in_module(file: Path) -> Iterator[Found]:
    """The words in comments and docstrings of a Python module."""
    text = file.read_text()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield from in_text(token.string, _name(file), token.start[0])
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node
        ):
            said = node.body[0]
            yield from in_text(_QUOTED.sub(_blank, ast.get_source_segment(text, said) or ""), _name(file), said.lineno)


def _blank(match: re.Match[str]) -> str:
    """As many lines with nothing in them, so that places stay right."""
    return " " + "\n" * match[0].count("\n")


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))
