"""Signatures, against the example that the Standard Webhooks specification's own libraries are tested with."""

import pytest

from dojang.exports.dispatch.signature import BadSecret, sign

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


MESSAGE = ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
OTHER = "whsec_" + "QUJD" * 8
BAD = ["", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64", "whsec_한글"]


def test_the_known_message_gets_the_known_signature() -> None:
    assert sign([SECRET], *MESSAGE) == SIGNATURE


def test_two_secrets_sign_side_by_side_the_newest_first() -> None:
    assert sign([OTHER, SECRET], *MESSAGE) == f"{sign([OTHER], *MESSAGE)} {SIGNATURE}"


@pytest.mark.parametrize("secret", BAD)
def test_a_secret_that_is_none_is_refused(secret: str) -> None:
    with pytest.raises(BadSecret):
        sign([secret], *MESSAGE)


@pytest.mark.parametrize("secret", BAD)
def test_a_secret_that_is_none_does_not_stop_a_good_one(secret: str) -> None:
    assert sign([secret, SECRET], *MESSAGE) == sign([SECRET, secret], *MESSAGE) == SIGNATURE
