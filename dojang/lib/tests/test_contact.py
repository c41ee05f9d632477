"""Addresses of people: read without ever crashing, masked so that something stays hidden."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dojang.lib.contact import BadContact, Contact, ContactKind

phones = st.from_regex(r"\+?[0-9][0-9\- ]{5,18}[0-9]?", fullmatch=True)


def read(raw: str) -> Contact | None:
    try:
        return Contact.read(raw)
    except BadContact:
        return None


@given(st.text() | st.emails() | phones)
@example("a@" + "b" * 300)
@example("x@\ud800.test")
@example("kim@[127.0.0.1]")
def test_any_text_is_a_contact_or_is_refused(raw: str) -> None:
    contact = read(raw)
    if contact is not None:
        assert contact.address == raw.strip()
        assert len(contact.address) <= 254
        assert not any(character in contact.address for character in "\r\n\0")
        assert Contact.read(contact.address) == contact


@given(st.emails() | phones)
def test_a_masked_contact_never_shows_the_whole(raw: str) -> None:
    contact = read(raw)
    if contact is not None and contact.kind is ContactKind.EMAIL:
        name = contact.address.rpartition("@")[0]
        assert not contact.masked.startswith(name)
    elif contact is not None:
        assert sum(character.isdigit() for character in contact.masked) <= len(contact.key) - 3


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("kimchi@acme.test", "ki***@acme.test"),
        ("kim@acme.test", "ki***@acme.test"),
        ("ki@acme.test", "k***@acme.test"),
        ("k@acme.test", "***@acme.test"),
        ("010-1234-5678", "010-****-5678"),
        ("+82 10 1234 5678", "821-****-5678"),
        ("1588-1234", "***-****-1234"),
    ],
)
def test_a_contact_is_masked(address: str, masked: str) -> None:
    assert Contact.read(address).masked == masked


@pytest.mark.parametrize("raw", ["010-1234-5678", "01012345678", "+82 10-1234-5678", " 010 1234 5678 "])
def test_digits_blanks_hyphens_and_a_plus_are_a_phone(raw: str) -> None:
    assert Contact.read(raw) == Contact(ContactKind.PHONE, raw.strip())


@pytest.mark.parametrize(
    "raw", ["", "0101234", "1" * 16, "010-1234-5678-", "+-12345678", "01０12345678", "kim", "kim@"]
)
def test_what_is_neither_is_refused(raw: str) -> None:
    with pytest.raises(BadContact):
        Contact.read(raw)


@pytest.mark.parametrize(("raw", "kind"), [("12-34", ContactKind.PHONE), ("kim@", ContactKind.EMAIL)])
def test_a_refusal_says_what_the_address_tried_to_be(raw: str, kind: ContactKind) -> None:
    with pytest.raises(BadContact) as told:
        Contact.read(raw)
    assert told.value.kind is kind


def test_two_spellings_of_one_address_have_one_key() -> None:
    assert Contact.read("Kim@Acme.test").key == Contact.read("kim@acme.TEST").key
    assert Contact.read("010-1234-5678").key == Contact.read("01012345678").key
