"""How a person is reached: by email or by phone. Every usual spelling of a phone is read as one phone."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dojang.lib.characters import trimmed, unseen

LEAST_PHONE, MAX_PHONE = 8, 15  # digits; the most is that of ITU-T E.164
NORTH_AMERICAN = range(11, 12)  # their numbers all have one length; 001 is also how Korea dials abroad
MAX_PHONE_WRITTEN = 20  # characters of a stored phone number
MAX_EMAIL = 254  # RFC 5321 with erratum 1690
MAX_READ = 1_000
_OF_EMAIL = re.compile(r"[A-Za-z@]")
_PHONE = re.compile(r"\+?[0-9](?:[ -]?[0-9])*")
_SCHEME = re.compile(r"(?:tel|mailto)\s*:\s*", re.IGNORECASE)
# What is typed for a hyphen: dashes of every width, the minus, and the long vowels that Korean and Japanese keyboards give.
_HYPHENS = dict.fromkeys(map(ord, "\u2212\u30fc\u3161\u1173\u2500\u2501\u02d7\u2043"), "-")
_WAVES = "\u301c\u3030"  # they mean "to": several numbers
_SEPARATORS = dict.fromkeys(map(ord, ".·・･‧∙•。｡"), "-")
_BRACKETS = str.maketrans(dict.fromkeys("()[]", " "))
# Brackets stand around the front of a number; behind it they hold an extension, which is no part of it.
_BRACKETS_BEHIND = re.compile(r"[)\]](?:\D*\d){0,3}\D*")
_TRUNK_ZERO = re.compile(r"[(\[]\s*0\s*[)\]]")
# Carriers of Japan gave out addresses with dots that RFC 5321 wants in quotation marks.
_DOTTED = re.compile(r"(?:[a-z0-9-]+\.)?(?:(?:docomo|ezweb|softbank|vodafone|disney)\.ne\.jp|au\.com)", re.IGNORECASE)
_DOTTED_NAME = re.compile(r"[a-z0-9_+-][a-z0-9_+.-]*", re.IGNORECASE)
# Numbers that only one of the two countries has: a mobile of Korea, a mobile of Japan.
_ONLY_KOREAN, _ONLY_JAPANESE = re.compile(r"01[016-9]\d{7,8}"), re.compile(r"0[89]0\d{8}")
_ABROAD = re.compile(r"(82|81)0?([1-9]\d{6,10})")
_WITHOUT_PLUS = re.compile(r"82(?:10\d{8}|1[16-9]\d{7,8})|81[789]0\d{8}")


class ContactKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"


class BadContact(ValueError):
    """The address is neither a good email address nor a good phone number.

    `kind` is what it tried to be; `unseen` are the invisible characters in the middle of it.
    """

    def __init__(self, kind: ContactKind, unseen: tuple[str, ...] = ()) -> None:
        super().__init__(f"not a good {kind} address")
        self.kind, self.unseen = kind, unseen


@dataclass(frozen=True)
class Contact:
    """An address and its kind. Exports repeat the address as its sender wrote it, phones in plain digits, blanks and hyphens."""

    kind: ContactKind
    address: str

    @classmethod
    def read(cls, raw: str) -> "Contact":
        """Parse an email address or phone number. Raises `BadContact`.

        Invisible characters at the ends are dropped. Full-width letters, `tel:` and `mailto:` are read as what they mean.
        """
        address = _as_meant(raw)
        if _looks_like_phone(address) or _is_called_phone(raw, address):
            return cls(ContactKind.PHONE, check_phone(address))
        address = _ascii_width(address)
        _require_seen(address, ContactKind.EMAIL)
        if (
            len(address) > MAX_EMAIL
            or any(map(str.isspace, address))
            or not (_is_email(address) or _is_dotted(address))
        ):
            raise BadContact(ContactKind.EMAIL)
        return cls(ContactKind.EMAIL, address)

    @property
    def masked(self) -> str:
        """The address as strangers may see it: `ki***@acme.test`, `010-****-5678`. Something is always hidden."""
        if self.kind is ContactKind.EMAIL:
            name, _, host = self.address.rpartition("@")
            return f"{name[: min(2, len(name) - 1)]}***@{host}"
        digits = re.sub(r"\D", "", self.address)
        return f"{digits[:3] if len(digits) > LEAST_PHONE + 1 else '***'}-****-{digits[-4:]}"

    @property
    def key(self) -> str:
        """The same for all spellings of one address: an email address in small letters, a phone's digits.

        Phones of Korea and Japan have the digits that are dialled there, with or without their country in front.
        """
        return self.address.casefold() if self.kind is ContactKind.EMAIL else _dialled(self.address)

    def is_same(self, other: "Contact") -> bool:
        """Whether both reach one person. Two phones with one key and two countries (+82 70 …, +81 70 …) do not."""
        alike = self.kind is other.kind and self.key == other.key
        return alike and (self.kind is ContactKind.EMAIL or len({self._country, other._country} - {""}) < 2)

    @property
    def _country(self) -> str:
        digits = re.sub(r"\D", "", self.address)
        return digits[:2] if self.address.startswith("+") or _WITHOUT_PLUS.fullmatch(digits) else ""


def check_phone(raw: str) -> str:
    """The phone number in digits, blanks, hyphens and a leading plus, or `BadContact`."""
    address = _as_meant(raw)
    _require_seen(address, ContactKind.PHONE)
    written = _plain(address)
    digits = re.sub(r"\D", "", written)
    lengths = NORTH_AMERICAN if written.startswith("+1") else range(LEAST_PHONE, MAX_PHONE + 1)
    if not _PHONE.fullmatch(written) or len(digits) not in lengths:
        raise BadContact(ContactKind.PHONE)
    return written if len(written) <= MAX_PHONE_WRITTEN else re.sub(r"[ -]", "", written)


def _as_meant(raw: str) -> str:
    address = trimmed(raw)
    return trimmed(_SCHEME.sub("", address, count=1)) if _SCHEME.match(address) else address


def _looks_like_phone(address: str) -> bool:
    """Whether it tries to be a phone: digits, perhaps with words before them, but no letter or @ of an email address."""
    return any(map(str.isdigit, address)) and not _OF_EMAIL.search(_ascii_width(address))


def _is_called_phone(raw: str, address: str) -> bool:
    return trimmed(raw)[:3].casefold() == "tel" and address != trimmed(raw) and "@" not in _ascii_width(address)


def _ascii_width(text: str) -> str:
    """Full-width letters, digits and signs in their usual width."""
    return "".join(chr(ord(one) - 0xFEE0) if "\uff01" <= one <= "\uff5e" else one for one in text)


def _require_seen(address: str, kind: ContactKind) -> None:
    hidden = unseen(address)
    if hidden:
        raise BadContact(kind, hidden)


def _plain(address: str) -> str:
    """The phone as it was written, with one kind of digit, blank and hyphen, and without brackets."""
    text = unicodedata.normalize("NFKC", address[:MAX_READ]).translate(_HYPHENS).translate(_SEPARATORS)
    text = "".join("-" if unicodedata.category(one) == "Pd" and one not in _WAVES else _digit(one) for one in text)
    if _BRACKETS_BEHIND.fullmatch(text, max(text.rfind(")"), text.rfind("]"), 0)):
        raise BadContact(ContactKind.PHONE)
    abroad = text.lstrip(" ([{").startswith(("+", "00"))
    text = (_TRUNK_ZERO.sub(" ", text) if abroad else text).translate(_BRACKETS)
    text = re.sub(r"\s*-[-\s]*", "-", re.sub(r"\s+", " ", text.strip()))
    text = re.sub(r"^\+ (?=\d)", "+", text)
    return re.sub(r"^00[ -]?(?=[1-9])", "+", text)


def _digit(character: str) -> str:
    return str(unicodedata.digit(character)) if unicodedata.category(character) == "Nd" else character


def _dialled(address: str) -> str:
    digits = re.sub(r"\D", "", address)
    if not (address.startswith("+") or _WITHOUT_PLUS.fullmatch(digits)):
        return digits
    match = _ABROAD.fullmatch(digits)
    if match is None:
        return digits
    only_elsewhere = _ONLY_JAPANESE if match[1] == "82" else _ONLY_KOREAN
    at_home = f"0{match[2]}"
    return digits if only_elsewhere.fullmatch(at_home) else at_home


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def _is_dotted(address: str) -> bool:
    name, _, host = address.rpartition("@")
    return len(name) <= 64 and _DOTTED_NAME.fullmatch(name) is not None and _DOTTED.fullmatch(host) is not None
