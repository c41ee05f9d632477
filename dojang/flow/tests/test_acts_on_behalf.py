"""The company acts by the API in the name of a signer."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from dojang.companies.models import Company
from dojang.contracts.errors import ContractEnded, LinkDead, NotTheSigner, NotYourTurn, WrongState
from dojang.contracts.models import Contract, Event, EventPerson, Link, Signer
from dojang.contracts.tests.test_record import chain, holds
from dojang.exports.models import Delivery
from dojang.exports.order import ExportOrder
from dojang.flow import acts, entry, proofs, termination
from dojang.flow.acts import ActOrder
from dojang.flow.errors import BoxesEmpty
from dojang.flow.tests.test_acts import HERE, acme, approve, begin, enter_step, kinds, state
from dojang.lib import clock
from dojang.lib.contact import Contact
from dojang.notifications.models import Message
from tests import factories
from tests.factories import LEE, PARK, field

__all__ = ["acme"]
Status = Contract.Status
TO_ERP = ExportOrder(url="https://erp.example/hook", scope="ALL")


@pytest.fixture
def unsigned(acme: Company) -> Company:
    """A template in which nothing has to be filled in."""
    template = acme.templates.get()
    factories.give_layout(template, factories.layout([field("a", "text", 1), field("b", "text", 2, 0.3)]))
    return acme


def order(contract: Contract, step: int, address: str = "", **given: Any) -> ActOrder:
    contact = Contact.read(address or {1: LEE, 2: PARK}[step])
    return ActOrder(contract_id=contract.pk, step=step, contact=contact, member=contract.starter, visitor=HERE, **given)


def newest(contract: Contract) -> Event:
    return Event.objects.filter(contract=contract).latest("seq")


def test_approving_in_the_name_of_each_signer_leads_to_sealing(unsigned: Company) -> None:
    contract = begin(unsigned).contract
    assert acts.approve_on_behalf(order(contract, 1)).moved
    assert state(contract) == (Status.PLAYING, 2)
    acts.approve_on_behalf(order(contract, 2))
    assert state(contract) == (Status.SEALING, 0)
    assert holds(chain(contract))


def test_the_history_says_that_the_company_acted(unsigned: Company) -> None:
    contract = begin(unsigned).contract
    acts.approve_on_behalf(order(contract, 1, opinion="by phone"))
    event = newest(contract)
    assert (event.kind, event.actor, event.step) == ("signer:approved", "member", 1)
    assert event.payload == {"round": 1, "by": "api", "unproved": []}
    told = {name: value for name, (_, value) in EventPerson.objects.get(event=event).values.items()}
    assert (told["contact"], told["opinion"], told["ip"]) == (factories.KIM, "by phone", HERE.ip)


def test_it_names_the_proofs_that_nobody_made(unsigned: Company) -> None:
    signer = factories.signer("Lee", LEE, access_code="secret1", mobile_number="010-1234-5678")
    started = begin(unsigned, signers=[signer, factories.signer("Park", PARK)])
    proofs.prove_access_code(enter_step(started.contract, 1), "secret1", HERE)
    acts.approve_on_behalf(order(started.contract, 1))
    assert newest(started.contract).payload["unproved"] == ["phone"]


def test_an_approval_needs_the_required_boxes(acme: Company) -> None:
    contract = begin(acme).contract
    with pytest.raises(BoxesEmpty) as told:
        acts.approve_on_behalf(order(contract, 1))
    assert (told.value.fields, state(contract)) == (("sign1",), (Status.PLAYING, 1))


def test_what_the_signer_had_filled_in_before_it_came_back_counts(acme: Company) -> None:
    contract = begin(acme).contract
    approve(enter_step(contract, 1))
    acts.reject_on_behalf(order(contract, 2, opinion="fix it"))
    acts.approve_on_behalf(order(contract, 1))
    assert state(contract) == (Status.PLAYING, 2)


def test_a_rejection_at_the_first_step_cancels_and_is_told_like_the_signers_own(unsigned: Company) -> None:
    contract = begin(unsigned, export=TO_ERP).contract
    acts.reject_on_behalf(order(contract, 1, opinion="wrong price"))
    assert (state(contract), contract.end_reason) == ((Status.CANCELED, 0), "wrong price")
    body = bytes(Delivery.objects.get(contract=contract).body).decode()
    assert '"worktype":"RT"' in body
    assert f'"useremail":"{LEE}","opinion":"wrong price"' in body
    assert Message.objects.filter(contract=contract, purpose=Message.Purpose.CANCELED).count() == 2


def test_the_next_signer_is_invited_and_the_links_of_the_one_acted_for_die(unsigned: Company) -> None:
    started = begin(unsigned)
    acts.approve_on_behalf(order(started.contract, 1))
    assert Message.objects.get(contract=started.contract, signer__step=2).purpose == Message.Purpose.INVITATION
    with pytest.raises(LinkDead) as told:
        entry.exchange(started.first.url.partition("token=")[2], HERE)
    assert told.value.reason == Link.RevokeReason.USED


def test_the_same_act_twice_counts_once_and_answers_the_same(unsigned: Company) -> None:
    contract = begin(unsigned, export=TO_ERP).contract
    assert [acts.approve_on_behalf(order(contract, 1)).moved for _ in range(2)] == [True, False]
    assert kinds(contract).count("signer:approved") == 1
    assert Delivery.objects.filter(contract=contract).count() == 1


def test_the_other_act_afterwards_is_refused(unsigned: Company) -> None:
    contract = begin(unsigned).contract
    acts.approve_on_behalf(order(contract, 1))
    with pytest.raises(WrongState):
        acts.reject_on_behalf(order(contract, 1))


def test_what_the_signer_did_is_not_a_repeat_of_the_companys(unsigned: Company) -> None:
    contract = begin(unsigned).contract
    acts.approve(enter_step(contract, 1), {}, "", HERE)
    with pytest.raises(NotYourTurn):
        acts.approve_on_behalf(order(contract, 1))


def test_an_approval_that_was_sent_back_can_be_given_again(unsigned: Company) -> None:
    contract = begin(unsigned).contract
    acts.approve_on_behalf(order(contract, 1))
    acts.reject_on_behalf(order(contract, 2))
    assert acts.approve_on_behalf(order(contract, 1)).moved
    assert Signer.objects.get(contract=contract, step=1).round == 2


@pytest.mark.parametrize(("step", "address"), [(1, PARK), (2, LEE), (3, LEE), (0, LEE), (1, "010-1234-5678")])
def test_only_the_signers_own_address_will_do(unsigned: Company, step: int, address: str) -> None:
    contract = begin(unsigned).contract
    with pytest.raises(NotTheSigner):
        acts.approve_on_behalf(order(contract, step, address))
    assert state(contract) == (Status.PLAYING, 1)


@pytest.mark.parametrize("address", ["LEE@Example.Test", " lee@example.test "])
def test_an_address_may_be_spelt_otherwise(unsigned: Company, address: str) -> None:
    assert acts.approve_on_behalf(order(begin(unsigned).contract, 1, address)).moved


def test_a_phone_may_be_spelt_otherwise(unsigned: Company) -> None:
    signers = [factories.signer("Lee", "010-1234-5678"), factories.signer("Park", PARK)]
    assert acts.approve_on_behalf(order(begin(unsigned, signers=signers).contract, 1, "01012345678")).moved


def test_a_later_signer_has_to_wait(unsigned: Company) -> None:
    with pytest.raises(NotYourTurn):
        acts.approve_on_behalf(order(begin(unsigned).contract, 2))


@pytest.mark.parametrize("act", [acts.approve_on_behalf, acts.reject_on_behalf])
def test_nobody_acts_on_what_has_ended(unsigned: Company, act: Any) -> None:
    contract = begin(unsigned).contract
    termination.cancel(contract.pk, contract.starter, "", HERE)
    with pytest.raises(ContractEnded):
        act(order(contract, 1))


def test_nobody_acts_after_the_deadline(unsigned: Company) -> None:
    contract = begin(unsigned, expires_at=clock.now()).contract
    with pytest.raises(ContractEnded):
        acts.approve_on_behalf(order(contract, 1))


@pytest.mark.django_db(transaction=True)
def test_of_acts_at_the_same_moment_one_counts_and_all_answer_the_same(unsigned: Company) -> None:
    contract = begin(unsigned).contract
    barrier, moved = Barrier(4), []

    def act() -> None:
        barrier.wait()
        moved.append(acts.approve_on_behalf(order(contract, 1)).moved)
        connection.close()

    threads = [Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(moved) == [False, False, False, True]
    assert kinds(contract).count("signer:approved") == 1
