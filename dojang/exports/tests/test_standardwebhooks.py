"""Signatures, against the example that the Standard Webhooks specification's own libraries are tested with."""

import pytest

from dojang.exports.standardwebhooks import BadSecret, sign

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_the_known_message_gets_the_known_signature() -> None:
    signature = sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64", "whsec_한글"])
def test_a_secret_that_is_none_is_refused(secret: str) -> None:
    with pytest.raises(BadSecret):
        sign(secret, "msg_1", 1, b"")
