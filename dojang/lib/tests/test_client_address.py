from ipaddress import ip_network

import pytest
from django.test import RequestFactory, override_settings

from dojang.lib.client_address import visitor_of
from dojang.lib.visitor import Visitor

OURS = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
VISITOR = "203.0.113.9"


def visitor(peer: str, forwarded: str | None = None) -> Visitor:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    with override_settings(TRUSTED_PROXIES=OURS):
        return visitor_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer))


@pytest.mark.parametrize(
    ("peer", "forwarded", "ip"),
    [
        (VISITOR, None, VISITOR),
        (VISITOR, "198.51.100.1", VISITOR),  # a stranger's word counts for nothing
        ("10.0.0.1", VISITOR, VISITOR),
        ("10.0.0.1", f"198.51.100.1, {VISITOR}", VISITOR),  # the left one was written by the visitor
        ("10.0.0.1", f"198.51.100.1,{VISITOR},10.0.0.2", VISITOR),
        ("10.0.0.1", f"{VISITOR}:51515", VISITOR),
        ("fd00::1", "[2001:db8::7]:443", "2001:db8::7"),
        ("::ffff:10.0.0.1", f"::ffff:{VISITOR}", VISITOR),
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", f"{VISITOR}, nonsense, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("", VISITOR, ""),
    ],
)
def test_the_rightmost_address_that_is_not_ours_is_the_visitor(peer: str, forwarded: str | None, ip: str) -> None:
    assert visitor(peer, forwarded).ip == ip


def test_what_really_connected_is_kept_beside_it() -> None:
    assert visitor("10.0.0.1", VISITOR).peer == "10.0.0.1"


def test_the_browser_says_what_it_is() -> None:
    request = RequestFactory().get("/", headers={"User-Agent": "Test/1"}, REMOTE_ADDR=VISITOR)
    assert visitor_of(request).user_agent == "Test/1"
