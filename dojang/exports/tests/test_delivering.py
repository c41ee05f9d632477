"""What a receiver sees of a contract's exports, over real sockets and a real database."""

import json

from dojang.companies.models import Company
from dojang.exports.models import Attempt, Delivery, ExportStream
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch
from dojang.exports.tests.receiver import Arrival, Receiver, Reply


def test_an_approval_reaches_the_receiver(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    dispatch()
    world.approve(world.contract(acme, receiver.url))
    (arrival,) = receiver.wait_for(1)
    assert json.loads(arrival.body)["body"]["worktype"] == "CF"
