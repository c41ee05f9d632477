"""Where an export must never lead: every address that is not a public one, and the ways to write or to name it."""

from ipaddress import IPv4Address, IPv6Address

# Loopback answers in tests as an innocent server on the internet would; it is allowed by policy, and nothing else is.
STAND_IN = "127.77.77.77"

KINDS = {
    "unspecified": "0.0.0.0 0.1.2.3 ::",
    "loopback": "127.0.0.1 127.0.0.53 127.254.254.254 127.255.255.255 ::1",
    "private": "10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255",
    "link-local": "169.254.0.1 169.254.255.255 fe80::1 febf::1",
    "metadata": "169.254.169.254 169.254.170.2 169.254.0.23 100.100.100.200 192.0.0.192 168.63.129.16 fd00:ec2::254 fd20:ce::254",
    "carrier": "100.64.0.1 100.127.255.255",
    "protocols": "192.0.0.1 192.0.0.9 192.0.0.170 192.31.196.1 192.52.193.1 192.88.99.1 192.175.48.1",
    "documentation": "192.0.2.1 198.51.100.1 203.0.113.1 233.252.0.1 2001:db8::1 3fff::1",
    "benchmarks": "198.18.0.1 198.19.255.255 2001:2::1",
    "multicast": "224.0.0.1 239.255.255.255 ff01::1 ff02::1 ff05::2 ff0e::1",
    "reserved": "240.0.0.1 255.255.255.254 4000::1 8000::1 100::1 100:0:0:1::1 5f00::1",
    "broadcast": "255.255.255.255",
    "unique-local": "fc00::1 fd12:3456:789a::1 fdff:ffff::1",
    "site-local": "fec0::1 feff::1",
    "special": "2001:1::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1 2620:4f:8000::1",
}
_PUBLIC = "1.1.1.1"  # what carries it is no public address either


def _carriers(text: str) -> list[str]:
    """The IPv6 addresses that lead to an IPv4 one, or did at some time: mapped, compatible, translated, tunnelled."""
    inner = int(IPv4Address(text))
    numbers = {
        "mapped": 0xFFFF << 32 | inner,
        "compatible": inner,
        "translated": 0xFFFF << 48 | inner,  # RFC 2765
        "nat64": 0x64FF9B << 96 | inner,
        "local nat64": 0x64FF9B0001 << 80 | inner,
        "6to4": 0x2002 << 112 | inner << 80 | 1,
        "teredo": 0x20010000 << 96 | (inner ^ 0xFFFFFFFF),
        "teredo server": 0x20010000 << 96 | inner << 64 | 1,
        "isatap": 0xFE80 << 112 | 0x5EFE << 32 | inner,
    }
    return [str(IPv6Address(number)) for number in numbers.values()]


_PLAIN = [address for addresses in KINDS.values() for address in addresses.split()]
_CARRIED = ["127.0.0.1", "10.0.0.1", "192.168.0.1", "169.254.169.254", "100.100.100.200", "0.0.0.0", _PUBLIC]  # noqa: S104
FORBIDDEN = list(dict.fromkeys([*_PLAIN, *(carrier for inner in _CARRIED for carrier in _carriers(inner))]))

FRIENDLY = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.215.14",
    "100.128.0.1",
    "172.32.0.1",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
]

# How loopback, and other forbidden addresses, can be written in a URL so that a careless reader does not see it.
SPELLINGS = """
127.1 127.0.1 0127.0.0.1 0x7f.0.0.1 0X7F.1 0x7f.1 0x7f000001 2130706433 017700000001 0177.0.0.01 127.0.0.1. 127.0x1 127.00000.1
0x7f.0x0.0x0.0x1 0 00 0x0 0.0 4294967295 0300.0250.0.1 100.0x40.1 0xa9fea9fe 2852039166 0251.0376.0251.0376 169.254.43518
１２７.0.0.1 １２７．０．０．１ 127。0。0。1 127｡0｡0｡1 ①②⑦.⓪.⓪.① ０x7f.1 ⓛocalhost ⓛⓞⓒⓐⓛⓗⓞⓢⓣ ｌｏｃａｌｈｏｓｔ
[0:0:0:0:0:0:0:1] [0000::0001] [::ffff:127.0.0.1] [::FFFF:7F00:1] [::127.0.0.1] [64:ff9b::127.0.0.1] [::ffff:0x7f.1] [::1%25lo]
[fe80::1%25lo] [fe80::1%lo] [fe80::1%1] [::ffff:127.0.0.1%25lo] [v1.127.0.0.1] [127.0.0.1]
%31%32%37.0.0.1 %6c%6f%63alhost 127.0.0.1%00 127.0.0.1%2f 127.0.0.1%0a 127%2e0%2e0%2e1 localhost%00.example
user@127.0.0.1 a:b@127.0.0.1 innocent.example@127.0.0.1 innocent.example:80@127.0.0.1 a@b@127.0.0.1 127.0.0.1\\@innocent.example
""".split()  # noqa: SIM905  as a list it would be unreadable
# Here the port is not at the end.
SHAPES = ["127.0.0.1:{port}#@innocent.example", "127.0.0.1:{port}?x=https://innocent.example", "innocent.example#@127.0.0.1:{port}/",
          "127.0.0.1:0{port}", "127.0.0.1:{port}:80", "127.0.0.1:+{port}", "127.0.0.1:{port}@127.0.0.1:{port}"]  # fmt: skip

NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "localhost.localdomain": ["127.0.0.1"],
    "anything.localhost": ["127.0.0.1"],
    "ip6-localhost": ["::1"],
    "host.docker.internal": ["192.168.65.2"],
    "127.0.0.1.nip.io": ["127.0.0.1"],
    "169-254-169-254.sslip.io": ["169.254.169.254"],
    "7f000001.c0a80001.rbndr.us": ["192.168.0.1"],
    "localtest.me": ["127.0.0.1", "::1"],
    "metadata": ["169.254.169.254"],
    "metadata.google.internal": ["169.254.169.254", "fd20:ce::254"],
    "metadata.google.internal.": ["169.254.169.254"],
    "instance-data": ["169.254.169.254"],
    "kubernetes.default.svc": ["10.96.0.1"],
    "ipv4only.arpa": ["192.0.0.170", "192.0.0.171"],
    "xn--989aw28b.example": ["127.0.0.1"],  # 계약.example
}
