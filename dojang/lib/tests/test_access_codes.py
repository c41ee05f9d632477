"""Codes that a signer types, and secrets that are handed out once."""

from datetime import UTC, datetime

import pytest
from pytest_django.fixtures import Settings

from dojang.lib import clock
from dojang.lib.access_codes import matches, new_phone_code, phone_digest, protect
from dojang.lib.tokens import digest, new_token


def test_an_access_code_matches_itself_alone() -> None:
    kept = protect("1234")
    assert [matches(code, kept) for code in ("1234", "12345", "", "1234 ")] == [True, False, False, False]


def test_a_code_is_not_in_what_is_kept_of_it_and_is_kept_differently_each_time() -> None:
    one, other = protect("secret-7"), protect("secret-7")
    assert one != other
    assert "secret-7" not in one
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("typed", ["１２３４", "1２3４"])
def test_a_code_typed_with_wide_digits_is_the_same_code(typed: str) -> None:
    assert matches(typed, protect("1234"))
    assert phone_digest(typed) == phone_digest("1234")


def test_nothing_matches_where_no_code_was_asked_for() -> None:
    assert not matches("", "")
    assert not matches("1234", "not a hash")


def test_codes_of_another_server_do_not_match(settings: Settings) -> None:
    kept, sent = protect("1234"), phone_digest("123456")
    settings.PEPPER = "another"
    assert not matches("1234", kept)
    assert phone_digest("123456") != sent


def test_a_phone_code_is_six_digits() -> None:
    codes = {new_phone_code() for _ in range(200)}
    assert all(len(code) == 6 and code.isascii() and code.isdigit() for code in codes)
    assert len(codes) > 190


def test_a_token_is_found_again_by_its_digest_and_can_stand_in_an_address() -> None:
    token = new_token()
    assert digest(token.secret) == token.digest != new_token().digest
    assert len(token.secret) == 43
    assert set(token.secret) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize("odd", ["", "\ud800", "한글", "\0"])
def test_any_text_has_a_digest_to_look_up(odd: str) -> None:
    assert len(digest(odd)) == 32


def test_the_clock_stands_still_in_a_test_and_goes_on_after_it() -> None:
    noon, evening = datetime(2026, 1, 1, 12, tzinfo=UTC), datetime(2026, 1, 1, 18, tzinfo=UTC)
    with clock.stopped_at(noon):
        with clock.stopped_at(evening):
            assert clock.now() == evening
        assert clock.now() == noon
    assert clock.now() > evening
    assert clock.now().tzinfo is UTC
