"""Reading parameters tolerantly: absent, null and blank are the same, ids may be numbers, one object may come in an array."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dojang.api.messages import BAD_OFFSET, Parameter
from dojang.lib import times
from dojang.lib.characters import character_names, trimmed, unseen
from dojang.lib.languages import Offered, ReaderLanguage
from dojang.lib.texts import Language, Text, composed

MAX_DIGITS = 20
DEFAULT_OFFSET = "+09:00"
LAST_YEAR = 9998  # a day later, in some zone, would be beyond what dates can tell
OFFSET = re.compile(r"[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)")
_WHOLE = re.compile(r"-?[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SWITCHES = {"true": True, "false": False}


class InvalidParameter(Exception):
    """A parameter cannot be taken as it is; `text` filled with `values` says which and why."""

    def __init__(self, text: Text, **values: object) -> None:
        super().__init__(text.of("en", **values))
        self.text, self.values = text, values


def require_seen(parameter: str, text: str) -> None:
    """A name stands in one line of lists, mails and terminals. Raises `InvalidParameter` for characters that cannot be seen."""
    hidden = unseen(text)
    if hidden:
        raise InvalidParameter(Parameter.UNSEEN_CHARACTERS, parameter=parameter, characters=character_names(hidden))


def require_email(parameter: str, text: str) -> None:
    """Raises `InvalidParameter` for what is no email address."""
    try:
        validate_email(text)
    except ValidationError as exc:
        raise InvalidParameter(Parameter.NOT_AN_EMAIL, parameter=parameter) from exc


@dataclass(frozen=True)
class Parameters:
    """An object in a request, and its path in the body, so that a complaint can name the parameter."""

    path: str
    items: Mapping[str, Any]

    def name(self, key: str) -> str:
        """The parameter as its sender knows it, e.g. `player_list[0].name`."""
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, text: Text, **values: object) -> InvalidParameter:
        return InvalidParameter(text, parameter=self.name(key), **values)

    def get(self, key: str) -> Any:
        """What was sent, of whatever type; None when absent."""
        return self.items.get(key)

    def has(self, key: str) -> bool:
        return self.get(key) is not None

    def exact(self, key: str) -> str:
        """A text with every blank it has; empty when absent."""
        value = self.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key, Parameter.NOT_TEXT)
        return value or ""

    def text(self, key: str, most: int | None = None) -> str:
        """A text without the blanks and unseen characters around it, composed (NFC), so that its length is what its sender sees."""
        value = composed(trimmed(self.exact(key)))
        if most is not None and len(value) > most:
            raise self.wrong(key, Parameter.TOO_LONG, most=most)
        return value

    def required(self, key: str) -> str:
        value = self.text(key)
        if not value:
            raise self.wrong(key, Parameter.REQUIRED)
        return value

    def required_exact(self, key: str) -> str:
        """A text such as a password, whose blanks count."""
        value = self.exact(key)
        if not value:
            raise self.wrong(key, Parameter.REQUIRED)
        return value

    def identifier(self, key: str, most: int | None = None) -> str:
        """An id: a text or a whole number, since the editions write both."""
        value = self.get(key)
        if isinstance(value, bool | float | list | dict):
            raise self.wrong(key, Parameter.NOT_ID)
        identifier = str(value).strip() if value is not None else ""
        if most is not None and len(identifier) > most:
            raise self.wrong(key, Parameter.TOO_LONG, most=most)
        return identifier

    def number(self, key: str, *, least: int, most: int) -> int | None:
        """A whole number within bounds, as itself or in digits; None when absent."""
        given = self.identifier(key, MAX_DIGITS)
        if given and not _WHOLE.fullmatch(given):
            raise self.wrong(key, Parameter.NOT_A_NUMBER)
        number = int(given) if given else None
        if number is not None and number < least:
            raise self.wrong(key, Parameter.TOO_SMALL, least=least)
        if number is not None and number > most:
            raise self.wrong(key, Parameter.TOO_LARGE, most=most)
        return number

    def choice(self, key: str, *choices: str) -> str:
        """One of `choices`, in any case, as it is written here; empty when absent."""
        value = self.text(key)
        chosen = {choice.lower(): choice for choice in choices}.get(value.lower(), "")
        if value and not chosen:
            raise self.wrong(key, Parameter.NOT_A_CHOICE, choices=", ".join(choices))
        return chosen

    def switch(self, key: str) -> bool | None:
        """true or false, as a text or as itself; None when absent."""
        value = self.get(key)
        return value if isinstance(value, bool) else _SWITCHES.get(self.choice(key, *_SWITCHES))

    def language(self, key: str) -> Language | None:
        """A language of answers and contracts."""
        return self._language_of(key, Language)

    def reader_language(self, key: str) -> ReaderLanguage | None:
        """A language of signers and copy recipients."""
        return self._language_of(key, ReaderLanguage)

    def _language_of(self, key: str, offered: type[Offered]) -> Offered | None:
        value = self.text(key)
        language = offered.read(value)
        if value and language is None:
            raise self.wrong(key, Parameter.NOT_A_CHOICE, choices=", ".join(one.locale for one in offered))
        return language

    def parts(self, key: str, most: int) -> tuple[Self, ...]:
        """A list of objects; empty when absent."""
        value = self.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return ()
        if not isinstance(value, list):
            raise self.wrong(key, Parameter.NOT_LIST)
        if len(value) > most:
            raise self.wrong(key, Parameter.TOO_MANY, most=most)
        return tuple(self._inner(f"{self.name(key)}[{index}]", item) for index, item in enumerate(value))

    def part(self, key: str) -> Self | None:
        """An object, or the one object of an array; None when absent or when the array is empty."""
        value = self.get(key)
        if isinstance(value, list):
            if len(value) > 1:
                raise self.wrong(key, Parameter.NOT_ONE)
            value = value[0] if value else None
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        return self._inner(self.name(key), value)

    def _inner(self, path: str, value: object) -> Self:
        if not isinstance(value, dict):
            raise InvalidParameter(Parameter.NOT_OBJECT, parameter=path)
        return type(self)(path, value)


def offset_as_meant(given: str) -> str:
    """An offset from a query, in which a plus that was not encoded arrives as a blank."""
    return f"+{given[1:]}" if given.startswith(" ") and given[1:2].isdigit() else given.strip()


def zone_of(offset: str | None) -> tzinfo:
    """The zone of an offset from a query, ±hh:mm; that of Seoul when there is none. Raises `InvalidParameter`."""
    meant = offset_as_meant(offset or "")
    if meant and not OFFSET.fullmatch(meant):
        raise InvalidParameter(BAD_OFFSET)
    return times.zone(meant or DEFAULT_OFFSET)


def read_day(raw: object) -> date | None:
    """The day that `YYYY-MM-DD` names; None for anything else."""
    text = raw.strip() if isinstance(raw, str) else ""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and day.year <= LAST_YEAR else None
