"""kill -9 of each part in turn while contracts are under way: everybody gets on with it, and nothing is lost."""

from collections.abc import Iterator

import pytest

from tests.journeys.server import Server, running
from tests.torture.kills import kills


@pytest.fixture
def doomed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("killed")) as one:
        yield one


def test_contracts_under_way_survive_the_death_of_every_part(doomed: Server) -> None:
    victims = ("web", "dispatcher", "backend", "worker", "postgres")
    assert kills(doomed, victims=victims, people=5, acts_between=3).faults == []
