"""A golden case, and how to see which row of a table an answer was made from."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from dojang.api.coded.call import Call
from dojang.api.coded.registry import BY_PATH, CODED
from dojang.api.coded.results import CodedResult, Common, NoCall
from dojang.api.tests.calling import Api, Json, result
from dojang.lib.texts import Language, Text

Ask = Callable[[Api, str], Json]
NO_CALL = ""  # where the address is shared and the request does not say which call it means


@dataclass(frozen=True)
class Golden:
    """What is asked of a call, and what is answered in Korean, English and Japanese; in the edition of 2021 perhaps otherwise.

    The words are written out once more here: a text that changes by accident shows.
    """

    call: str
    row: CodedResult
    ask: Ask
    code: str
    ko: str
    en: str
    ja: str
    in_2021: tuple[str, str, str, str] | None = None

    def wanted(self, language: Language, edition: str) -> tuple[str, str]:
        code, *texts = self.in_2021 if self.in_2021 and edition == "2021" else (self.code, self.ko, self.en, self.ja)
        return code, texts[list(Language).index(language)]

    def languages(self, edition: str, turn: int) -> list[Language]:
        """What it has to be asked in: one by turns, but all where the row leaves the words to a reason from elsewhere."""
        every = list(Language)
        return every if "{reason}" in self.row.text_in(edition).en else [every[turn % len(every)]]


@contextmanager
def undone() -> Iterator[None]:
    """What is done within leaves no trace, not even a transaction that is broken."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def calls() -> list[Call]:
    """Every call of the eSignon API."""
    return [*(call for calls in CODED.values() for call in calls), *(one.call for one in BY_PATH.values())]


def rows_of(call: Call) -> dict[str, CodedResult]:
    """The rows that the call has by its own table and by what all calls share; so the API's document lists them."""
    table = _rows(call.describe.results if call.describe else object)
    shared = {"UNEXPECTED": Common.UNEXPECTED}
    if call.scope:
        shared |= {"BAD_TOKEN": Common.BAD_TOKEN, "TOO_MANY": Common.TOO_MANY}
    if call.starts:
        names = ("STILL_RUNNING", "KEY_USED", "ANSWER_LOST")
        shared |= {name: row for name, row in _rows(Common).items() if name in names}
    if call.wrong_parameter is Common.PARAMETER:
        shared["PARAMETER"] = Common.PARAMETER
    return {f"Common.{name}": row for name, row in shared.items()} | table


def all_rows() -> Iterator[tuple[str, str, CodedResult]]:
    """Request code, name and row of everything that a coded call can answer."""
    for call in calls():
        yield from ((call.request_code, name, row) for name, row in rows_of(call).items())
    yield from ((NO_CALL, name, row) for name, row in _rows(NoCall).items())


def told(rows: Iterable[CodedResult], answer: Json, language: Language, edition: str) -> list[CodedResult]:
    """From which of the rows the answer was made: those that say most of what is there. Of two only where both say the same."""

    def says(row: CodedResult) -> tuple[bool, bool]:
        return row.detail is not None, row.text != Common.PARAMETER.text

    fitting = [row for row in rows if _fits(row, answer, language, edition)]
    most = max(map(says, fitting), default=None)
    return [row for row in fitting if says(row) == most]


def _rows(table: type) -> dict[str, CodedResult]:
    return {name: row for name, row in vars(table).items() if isinstance(row, CodedResult)}


def _fits(row: CodedResult, answer: Json, language: Language, edition: str) -> bool:
    code, text = result(answer)
    if code != row.code_in(edition) or not is_text(row.text_in(edition), text, language):
        return False
    return row.detail is None or is_text(row.detail, answer["body"].get("detail", ""), language)


def is_text(text: Text, said: str, language: Language) -> bool:
    """Whether it is the text, with anything in the place of what it asks for."""
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", ".*", re.escape(getattr(text, language))), said, re.DOTALL) is not None
