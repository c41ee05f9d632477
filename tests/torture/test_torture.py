"""The promise of exports in small; `make torture` shows the same at length."""

from dojang.exports.dispatch.dispatcher import DispatcherOptions
from tests.torture.dispatching import HURRIED, Habits
from tests.torture.faults import faults
from tests.torture.ground import Ground
from tests.torture.hanging import hanging
from tests.torture.killed_dispatchers import duel, orphans, thrown_out
from tests.torture.meddling import meddling
from tests.torture.replaying import replaying
from tests.torture.rollbacks import rollbacks


def test_what_is_rolled_back_is_never_sent_and_all_else_exactly_once(ground: Ground) -> None:
    assert rollbacks(ground, transactions=100, contracts=4).faults == []


def test_faults_neither_lose_nor_reorder_nor_repeat_without_cause(ground: Ground) -> None:
    assert faults(ground, contracts=40, each=10, acts=60, habits=HURRIED, patience=60).faults == []


def test_killing_one_of_two_dispatchers_each_second_loses_nothing(ground: Ground) -> None:
    assert duel(ground, kills=3, contracts=30, patience=60).faults == []


def test_dispatchers_that_lose_the_database_now_and_then_lose_nothing_else(ground: Ground) -> None:
    assert thrown_out(ground, times=6, contracts=30, patience=60).faults == []


def test_what_a_killed_dispatcher_was_sending_is_taken_up_by_another(ground: Ground) -> None:
    assert orphans(ground, contracts=100).faults == []


def test_a_hanging_endpoint_has_its_share_and_disturbs_nobody(ground: Ground) -> None:
    habits = Habits(pace=DispatcherOptions(in_flight=20, per_endpoint=5), exchange=120)
    assert hanging(ground, dead=30, rounds=2, load=60, habits=habits, patience=40).faults == []


def test_one_command_replays_in_order_what_an_outage_has_parked(ground: Ground) -> None:
    assert replaying(ground, contracts=30, each=8, patience=60).faults == []


def test_people_who_pause_resume_and_retry_disturb_neither_order_nor_count(ground: Ground) -> None:
    assert meddling(ground, contracts=60, each=6, rounds=8, habits=HURRIED, patience=60).faults == []
