"""The tests' own database as the ground of short scenarios."""

import pytest

from dojang.exports.tests.conftest import conninfo
from tests.torture.ground import Ground


@pytest.fixture
def ground(transactional_db: None) -> Ground:
    return Ground(conninfo())
