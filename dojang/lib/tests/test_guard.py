"""No forbidden address is ever connected to: each of them, by every way that leads to an address.

Three witnesses: the fault that the caller gets, a listener on loopback's forbidden addresses, and Python's audit events, which
report every try to connect to any address. An innocent server on an allowed address of loopback stands in for the internet.
"""

from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address

import pytest

from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing.client import CallFailed, Fault, Outgoing, Policy
from dojang.lib.tests.doubles import Listener, Names, serving
from dojang.lib.tests.hostile import FORBIDDEN, NAMES, SHAPES, SPELLINGS, STAND_IN
from dojang.lib.tests.witness import Witness, witnessing

# http, so that nothing but the address can be the reason of a refusal.
GUARDED = Policy(allow=(parse_allowed(STAND_IN),), http=True)
UNGUARDED = Policy(allow=(parse_allowed("0.0.0.0/0"), parse_allowed("::/0")), http=True)
INNOCENT = "innocent.example"


@dataclass
class World:
    """An innocent server, a listener where no call may come, and the names of both."""

    port: int
    names: Names
    witness: Witness
    forbidden: Listener
    innocent_calls: int = 0
    reply: bytes = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    policy: Policy = GUARDED

    async def call(self, url: str) -> Fault | int:
        """The status that came back, or why none did."""
        async with Outgoing(self.policy, user_agent="test") as outgoing:
            try:
                return (await outgoing.post(url, b"{}", {})).status
            except CallFailed as failure:
                return failure.fault

    def astray(self) -> list[str]:
        """The forbidden addresses that were connected to, as far as anybody noticed."""
        return self.witness.to_anybody_but(STAND_IN) + ["the listener"] * self.forbidden.connections


@pytest.fixture
async def world(names: Names) -> AsyncIterator[World]:
    async def serve(_reader: StreamReader, writer: StreamWriter) -> None:
        made.innocent_calls += 1
        writer.write(made.reply)

    async with serving(serve, address=STAND_IN) as port:
        with witnessing() as witness, closing(Listener(port)) as listener:
            made = World(port, names, witness, listener)
            yield made


Way = Callable[[World, str, str], Awaitable[Fault | int]]


def literally(address: str) -> str:
    return f"[{address}]" if ":" in address else address


async def as_a_literal(world: World, scheme: str, address: str) -> Fault | int:
    return await world.call(f"{scheme}://{literally(address)}:{world.port}/")


def by_name(*answers: str) -> Way:
    """The innocent name is looked up and gives these answers one after the other; an A or AAAA record each, by family."""

    async def way(world: World, scheme: str, address: str) -> Fault | int:
        told = [[address if one == "forbidden" else STAND_IN for one in answer.split()] for answer in answers]
        world.names.tell(INNOCENT, *told)
        return await world.call(f"{scheme}://{INNOCENT}:{world.port}/")

    return way


WAYS = {
    "a literal": as_a_literal,
    "a name": by_name("forbidden"),
    "a name with another address before it": by_name("innocent forbidden"),
    "a name with another address behind it": by_name("forbidden innocent"),
    "a name with many addresses": by_name("innocent " * 5 + "forbidden " + "innocent " * 5),
    "a name that is innocent at a second look": by_name("forbidden", "innocent"),
}


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("way", WAYS)
async def test_whatever_leads_to_a_forbidden_address_is_refused(world: World, way: str, scheme: str) -> None:
    outcomes = {address: await WAYS[way](world, scheme, address) for address in FORBIDDEN}
    assert {address: fault for address, fault in outcomes.items() if fault != Fault.FORBIDDEN} == {}
    assert (world.astray(), world.innocent_calls) == ([], 0)


async def test_a_name_is_looked_up_once_and_called_where_it_was_checked(world: World) -> None:
    changing = by_name("innocent", "forbidden")
    outcomes = {address: await changing(world, "http", address) for address in FORBIDDEN}
    assert set(outcomes.values()) == {200}
    assert (world.astray(), world.innocent_calls) == ([], len(FORBIDDEN))


async def test_a_name_that_was_innocent_at_the_last_call_is_checked_again(world: World) -> None:
    for address in FORBIDDEN:
        world.names.tell(INNOCENT, [STAND_IN], [address])
        assert await world.call(f"http://{INNOCENT}:{world.port}/") == 200
        assert await world.call(f"http://{INNOCENT}:{world.port}/") == Fault.FORBIDDEN
    assert world.astray() == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed(world: World, status: int) -> None:
    for address in FORBIDDEN:
        location = f"http://{literally(address)}:{world.port}/"
        head = f"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nRefresh: 0; url={location}\r\n"
        world.reply = head.encode() + b"Connection: close\r\nContent-Length: 0\r\n\r\n"
        assert await world.call(f"http://{STAND_IN}:{world.port}/") == status
    assert (world.astray(), world.innocent_calls) == ([], len(FORBIDDEN))


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_no_spelling_of_an_address_gets_around_the_guard(world: World, scheme: str) -> None:
    urls = [f"{scheme}://{host}:{world.port}/" for host in SPELLINGS]
    urls += [f"{scheme}://{shape.format(port=world.port)}" for shape in SHAPES]
    outcomes = {url: await world.call(url) for url in urls}
    refusals = {Fault.FORBIDDEN, Fault.NAME, Fault.REQUEST}
    assert {url: outcome for url, outcome in outcomes.items() if outcome not in refusals} == {}
    assert (world.astray(), world.witness.connects) == ([], [])


async def test_no_name_of_something_near_gets_around_the_guard(world: World) -> None:
    for name, addresses in NAMES.items():
        world.names.tell(name, addresses)
        for written in (name, name.upper(), name.title()):
            assert await world.call(f"http://{written}:{world.port}/") == Fault.FORBIDDEN, written
    assert (world.astray(), world.witness.connects) == ([], [])


async def test_without_the_guard_every_address_would_have_been_connected_to(world: World) -> None:
    world.policy = UNGUARDED
    for way in (as_a_literal, by_name("forbidden")):
        world.witness.connects.clear()
        outcomes = {address: await way(world, "http", address) for address in FORBIDDEN}
        assert Fault.FORBIDDEN not in outcomes.values()
        assert {ip_address(one) for one in world.witness.connects} == {ip_address(one) for one in FORBIDDEN}
    assert world.forbidden.connections >= 2 * len(Listener.ADDRESSES)


async def test_a_name_without_an_address_is_told_as_such(world: World) -> None:
    world.names.tell(INNOCENT, [])
    assert await world.call(f"http://{INNOCENT}:{world.port}/") == Fault.NAME
    assert await world.call(f"http://{'a' * 64}.example:{world.port}/") in (Fault.NAME, Fault.REQUEST)
    assert world.witness.connects == []
