"""Any order of acts, allowed or not, leaves the contract where a small model says it is."""

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from dojang.contracts import links, locking, machine
from dojang.contracts.models import Contract, Event, Link, SealingFailure, Session, Signer
from dojang.contracts.record import leaf_hash
from dojang.flow import acts, changes, entry, seal_retries, start, termination
from dojang.flow.acts import ActOrder
from dojang.lib.contact import Contact
from dojang.lib.errors import DojangError
from dojang.lib.visitor import NOBODY
from tests import factories

STEPS = 3


class Journey(RuleBasedStateMachine):
    """The model is `status` and `turn`; the sessions are every browser that ever came in."""

    def __init__(self) -> None:
        super().__init__()
        company = factories.company(f"c{Contract.objects.count()}-{Event.objects.count()}")
        factories.member(company)
        fields = [
            factories.field(f"sign{step}", "signature", step, step / 10, required=True) for step in range(1, STEPS + 1)
        ]
        factories.template(company, fields=fields, steps=STEPS)
        signers = [factories.signer(f"S{step}", f"s{step}@example.test") for step in range(1, STEPS + 1)]
        started = start.start(factories.order(company, signers=signers))
        self.contract, self.acts = started.contract, 0
        self.reminders = 0
        self.sessions: list[Session] = []
        self.status, self.turn = "playing", 1
        self.has_failed = False

    def act(self, session: Session, do: Any) -> bool:
        """Whether the act moved the contract; a refusal is an answer too, a crash is not."""
        try:
            moved = do(Session.objects.get(pk=session.pk)).moved
        except DojangError:
            return False
        self.acts += moved
        return bool(moved)

    def has_the_turn(self, session: Session) -> bool:
        signer = Signer.objects.get(session=session)
        return self.status == "playing" and signer.step == self.turn and session.round == signer.round

    @precondition(lambda self: self.status == "playing")
    @rule(reminded=st.booleans())
    def come_in(self, reminded: bool) -> None:
        signer = self.contract.signers.get(step=self.turn)
        if reminded or not Link.objects.filter(signer=signer, revoked_at=None).exists():
            secret = links.invite(signer)
        else:
            secret = links.issue(self.contract, Link.Purpose.SIGN, signer)
        self.sessions.append(factories.agreed(entry.exchange(secret, NOBODY).session))

    @precondition(lambda self: self.sessions)
    @rule(data=st.data())
    def approve(self, data: st.DataObject) -> None:
        session = data.draw(st.sampled_from(self.sessions[-3:]))
        may = self.has_the_turn(session) and Link.objects.get(pk=session.link_id).revoked_at is None
        name = f"sign{session.signer.step if session.signer else 0}"
        assert self.act(session, lambda s: acts.approve(s, {name: factories.STROKES}, "", NOBODY)) == may
        if may and self.turn == STEPS:
            self.status, self.turn = "sealing", 0
        elif may:
            self.turn += 1

    @precondition(lambda self: self.sessions)
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        session = data.draw(st.sampled_from(self.sessions[-3:]))
        may = self.has_the_turn(session) and Link.objects.get(pk=session.link_id).revoked_at is None
        assert self.act(session, lambda s: acts.reject(s, "no", NOBODY)) == may
        if may:
            self.turn -= 1
            self.status = "playing" if self.turn else "canceled"

    @precondition(lambda self: len(self.sessions) > 1)
    @rule(step=st.integers(1, STEPS), approved=st.booleans())
    def act_by_the_api(self, step: int, approved: bool) -> None:
        order = ActOrder(
            contract_id=self.contract.pk, step=step, contact=Contact.read(f"s{step}@example.test"),
            member=self.contract.starter,
        )  # fmt: skip
        filled = self.contract.values.filter(name=f"sign{step}").exclude(data=None).exists()
        may = self.status == "playing" and step == self.turn and (filled or not approved)
        try:
            moved = (acts.approve_on_behalf if approved else acts.reject_on_behalf)(order).moved
        except DojangError:
            moved = False
        assert moved == may
        self.acts += moved
        if may and approved:
            self.status, self.turn = ("sealing", 0) if step == STEPS else ("playing", step + 1)
        elif may:
            self.turn -= 1
            self.status = "playing" if self.turn else "canceled"

    @precondition(lambda self: self.reminders < changes.REMINDERS.most)
    @rule()
    def remind(self) -> None:
        self.reminders += 1
        self.do("playing", "playing", lambda: changes.remind(self.contract.pk, self.contract.starter, NOBODY))

    @precondition(lambda self: len(self.sessions) > 3)  # sooner, hardly a run would see a contract come back
    @rule()
    def cancel(self) -> None:
        before = "sealing" if self.has_failed else "playing"
        self.do(before, "canceled", lambda: termination.cancel(self.contract.pk, self.contract.starter, "", NOBODY))

    @precondition(lambda self: self.status == "sealing")
    @rule()
    def fail_to_seal(self) -> None:
        seal_retries.record_failure(self.contract.pk, SealingFailure.Reason.DOCUMENT, ValueError())
        self.has_failed = True

    @precondition(lambda self: self.status == "sealing")
    @rule()
    def seal(self) -> None:
        with transaction.atomic():
            lent = locking.sealing(self.contract.pk)
            assert lent is not None
            machine.sealed(lent, {})
        self.status, self.has_failed = "complete", False

    @precondition(lambda self: len(self.sessions) > 2)
    @rule()
    def dispose(self) -> None:
        self.do(
            "complete", "disposed", lambda: termination.dispose(self.contract.pk, self.contract.starter, "", NOBODY)
        )

    @precondition(lambda self: len(self.sessions) > 2)
    @rule()
    def delete(self) -> None:
        self.do("canceled", "deleted", lambda: termination.delete(self.contract.pk, self.contract.starter, NOBODY))

    def do(self, before: str, after: str, act: Callable[[], object]) -> None:
        """What the company does is possible in one state and leads to one."""
        try:
            act()
        except DojangError:
            assert self.status != before
        else:
            assert self.status == before
            self.status, self.turn = after, self.turn if after == "playing" else 0
            self.has_failed = False

    @invariant()
    def the_contract_is_where_the_model_is(self) -> None:
        self.contract.refresh_from_db()
        assert (self.contract.status, self.contract.turn) == (self.status, self.turn)

    @invariant()
    def the_history_tells_each_act_once_and_holds_together(self) -> None:
        events = list(Event.objects.filter(contract=self.contract))
        told = [event for event in events if event.kind in ("signer:approved", "signer:rejected")]
        assert len(told) == self.acts
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
        heads = [b"", *(leaf_hash(event) for event in events)]
        assert [bytes(event.previous_hash) for event in events] == heads[:-1]

    @invariant()
    def only_the_one_who_has_the_turn_holds_a_living_link(self) -> None:
        living = Link.objects.filter(contract=self.contract, purpose=Link.Purpose.SIGN, revoked_at=None)
        assert not living or self.status == "playing"
        assert {link.signer.step for link in living.select_related("signer") if link.signer} <= {self.turn}


class TestJourney(TestCase):
    """Runs the machine; each example in a transaction of its own."""

    def test_any_order_of_acts_ends_where_the_model_says(self) -> None:
        from hypothesis.stateful import run_state_machine_as_test

        run_state_machine_as_test(
            Journey,
            settings=settings(
                max_examples=30,
                stateful_step_count=20,
                suppress_health_check=list(HealthCheck),
                phases=[
                    Phase.explicit,
                    Phase.generate,
                ],  # shrinking takes minutes; twenty steps can be read as they are
            ),
        )
