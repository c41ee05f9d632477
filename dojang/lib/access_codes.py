"""Access codes that a signer types. They are short, so they are hashed slowly, with a key outside the database."""

import hashlib
import hmac
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from django.conf import settings

# RFC 9106 and OWASP: 19 MiB, two passes, one lane; about 20 ms, which eight parallel guesses can not turn into an outage.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
PHONE_CODE_DIGITS = 6


def protect(code: str) -> str:
    """The hash of an access code that is stored."""
    return _HASHER.hash(_keyed(code))


def matches(code: str, kept: str) -> bool:
    """Whether `code` is the one of the hash `kept`. An empty `kept` matches no code."""
    try:
        return _HASHER.verify(kept, _keyed(code))
    except (VerificationError, InvalidHashError):
        return False


def new_phone_code() -> str:
    """Six digits from the system's random source."""
    return f"{secrets.randbelow(10**PHONE_CODE_DIGITS):0{PHONE_CODE_DIGITS}}"


def phone_digest(code: str) -> bytes:
    """The stored hash of a one-time code: keyed, because trying all six digits would find a plain one."""
    return _keyed(f"phone:{code}")


def person_digest(contact_key: str) -> bytes:
    """The stored hash by which a contact is recognized: keyed, because addresses can be guessed."""
    return _keyed(f"person:{contact_key}")


def _keyed(code: str) -> bytes:
    # An input method for Korean or Japanese may write １２３４ where the letter with the code said 1234.
    code = unicodedata.normalize("NFKC", code)
    return hmac.new(settings.PEPPER.encode(), code.encode(), hashlib.sha256).digest()
