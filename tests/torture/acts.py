"""Contracts and their exports, one by one as in business, or in bulk where a scenario needs many. Needs Django."""

import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
from random import Random

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event
from dojang.exports import plan as exports
from dojang.exports.models import Delivery, ExportStream
from dojang.exports.order import ExportOrder
from dojang.exports.streams import wake
from dojang.exports.tests import world
from dojang.lib import clock

_HANDS = 2
_IN_ONE_TRANSACTION = 5000


class Acts:
    """Signers who act on contracts, in transactions of which a share is rolled back."""

    def __init__(self, company: Company, urls: Sequence[str], contracts: int) -> None:
        self._contracts = [world.contract(company, url) for url in islice(cycle(urls), contracts)]
        self.committed: Counter[int] = Counter()

    def act(self, times: int, rolled_back: float = 0.0) -> None:
        """So many acts, by some at the same time, each with contracts of their own."""
        with ThreadPoolExecutor(_HANDS) as hands:
            shares = [self._contracts[hand::_HANDS] for hand in range(_HANDS)]
            counts = [times // _HANDS + (hand < times % _HANDS) for hand in range(_HANDS)]
            for committed in hands.map(partial(_act, rolled_back), shares, counts):
                self.committed += committed


def _act(rolled_back: float, contracts: Sequence[Contract], times: int) -> Counter[int]:
    """Each act is on a contract by chance: an approval or, when it is Park's turn, a rejection. How many were committed."""
    chance, committed = Random(times), Counter[int]()  # noqa: S311 — the same acts in each run
    for _ in range(times):
        contract, undo = chance.choice(contracts), chance.random() < rolled_back
        with transaction.atomic():
            world.approve(contract) if contract.turn == 1 else world.reject(contract)
            transaction.set_rollback(undo)
        if undo:
            contract.refresh_from_db()
        else:
            committed[contract.pk] += 1
    connection.close()
    return committed


class Mass:
    """Many contracts whose exports are planned in bulk: the same rows and locks as `exports.plan`, a batch in each statement.

    Business is left out: the events are bare and belong to no chain, the bodies carry only what the receiver reads.
    """

    def __init__(self, company: Company, urls: Sequence[str], contracts: int) -> None:
        one = world.contract(company, urls[0])
        same = {
            field.attname: getattr(one, field.attname)
            for field in Contract._meta.concrete_fields
            if not field.primary_key
        }
        with transaction.atomic():
            made = Contract.objects.bulk_create([Contract(**same) for _ in range(contracts)])
            orders = [ExportOrder(url=url, scope="ALL") for _, url in zip(made, cycle(urls), strict=False)]
            exports.aim(list(zip(made, orders, strict=True)))
        self._urls = {contract.pk: url for contract, url in zip(made, cycle(urls), strict=False)}
        self.committed: Counter[int] = Counter()

    @property
    def contracts(self) -> list[int]:
        return list(self._urls)

    def plan(self, contracts: Sequence[int], each: int) -> None:
        """So many more exports of each of these, in transactions of some thousands."""
        most = max(1, _IN_ONE_TRANSACTION // each)
        for start in range(0, len(contracts), most):
            self._plan(contracts[start : start + most], each)

    @transaction.atomic
    def _plan(self, contracts: Sequence[int], each: int) -> None:
        streams = ExportStream.objects.select_for_update().filter(contract__in=contracts).order_by("contract")
        due = [(stream.contract_id, stream.seq + more) for stream in streams for more in range(1, each + 1)]
        events = Event.objects.bulk_create([_event(contract, seq) for contract, seq in due])
        Delivery.objects.bulk_create(self._delivery(event) for event in events)
        streams.update(seq=F("seq") + each, pending=F("pending") + each, next_at=Coalesce(F("next_at"), Now()))
        wake()
        self.committed.update(dict.fromkeys(contracts, each))

    def _delivery(self, event: Event) -> Delivery:
        body = {
            "header": {"api_name": "export"},
            "body": {"wfuid": str(event.contract_id), "opinion": f"act {event.seq}" * 50},
        }
        return Delivery(
            contract_id=event.contract_id, event=event, seq=event.seq, url=self._urls[event.contract_id],
            body=json.dumps(body).encode(),
        )  # fmt: skip


def _event(contract: int, seq: int) -> Event:
    return Event(
        contract_id=contract, seq=seq, at=clock.now(), kind=Event.Kind.APPROVED, actor="signer", step=1,
        previous_hash=b"", hash=b"",
    )  # fmt: skip
