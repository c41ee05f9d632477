"""Networks as operators write them."""

from ipaddress import ip_address, ip_network

import pytest

from dojang.lib.networks import AllowedNetwork, parse_allowed


@pytest.mark.parametrize(
    ("text", "network", "port"),
    [
        ("127.0.0.1", "127.0.0.1/32", None),
        ("127.0.0.1:9000", "127.0.0.1/32", 9000),
        ("10.0.0.0/8", "10.0.0.0/8", None),
        ("10.0.0.0/8:443", "10.0.0.0/8", 443),
        ("::1", "::1/128", None),
        ("fd00::/8", "fd00::/8", None),
        ("[::1]:9000", "::1/128", 9000),
        ("[fd00::]/8:9000", "fd00::/8", 9000),
        ("[fd00::]", "fd00::/128", None),
    ],
)
def test_a_network_is_read_with_or_without_its_port(text: str, network: str, port: int | None) -> None:
    assert parse_allowed(text) == AllowedNetwork(ip_network(network), port)


@pytest.mark.parametrize(
    "text", ["", "localhost:9000", "10.0.0.1/8", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:", "[::1", "[::1]9000"]
)
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no address or network|port from 1"):
        parse_allowed(text)


def test_a_network_with_a_port_covers_only_that_port() -> None:
    allowed = parse_allowed("127.0.0.0/8:9000")
    assert allowed.covers(ip_address("127.0.0.7"), 9000)
    assert not allowed.covers(ip_address("127.0.0.7"), 9001)
    assert not allowed.covers(ip_address("128.0.0.1"), 9000)
