"""Networks an operator names in a setting."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_BRACKETED = re.compile(r"\[(?P<host>[^\]]*)\](?P<mask>/\d+)?(?::(?P<port>.*))?")
_PLAIN = re.compile(r"(?P<host>[^:/]*)(?P<mask>/\d+)?(?::(?P<port>[^:]*))?")
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class AllowedNetwork:
    """A network that may be called although it is not public; on one port, or on any when `port` is None."""

    network: Network
    port: int | None = None

    def covers(self, address: Address, port: int) -> bool:
        return address in self.network and self.port in (None, port)


def household(address: str) -> str:
    """The addresses of one visitor: an IPv4 address, or the /64 of an IPv6 address, whose rest they choose freely."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((read, 64), strict=False)) if isinstance(read, IPv6Address) else address


def neighbourhood(address: str) -> str:
    """Where a visitor is, roughly: the /24 of an IPv4 address, the /64 of an IPv6 address."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((read, 24 if isinstance(read, IPv4Address) else 64), strict=False))


def parse_network(text: str) -> Network:
    """`10.0.0.0/8`, `127.0.0.1` or `::1`. Raises ValueError."""
    try:
        return ip_network(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no address or network: {error}") from None


def parse_allowed(text: str) -> AllowedNetwork:
    """A network with an optional port: `127.0.0.1:9000`, `10.0.0.0/8`, `[::1]:9000`. Raises ValueError."""
    shape = _BRACKETED.fullmatch(text) or _PLAIN.fullmatch(text)
    if shape is None:
        return AllowedNetwork(parse_network(text))
    host, port = shape["host"] + (shape["mask"] or ""), shape["port"]
    return AllowedNetwork(parse_network(host), _port(port, text) if port is not None else None)


def _port(text: str, whole: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise ValueError(f"{whole!r} has no port from 1 to 65535 after its colon")
    return int(text)
