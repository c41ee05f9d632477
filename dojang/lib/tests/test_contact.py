"""Addresses of people: read without ever crashing, masked so that something stays hidden."""

import re

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
def test_digits_blanks_hyphens_and_a_plus_stay_as_they_were_written(raw: str) -> None:
    assert Contact.read(raw) == Contact(ContactKind.PHONE, raw.strip())


KOREAN = [
    "010-1234-5678", "01012345678", "+82(0)10-1234-5678", "+82 (0)10 1234 5678", "+82-10-1234-5678", "+82 010-1234-5678",
    "+821012345678", "(+82) 10-1234-5678", "+(82)10-1234-5678", "0082 10 1234 5678", "82-10-1234-5678", "821012345678",
    "(010) 1234-5678", "010)1234-5678", "010(1234)5678", "010.1234.5678", "010·1234·5678", "010 - 1234 - 5678",
    "\uff10\uff11\uff10\uff0d\uff11\uff12\uff13\uff14\uff0d\uff15\uff16\uff17\uff18", "\uff08010\uff091234\uff0d5678",
    "\uff0b\uff18\uff12 10 1234 5678", "010\u20101234\u20105678", "010\u20111234\u20115678", "010\u20131234\u20135678",
    "010\u20141234\u20145678", "010\u22121234\u22125678", "010\u31611234\u31615678", "010\u00a01234\u00a05678",
    "\u202a010-1234-5678\u202c", "\u2068+82 10-1234-5678\u2069", "\u200e010-1234-5678", "\ufeff01012345678\u200b", "\t010-1234-5678\r\n",
    "tel:010-1234-5678", "TEL:+82-10-1234-5678", "tel: 010 1234 5678",
]  # fmt: skip
JAPANESE = [
    "090-1234-5678", "09012345678", "+81(0)90-1234-5678", "+81 90-1234-5678", "+819012345678", "0081-90-1234-5678", "090(1234)5678",
    "\uff10\uff19\uff10\uff0d\uff11\uff12\uff13\uff14\uff0d\uff15\uff16\uff17\uff18", "090\u30fc1234\u30fc5678", "090\uff701234\uff705678",
    "\uff10\uff19\uff10\u30fc\uff11\uff12\uff13\uff14\u30fc\uff15\uff16\uff17\uff18", "\uff0b81\u300090\u30001234\u30005678",
    "tel:+81-90-1234-5678",
]  # fmt: skip
ABROAD = [
    "+1 415 555 2671",
    "+1 (415) 555-2671",
    "+1-415-555-2671",
    "+1.415.555.2671",
    "001 415 555 2671",
    "tel:+14155552671",
]


@pytest.mark.parametrize(
    ("spellings", "key"), [(KOREAN, "01012345678"), (JAPANESE, "09012345678"), (ABROAD, "14155552671")]
)
def test_every_spelling_of_a_phone_is_one_phone(spellings: list[str], key: str) -> None:
    read_ones = [Contact.read(spelling) for spelling in spellings]
    assert {(one.kind, one.key) for one in read_ones} == {(ContactKind.PHONE, key)}
    assert all(one.is_same(other) for one in read_ones for other in read_ones)
    assert all(re.fullmatch(r"\+?[0-9][0-9 -]{6,18}", one.address) for one in read_ones)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("010-1234-5678", "+81 10-1234-5678"),
        ("090-1234-5678", "+82 90-1234-5678"),
        ("+82 70-1234-5678", "+81 70-1234-5678"),
        ("+82 31-234-5678", "+81 3-1234-5678"),
        ("010-1234-5678", "010-1234-5679"),
    ],
)
def test_phones_of_two_countries_are_two(one: str, other: str) -> None:
    assert not Contact.read(one).is_same(Contact.read(other))


@pytest.mark.parametrize("country", ["+82", "+81"])
def test_a_number_that_both_countries_have_is_that_of_either(country: str) -> None:
    assert Contact.read("070-1234-5678").is_same(Contact.read(f"{country} 70-1234-5678"))


@pytest.mark.parametrize(
    "raw",
    ["", "0101234", "1" * 16, "010-1234-5678-", "+-12345678", "001-82-10-1234-5678", "+1 415 555 26", "++821012345678", "010-1234-5678(2)",
         "02-123-4567~8",
     "02-123-4567\u301c8", "010-1234-5678 / 010-8765-4321", "010-1234-567a", "kim", "kim@", "a b@docomo.ne.jp", "a..b@gmail.com",
     ".a@docomo.ne.jp", "kim@exam\u3000ple.com"],
)  # fmt: skip
def test_what_is_neither_is_refused(raw: str) -> None:
    with pytest.raises(BadContact):
        Contact.read(raw)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("12-34", ContactKind.PHONE),
        ("휴대폰 010-1234-5678", ContactKind.PHONE),
        ("010,1234,5678", ContactKind.PHONE),
        ("+82", ContactKind.PHONE),
        ("tel:+82-10-1234-5678;ext=3", ContactKind.PHONE),
        ("TEL: kim", ContactKind.PHONE),
        ("kim@", ContactKind.EMAIL),
        ("kim2", ContactKind.EMAIL),
        ("01012345678@", ContactKind.EMAIL),
    ],
)
def test_a_refusal_says_what_the_address_tried_to_be(raw: str, kind: ContactKind) -> None:
    with pytest.raises(BadContact) as told:
        Contact.read(raw)
    assert told.value.kind is kind


@pytest.mark.parametrize(
    "address",
    [
        "a..b@docomo.ne.jp",
        "abc.@docomo.ne.jp",
        "a...b.@DoCoMo.ne.jp",
        "a..b@ezweb.ne.jp",
        "a.@au.com",
        "x..@a5.ezweb.ne.jp",
    ],
)
def test_the_dots_that_carriers_of_japan_gave_out_are_taken(address: str) -> None:
    assert Contact.read(address) == Contact(ContactKind.EMAIL, address)


@pytest.mark.parametrize(
    "raw",
    ["kim@example.com\u200b", "\ufeffkim@example.com", "\u202akim@example.com\u202c", "\u00a0kim@example.com\u3000",
     "mailto:kim@example.com", "kim\uff20example\uff0ecom"],
)  # fmt: skip
def test_an_address_is_cleaned_at_its_ends(raw: str) -> None:
    assert Contact.read(raw).address == "kim@example.com"


@pytest.mark.parametrize(
    ("raw", "unseen"),
    [
        ("kim@exam\u200bple.com", ("\u200b",)),
        ("ki\u00adm@example.com", ("\u00ad",)),
        ("\u202ekim@exam\u202eple.com", ("\u202e",)),
        ("kim@example.com\u3164", ("\u3164",)),
        ("010\u200b-1234-5678", ("\u200b",)),
    ],
)
def test_characters_that_nobody_sees_are_named(raw: str, unseen: tuple[str, ...]) -> None:
    with pytest.raises(BadContact) as told:
        Contact.read(raw)
    assert told.value.unseen == unseen


def test_two_spellings_of_one_address_have_one_key() -> None:
    assert Contact.read("Kim@Acme.test").key == Contact.read("kim@acme.TEST").key
