"""How a person is reached: by e-mail or by phone."""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LEAST_PHONE, MOST_PHONE = 8, 15  # digits; the most is that of ITU-T E.164
MOST_EMAIL = 254  # RFC 5321 with erratum 1690
_PHONE = re.compile(r"\+?[0-9][0-9\- ]{6,17}[0-9]")


class ContactKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"


class BadContact(ValueError):
    """The address is neither a good e-mail address nor a good phone number; `kind` is what it tried to be."""

    def __init__(self, kind: ContactKind) -> None:
        super().__init__(f"not a good {kind} address")
        self.kind = kind


@dataclass(frozen=True)
class Contact:
    """An address in the form its sender used, which exports repeat, and its kind."""

    kind: ContactKind
    address: str

    @classmethod
    def read(cls, raw: str) -> "Contact":
        """Parse an e-mail address or phone number (hyphens optional).

        Raises `BadContact`. Only digits, blanks, hyphens and a leading plus make it a phone number.
        """
        address = raw.strip()
        if re.fullmatch(r"[+0-9\- ]+", address):
            return cls(ContactKind.PHONE, check_phone(address))
        if len(address) > MOST_EMAIL:
            raise BadContact(ContactKind.EMAIL)
        try:
            validate_email(address)
        except ValidationError as exc:
            raise BadContact(ContactKind.EMAIL) from exc
        return cls(ContactKind.EMAIL, address)

    @property
    def masked(self) -> str:
        """The address as strangers may see it: `ki***@acme.test`, `010-****-5678`. Something is always hidden."""
        if self.kind is ContactKind.EMAIL:
            name, _, host = self.address.rpartition("@")
            return f"{name[: min(2, len(name) - 1)]}***@{host}"
        digits = self.key
        return f"{digits[:3] if len(digits) > LEAST_PHONE + 1 else '***'}-****-{digits[-4:]}"

    @property
    def key(self) -> str:
        """What two spellings of one address have in common: an e-mail address in small letters, a phone's digits."""
        return self.address.casefold() if self.kind is ContactKind.EMAIL else re.sub(r"\D", "", self.address)


def check_phone(raw: str) -> str:
    """The phone number as given, or `BadContact`."""
    digits = re.sub(r"\D", "", raw)
    if not _PHONE.fullmatch(raw.strip()) or not LEAST_PHONE <= len(digits) <= MOST_PHONE:
        raise BadContact(ContactKind.PHONE)
    return raw.strip()
