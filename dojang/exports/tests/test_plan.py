"""Which events are exported, and that an export is as real as the transaction it is planned in."""

import psycopg
import pytest
from django.db import transaction

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports.dispatch.presence import CHANNEL
from dojang.exports.models import Delivery, ExportStream, ExportTarget
from dojang.exports.tests import world
from dojang.exports.tests.conftest import conninfo

pytestmark = pytest.mark.django_db
URL = "https://erp.example/hook"


@pytest.fixture
def acme(db: None) -> Company:
    return world.company()


def planned(of: Contract) -> list[str]:
    events = Delivery.objects.filter(contract=of).order_by("seq").select_related("event")
    return [f"{delivery.seq} {delivery.event.kind}" for delivery in events]


def test_all_exports_every_act_and_the_end(acme: Company) -> None:
    made = world.contract(acme, URL)
    world.approve(made)
    world.reject(made)
    world.approve(made)
    world.approve(made)
    world.seal(made)
    assert planned(made) == ["1 signer:approved", "2 signer:rejected", "3 signer:approved", "4 contract:sealed"]


def test_start_and_end_leaves_out_what_is_between(acme: Company) -> None:
    made = world.contract(acme, URL, "StartAndEnd")
    world.approve(made)
    world.reject(made)
    world.approve(made)
    world.approve(made)
    world.seal(made)
    assert planned(made) == ["1 signer:approved", "2 signer:approved", "3 contract:sealed"]


@pytest.mark.parametrize("scope", ["ALL", "StartAndEnd"])
def test_each_kind_of_end_is_exported(acme: Company, scope: str) -> None:
    rejected, canceled, expired = (world.contract(acme, URL, scope) for _ in range(3))
    world.reject(rejected)
    world.cancel(canceled)
    world.expire(expired)
    assert planned(rejected) == ["1 signer:rejected"]
    assert planned(canceled) == ["1 contract:canceled"]
    assert planned(expired) == ["1 contract:expired"]


def test_a_contract_without_a_target_exports_nothing(acme: Company) -> None:
    made = world.contract(acme, URL)
    Delivery.objects.all().delete()
    ExportStream.objects.all().delete()
    ExportTarget.objects.all().delete()
    world.approve(made)
    assert planned(made) == []


def test_a_rolled_back_act_leaves_no_export_and_no_gap(acme: Company) -> None:
    made = world.contract(acme, URL)
    with transaction.atomic():
        world.approve(made)
        transaction.set_rollback(True)
    made.refresh_from_db()
    world.approve(made)
    assert planned(made) == ["1 signer:approved"]


@pytest.mark.django_db(transaction=True)
def test_dispatchers_are_told_once_the_act_is_committed(acme: Company) -> None:
    undone, done = world.contract(acme, URL), world.contract(acme, URL)
    with psycopg.connect(conninfo(), autocommit=True) as listening:
        listening.execute(f"LISTEN {CHANNEL}")
        with transaction.atomic():
            world.approve(undone)
            transaction.set_rollback(True)
        assert list(listening.notifies(timeout=0.1)) == []
        world.approve(done)
        assert len(list(listening.notifies(timeout=5, stop_after=1))) == 1


def test_the_stream_counts_what_is_pending(acme: Company) -> None:
    made = world.contract(acme, URL)
    world.back_and_forth(made, 3)
    stream = ExportStream.objects.get(contract=made)
    assert (stream.seq, stream.pending) == (3, 3)
    assert stream.next_at is not None


def test_endpoints_are_told_apart_by_company_and_origin(acme: Company) -> None:
    other = world.company("other")
    made = [
        world.contract(acme, "https://ERP.example/a"),
        world.contract(acme, "https://erp.example:443/b"),
        world.contract(acme, "https://erp.example:8443/a"),
        world.contract(other, "https://erp.example/a"),
    ]
    endpoints = [contract.export_stream.endpoint for contract in made]
    assert endpoints[0] == endpoints[1]
    assert len(set(endpoints)) == 3
