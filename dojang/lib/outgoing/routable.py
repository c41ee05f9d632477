"""Which addresses of the internet others may let the server call.

Python's `is_global` is not enough: it takes NAT64, 6to4 and ISATAP forms of private addresses for global ones, and multicast too.
The lists follow IANA's special-purpose registries of IPv4 and IPv6, and the addresses where clouds keep their metadata.
"""

from ipaddress import IPv4Address, IPv6Address, ip_network

_NOT_PUBLIC_4 = [
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' address sharing; Alibaba's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's host
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocols; Oracle's metadata
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # relays from IPv6
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved; broadcast
    )
]
_GLOBAL_UNICAST = ip_network("2000::/3")
_NOT_PUBLIC_6 = [
    ip_network(text)
    for text in (
        "2001::/23",  # protocols: Teredo, which carries IPv4 addresses, ORCHID and others
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries IPv4 addresses
        "2620:4f:8000::/48",
        "3fff::/20",  # documentation
    )
]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether the address lies on the public internet and carries no other one within it.

    Of IPv6 only global unicast (2000::/3) counts, so NAT64, IPv4-mapped, site-local and future ranges stay out.
    """
    if not address.is_global:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None or address not in _GLOBAL_UNICAST:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)
