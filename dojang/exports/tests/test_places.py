"""Which company gets how many places."""

from collections.abc import Iterator

from dojang.exports.dispatch.places import Endpoint, Places


def endless(company: int, endpoints: int = 100) -> Iterator[Endpoint]:
    while True:
        yield from (Endpoint(company, number) for number in range(endpoints))


def fill(places: Places, *companies: int, endpoints: int = 100) -> dict[int, int]:
    """How many each company has once each has taken, one by one, all that it may."""
    wanted, taken = {one: endless(one, endpoints) for one in companies}, dict.fromkeys(companies, 0)
    while any(places.left(one) for one in companies):
        for one in companies:
            if places.left(one):
                places.enter(next(wanted[one]))
                taken[one] += 1
    return taken


def test_companies_that_want_all_get_alike_and_leave_some_for_the_next() -> None:
    places = Places(200)
    assert fill(places, 1) == {1: 134}
    assert places.left(2) == 44
    for count in range(2, 9):
        places, names = Places(200), range(count)
        taken = fill(places, *names)
        assert max(taken.values()) - min(taken.values()) <= 1
        assert sum(taken.values()) < 200
        assert places.left(99) > 0


def test_the_last_place_is_given_to_who_has_none() -> None:
    places = Places(1)
    assert (places.left(1), places.usual, places.left_to(Endpoint(1, 1))) == (1, 1, 1)
    places.enter(Endpoint(1, 1))
    assert (places.left(1), places.left(2), places.usual) == (0, 0, 0)


def test_an_endpoint_leaves_some_to_the_company_s_others() -> None:
    places, slow = Places(200), Endpoint(1, 1)
    while places.left_to(slow):
        places.enter(slow)
    assert places.left_to(Endpoint(1, 2)) > 20


def test_who_has_more_than_others_leave_them_lets_go_first() -> None:
    places = Places(200)
    fill(places, 1)
    assert places.crowded_out() == []
    fill(places, 2, 3)
    assert places.crowded_out() == [1]
    endpoints = endless(1)
    while places.crowded_out():
        places.leave(next(endpoints))
    assert places.left(1) <= 1


def test_what_is_dealt_is_no_more_than_may_be_taken_and_reaches_every_endpoint() -> None:
    places = Places(20)
    fill(places, 1)
    wanted = {Endpoint(company, number): 50 for company in (1, 2) for number in range(3)}
    dealt = places.dealt(wanted)
    assert {one.company for one in dealt} == {2}
    assert sum(dealt.values()) <= places.left(2)
    assert places.dealt(dict.fromkeys(wanted, 0)) == {}


def test_places_that_are_left_are_free_again() -> None:
    places = Places(10)
    fill(places, 1)
    for _, endpoint in zip(range(7), endless(1), strict=False):
        places.leave(endpoint)
    assert (places.free, places.left(1), places.room(50, {}).endpoints) == (10, 7, {})
