"""The content security policy."""

import pytest

from dojang.pages.csp import policy


def test_nothing_is_allowed_that_is_not_named() -> None:
    assert policy().startswith("default-src 'none'; ")
    assert "unsafe" not in policy("abc")


def test_the_nonce_lets_in_the_pages_own_style() -> None:
    assert "style-src 'self' 'nonce-abc'" in policy("abc")


def test_nobody_may_frame_a_page_unless_listed() -> None:
    assert policy().endswith("frame-ancestors 'none'")
    assert policy(ancestors=["https://app.acme.test", "http://localhost:3000"]).endswith(
        "frame-ancestors https://app.acme.test http://localhost:3000"
    )


@pytest.mark.parametrize(
    "origin", ["*", "https:", "https://a.test; script-src *", "https://a.test/path", "'self'", "https://*.test"]
)
def test_what_is_no_plain_origin_can_neither_widen_nor_extend_the_policy(origin: str) -> None:
    assert policy(ancestors=[origin]).endswith("frame-ancestors 'none'")
