"""URLs and addresses before anything is called: what the operator allows, and what the door refuses."""

from ipaddress import ip_address

import pytest

from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing.client import Policy, UrlRefused, check_url, origin
from dojang.lib.outgoing.routable import is_public
from dojang.lib.tests.hostile import FORBIDDEN, FRIENDLY

LOOPBACK = Policy(allow=(parse_allowed("127.0.0.1"),))
PUBLIC = "93.184.215.14"


def test_of_all_addresses_only_public_ones_count_as_public() -> None:
    assert [address for address in FORBIDDEN if is_public(ip_address(address))] == []
    assert [address for address in FRIENDLY if not is_public(ip_address(address))] == []


def test_plain_http_goes_only_where_the_operator_allows() -> None:
    assert not LOOPBACK.permits(PUBLIC, 80, encrypted=False)
    assert LOOPBACK.permits(PUBLIC, 443, encrypted=True)
    assert LOOPBACK.permits("127.0.0.1", 80, encrypted=False)
    assert Policy(http=True).permits(PUBLIC, 80, encrypted=False)


def test_an_allowed_address_is_allowed_on_its_port_only() -> None:
    policy = Policy(allow=(parse_allowed("127.0.0.1:9000"),))
    assert policy.permits("127.0.0.1", 9000, encrypted=False)
    assert not policy.permits("127.0.0.1", 9001, encrypted=False)


@pytest.mark.parametrize("text", ["", "no address", "127.1", "2130706433", "2606:4700:4700::1111%eth0"])
def test_what_is_no_plain_address_is_never_permitted(text: str) -> None:
    assert not Policy(http=True).permits(text, 443, encrypted=True)


def test_allowing_an_address_allows_nothing_that_carries_it() -> None:
    for carrier in ("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1"):
        assert not LOOPBACK.permits(carrier, 443, encrypted=True)


# At the door


def test_no_forbidden_address_passes_the_door_as_a_literal() -> None:
    for address in FORBIDDEN:
        with pytest.raises(UrlRefused) as refused:
            check_url(f"https://[{address}]/" if ":" in address else f"https://{address}/", Policy())
        assert refused.value.reason == "address", address


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "scheme"),
        ("/hook", "scheme"),
        ("erp.example/hook", "scheme"),
        ("ftp://erp.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("https://", "host"),
        ("https:///hook", "host"),
        ("https://kim:pw@erp.example/", "userinfo"),
        ("https://kim@erp.example/", "userinfo"),
        ("https://erp.example:99999/", "form"),
        ("https://erp.example:port/", "form"),
        ("https://erp.example/a b", "form"),
        ("https://erp.example\\@evil.example/", "form"),
        ("https://erp.example/\r\nX: 1", "form"),
        ("https://[::1/", "form"),
        ("http://erp.example/", "http"),
        ("https://127.0.0.1/", "address"),
        ("https://[::1]/", "address"),
        ("https://169.254.169.254/", "address"),
        ("https://erp.example/" + "a" * 2000, "length"),
        ("https://" + "a." * 130 + "example/", "host"),
    ],
)
def test_a_url_that_can_never_work_is_refused_with_its_reason(url: str, reason: str) -> None:
    with pytest.raises(UrlRefused) as refused:
        check_url(url, Policy())
    assert refused.value.reason == reason


def test_a_url_that_may_work_passes() -> None:
    check_url("https://erp.example:8443/hook?x=1", Policy())
    check_url("https://계약.example/훅", Policy())
    check_url("https://8.8.8.8/", Policy())
    check_url("http://erp.example/", Policy(http=True))
    check_url("http://127.0.0.1:9000/", LOOPBACK)


def test_the_origin_tells_scheme_host_and_port() -> None:
    assert origin("https://ERP.example/a?b=c") == "https://erp.example:443"
    assert origin("http://erp.example:8080") == "http://erp.example:8080"
