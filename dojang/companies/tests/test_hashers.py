"""What a password costs us: enough against guessing, too little to bring the server down by asking."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.test import override_settings

from dojang.config.settings import PASSWORD_HASHERS


@pytest.fixture(autouse=True)
def _real_price() -> Iterator[None]:
    """Other tests hash at a lower one."""
    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        yield


def test_a_password_takes_no_more_memory_than_an_access_code() -> None:
    kept = make_password("correct horse")
    assert "$m=19456,t=2,p=1$" in kept
    assert check_password("correct horse", kept)


def test_a_password_kept_at_another_price_is_still_known() -> None:
    kept = Argon2PasswordHasher().encode("correct horse", "somesalt12345678")
    assert check_password("correct horse", kept)
