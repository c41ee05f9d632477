"""Calling addresses that others have chosen: a listener on loopback that nobody may reach counts who came."""

from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from aiohttp.abc import AbstractResolver

from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing import CallFailed, Fault, Outgoing, Policy, UrlRefused, check_url, origin
from dojang.lib.routable import is_public
from dojang.lib.tests.doubles import Listener, Names

PUBLIC = "93.184.215.14"
LOOPBACK = Policy(allow=(parse_allowed("127.0.0.1"),))
NOTHING_ALLOWED = Policy(http=True)  # http, so that nothing but the address can be the reason of a refusal

HOSTILE = """
127.0.0.1 127.254.254.254 127.255.255.255 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254
100.64.0.1 100.100.100.200 192.0.0.192 192.0.0.9 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
233.252.0.1 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 2002:7f00:1::1 2001:0:4136:e378:8000:63bf:80ff:fffe fe80::1 fec0::1 fc00::1
fd00:ec2::254 ff02::1 ff0e::1 100::1 2001:db8::1 3fff::1 5f00::1 2001:20::1 4000::1
""".split()  # noqa: SIM905  as a list it would be unreadable
FRIENDLY = ["1.1.1.1", "8.8.8.8", PUBLIC, "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"]
SPELLINGS = """
127.0.0.1 127.1 127.0.1 0127.0.0.1 0x7f.0.0.1 0x7f.1 0x7f000001 2130706433 017700000001 0177.0.0.01 127.0.0.1.
localhost LOCALHOST localhost. localhost.localdomain ip6-localhost １２７.0.0.1 127。0。0。1 ①②⑦.⓪.⓪.① ⓛocalhost
[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:0:0:1] [0000::0001] [::127.0.0.1] [64:ff9b::7f00:1] [fe80::1%25lo]
[fe80::1%lo] 0 0.0.0.0 0x0 00 %31%32%37.0.0.1 127.0.0.1%00 127.0.0.1%2f user@127.0.0.1 a:b@127.0.0.1 127.0.0.1#x
127.0.0.1?x=https://example.com 0x7f.0x0.0x0.0x1 4294967295 0300.0250.0.1 100.0x40.1 [::ffff:0x7f.1] 127.0x1 127.00000.1
""".split()  # noqa: SIM905


@pytest.fixture
def forbidden() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


async def fault_of(url: str, policy: Policy = NOTHING_ALLOWED, names: AbstractResolver | None = None) -> Fault | None:
    """Why the call failed, if it did."""
    async with Outgoing(policy, user_agent="test", lookup=names) as outgoing:
        try:
            await outgoing.post(url, b"{}", {})
        except CallFailed as failure:
            return failure.fault
    return None


def test_of_all_addresses_only_public_ones_count_as_public() -> None:
    assert len(HOSTILE) >= 44
    assert [address for address in HOSTILE if is_public(ip_address(address))] == []
    assert [address for address in FRIENDLY if not is_public(ip_address(address))] == []


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_no_hostile_address_is_connected_to_however_it_is_told(forbidden: Listener, scheme: str) -> None:
    faults = []
    for address in HOSTILE:
        literal = f"[{address}]" if ":" in address else address
        faults.append(await fault_of(f"{scheme}://{literal}:{forbidden.port}/"))
        for answer in ([address], [PUBLIC, address], [address, PUBLIC]):
            names = Names(answer)
            faults.append(await fault_of(f"{scheme}://innocent.example:{forbidden.port}/", names=names))
    assert set(faults) == {Fault.FORBIDDEN}
    assert len(faults) == 4 * len(HOSTILE)
    assert forbidden.connections == 0


async def test_no_spelling_of_loopback_reaches_it(forbidden: Listener) -> None:
    faults = {}
    for host in SPELLINGS:
        shaped = host.replace("#", f":{forbidden.port}#").replace("?", f":{forbidden.port}?")
        url = shaped if shaped != host else f"{host}:{forbidden.port}"
        faults[host] = await fault_of(f"http://{url}/")
    assert [host for host, fault in faults.items() if fault is None] == []
    assert forbidden.connections == 0


async def test_the_listener_would_have_noticed(forbidden: Listener) -> None:
    allowed = Policy(allow=(parse_allowed("127.0.0.0/8"), parse_allowed("::1")), http=True)
    for host in ("127.0.0.1", "localhost", "[::1]"):
        assert await fault_of(f"http://{host}:{forbidden.port}/", allowed) == Fault.ANSWER
    assert forbidden.connections >= 3


async def test_a_name_that_is_rebound_between_check_and_call_gains_nothing(forbidden: Listener) -> None:
    names = Names([PUBLIC], ["127.0.0.1"])
    async with Outgoing(NOTHING_ALLOWED, user_agent="test", lookup=names) as outgoing:
        await names.resolve("rebound.example")  # somebody looked, and all was well
        with pytest.raises(CallFailed) as failed:
            await outgoing.post(f"http://rebound.example:{forbidden.port}/", b"{}", {})
    assert failed.value.fault == Fault.FORBIDDEN
    assert forbidden.connections == 0


async def test_a_resolver_that_fails_lets_nothing_through(forbidden: Listener) -> None:
    assert await fault_of(f"http://nobody.example:{forbidden.port}/", names=Names([])) == Fault.NAME
    assert await fault_of(f"http://{'a' * 64}.example:{forbidden.port}/") in (Fault.NAME, Fault.REQUEST)
    assert await fault_of(f"http://nobody.example:{forbidden.port}/", names=Names(["no address"])) == Fault.FORBIDDEN
    assert forbidden.connections == 0


async def test_plain_http_goes_only_where_the_operator_allows(forbidden: Listener) -> None:
    strict = Policy(allow=(parse_allowed("127.0.0.1"),))
    assert await fault_of("http://public.example/", strict, Names([PUBLIC])) == Fault.FORBIDDEN
    assert await fault_of(f"http://127.0.0.1:{forbidden.port}/", strict) == Fault.ANSWER


async def test_an_allowed_address_is_allowed_on_its_port_only(forbidden: Listener) -> None:
    assert await fault_of(f"http://127.0.0.1:{forbidden.port}/", Policy(allow=(parse_allowed("127.0.0.1:1"),))) == (
        Fault.FORBIDDEN
    )
    assert forbidden.connections == 0


# At the door


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
