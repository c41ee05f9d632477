"""The address that a request comes from, behind the operator's own proxies."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

from dojang.lib.networks import Address
from dojang.lib.visitor import Visitor


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor of a request. `peer` is what connected, `ip` the rightmost address that is not a trusted proxy."""
    peer = request.META.get("REMOTE_ADDR") or ""
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    return Visitor(ip=_client(peer, hops), peer=peer, user_agent=request.headers.get("User-Agent", ""))


def _client(peer: str, hops: list[str]) -> str:
    """Walk from the peer to the left as long as a trusted proxy wrote the hop.

    Strangers wrote everything further left, and it may be a lie. A hop that is no address ends the walk too. The last address
    that a trusted proxy reported is then the best one.
    """
    address = _read(peer)
    if address is None:
        return peer
    for hop in reversed(hops):
        next_one = _read(hop)
        if next_one is None or not any(address in network for network in settings.TRUSTED_PROXIES):
            break
        address = next_one
    return str(address)


def _read(text: str) -> Address | None:
    """`192.0.2.1`, `192.0.2.1:443`, `2001:db8::1`, `[2001:db8::1]:443`; an IPv4 address mapped to IPv6 is IPv4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
