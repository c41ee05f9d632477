"""The documented rules of 5005Q that answer -1, one function each, in the order in which they are checked."""

import re
from collections.abc import Callable

from dojang.api.coded.results import CodedResult, Refused
from dojang.api.coded.startsimple.request import Draft, Person, Player
from dojang.api.coded.startsimple.results import Start
from dojang.api.messages import Parameter
from dojang.api.parameters import OFFSET
from dojang.lib.characters import told_all
from dojang.lib.contact import BadContact, Contact, ContactKind, check_phone

MOST_TITLE, MOST_COMMENT, MOST_HINT = 128, 250, 50
PASSWORD_LENGTH = range(4, 16)
FORBIDDEN = frozenset("'\"\\/:|<>*?")
FORBIDDEN_IN_PASSWORD = frozenset("'\"\\")
# Syllables, and every block of their letters: old, compatible, extended, half-width.
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc]")


def check(draft: Draft) -> None:
    """Raises `Refused` for the first broken rule."""
    for rule in _RULES:
        rule(draft)


def _require(kept: bool, row: CodedResult) -> None:
    if not kept:
        raise Refused(row)


def _title_length(draft: Draft) -> None:
    _require(1 <= len(draft.title) <= MOST_TITLE, Start.TITLE_LENGTH)


def _offset(draft: Draft) -> None:
    _require(not draft.offset or OFFSET.fullmatch(draft.offset) is not None, Start.BAD_OFFSET)


def _title_characters(draft: Draft) -> None:
    _require(not FORBIDDEN & set(draft.title), Start.TITLE_CHARACTERS)


def _name_characters(draft: Draft) -> None:
    _require(not any(FORBIDDEN & set(person.name) for person in draft.people), Start.NAME_CHARACTERS)


def _phones(draft: Draft) -> None:
    _require(all(wrong_kind(person) is not ContactKind.PHONE for person in draft.people), Start.BAD_PHONE)
    for player in draft.players:
        if player.mobile:
            _mobile(player)


def _mobile(player: Player) -> None:
    try:
        check_phone(player.mobile)
    except BadContact as exc:
        if exc.unseen:
            raise player.part.wrong(
                "mobile_number", Parameter.UNSEEN_CHARACTERS, characters=told_all(exc.unseen)
            ) from exc
        raise Refused(Start.BAD_PHONE) from exc


def _emails(draft: Draft) -> None:
    _require(all(wrong_kind(person) is not ContactKind.EMAIL for person in draft.people), Start.BAD_EMAIL)


def wrong_kind(person: Person) -> ContactKind | None:
    """What the address failed to be: what `id_type` declares, else what it looks like. None when it is good.

    Raises `InvalidParameter` where characters in it cannot be seen: the documented text would leave its reader puzzled.
    """
    try:
        Contact.read(person.address)
    except BadContact as exc:
        if exc.unseen:
            raise person.part.wrong("email", Parameter.UNSEEN_CHARACTERS, characters=told_all(exc.unseen)) from exc
        return person.declared or exc.kind
    return None


def _password_hangul(draft: Draft) -> None:
    _require(not any(_HANGUL.search(player.password) for player in draft.players), Start.PASSWORD_HANGUL)


def _password_characters(draft: Draft) -> None:
    used = (FORBIDDEN_IN_PASSWORD & set(player.password) for player in draft.players)
    _require(not any(used), Start.PASSWORD_CHARACTERS)


def _password_length(draft: Draft) -> None:
    """Blanks at the ends do not help: a password of blanks is none."""
    given = [player.password for player in draft.players if player.password]
    kept = all(len(one) in PASSWORD_LENGTH and len(one.strip()) in PASSWORD_LENGTH for one in given)
    _require(kept, Start.PASSWORD_LENGTH)


def _hint_length(draft: Draft) -> None:
    _require(all(len(player.hint) <= MOST_HINT for player in draft.players), Start.HINT_LENGTH)


def _comment_length(draft: Draft) -> None:
    _require(len(draft.comment) <= MOST_COMMENT, Start.COMMENT_LENGTH)


def _signer_names(draft: Draft) -> None:
    _require(all(player.name for player in draft.players), Start.SIGNER_NAME)


_RULES: tuple[Callable[[Draft], None], ...] = (
    _title_length,
    _offset,
    _title_characters,
    _name_characters,
    _phones,
    _emails,
    _password_hangul,
    _password_characters,
    _password_length,
    _hint_length,
    _comment_length,
    _signer_names,
)
