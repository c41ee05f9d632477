"""The rules that each start is held to, whatever protocol it came by: the documented ones of 5005Q in their order, then ours."""

import re
import unicodedata
from collections.abc import Sequence

from dojang.api.parameters import OFFSET
from dojang.api.start.complaints import Complaint, Location, RuleBroken
from dojang.api.start.request import PersonRequest, SignerRequest, StartRequest, Wrong, taken
from dojang.lib.characters import character_names, unseen

MAX_TITLE, MAX_NAME, MAX_COMMENT, MAX_HINT = 128, 64, 250, 50
PASSWORD_LENGTH = range(4, 16)
FORBIDDEN = frozenset("'\"\\/:|<>*?")
FORBIDDEN_IN_PASSWORD = frozenset("'\"\\")
# Syllables, and every block of their letters: old, compatible, extended, half-width.
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc]")


def check(request: StartRequest) -> None:
    """Raises `RuleBroken` for the first rule that the request breaks."""
    title = (*request.at, "title")
    _require(1 <= len(request.title) <= MAX_TITLE, Complaint.TITLE_LENGTH, title)
    is_offset = OFFSET.fullmatch(request.offset) is not None
    _require(not request.offset or is_offset, Complaint.BAD_OFFSET, (*request.at, "offset"))
    _require(not FORBIDDEN & set(request.title), Complaint.TITLE_CHARACTERS, title)
    check_people(request.people)
    _require(len(request.comment) <= MAX_COMMENT, Complaint.COMMENT_LENGTH, (*request.at, "comment"))
    for signer in request.signers:
        _require(bool(signer.name), Complaint.SIGNER_NAME, (*signer.at, "name"))
    require_plain(request.title, title)
    for person in request.people:
        require_name(person)


def check_people(people: Sequence[PersonRequest]) -> None:
    """The documented rules about people alone. Raises `RuleBroken`."""
    signers = [person for person in people if isinstance(person, SignerRequest)]
    for person in people:
        _require(not FORBIDDEN & set(person.name), Complaint.NAME_CHARACTERS, (*person.at, "name"))
    _check_phones(people, signers)
    for person in people:
        taken(person.contact)
    _check_access_codes(signers)
    for signer in signers:
        _require(len(signer.access_hint) <= MAX_HINT, Complaint.HINT_LENGTH, (*signer.at, "access_hint"))


def require_plain(text: str, at: Location) -> None:
    """Titles and names are in subjects of emails and in one line of documents, where each character has to be seen.

    Raises `RuleBroken`.
    """
    is_broken = any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in text)
    _require(not is_broken, Complaint.CONTROL_CHARACTERS, at)
    hidden = unseen(text)
    if hidden:
        raise RuleBroken(Complaint.UNSEEN_CHARACTERS, at, characters=character_names(hidden))


def require_name(person: PersonRequest) -> None:
    """Raises `RuleBroken` for a name too long, or of more than one line."""
    at = (*person.at, "name")
    if len(person.name) > MAX_NAME:
        raise RuleBroken(Complaint.TOO_LONG, at, most=MAX_NAME)
    require_plain(person.name, at)


def _require(is_kept: bool, complaint: Complaint, at: Location) -> None:
    if not is_kept:
        raise RuleBroken(complaint, at)


def _check_phones(people: Sequence[PersonRequest], signers: Sequence[SignerRequest]) -> None:
    """Contacts that should be phones, then phones to be proved. Bad email addresses come after."""
    for person in people:
        wrong = person.contact.complaint if isinstance(person.contact, Wrong) else None
        if wrong is not None and not (isinstance(wrong, RuleBroken) and wrong.complaint is Complaint.BAD_EMAIL):
            raise wrong
    for signer in signers:
        taken(signer.mobile_number)


def _check_access_codes(signers: Sequence[SignerRequest]) -> None:
    """Blanks at the ends do not help: a code of blanks is none."""
    for signer in signers:
        _require(not _HANGUL.search(signer.access_code), Complaint.PASSWORD_HANGUL, (*signer.at, "access_code"))
    for signer in signers:
        is_kept = not FORBIDDEN_IN_PASSWORD & set(signer.access_code)
        _require(is_kept, Complaint.PASSWORD_CHARACTERS, (*signer.at, "access_code"))
    for signer in signers:
        lengths = (len(signer.access_code), len(signer.access_code.strip()))
        is_kept = not signer.access_code or all(length in PASSWORD_LENGTH for length in lengths)
        _require(is_kept, Complaint.PASSWORD_LENGTH, (*signer.at, "access_code"))
