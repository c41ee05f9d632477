"""What a company does with contracts that have ended: disposing of completed ones, deleting canceled ones."""

import pytest

from dojang.companies.models import Company
from dojang.contracts import links, tally
from dojang.contracts.errors import LinkDead, WrongState
from dojang.contracts.models import Contract, Event, FieldValue, Link
from dojang.contracts.tests.test_record import chain, holds
from dojang.exports.models import Delivery
from dojang.exports.order import ExportOrder
from dojang.flow import entry, outbox, seal, sealed_files, start, termination
from dojang.flow.orders import CopyOrder
from dojang.flow.queue import ERASE
from dojang.flow.tests.test_acts import HERE, acme, approve, begin, enter_step, kinds, state
from dojang.flow.tests.test_jobs import waiting
from dojang.flow.tests.test_seal import approved_by_all
from dojang.lib import blobs
from dojang.lib.contact import Contact
from dojang.lib.visitor import NOBODY
from dojang.notifications.models import Message
from tests import factories
from tests.factories import LEE, PARK, field

__all__ = ["acme"]
Status = Contract.Status
TO_ERP = ExportOrder(url="https://erp.example/hook", scope="ALL", authorization="Bearer s3cret")


def complete(company: Company) -> Contract:
    contract = approved_by_all(company, export=TO_ERP)
    seal.seal(contract.pk)
    return contract


def dispose(contract: Contract, reason: str = "signed twice by mistake") -> Contract:
    return termination.dispose(contract.pk, contract.starter, reason, HERE, offset="+09:00")


def canceled(company: Company, **given: object) -> Contract:
    contract = begin(company, **given).contract
    approve(enter_step(contract, 1), name="이영희")
    termination.cancel(contract.pk, contract.starter, "Lee changed her mind", HERE)
    return contract


def delete(contract: Contract) -> Contract:
    return termination.delete(contract.pk, contract.starter, HERE)


def everything_is_sent() -> None:
    Message.objects.update(state=Message.State.SENT)
    Delivery.objects.update(state=Delivery.State.SKIPPED)


def test_a_completed_contract_is_disposed_of_with_its_reason(acme: Company) -> None:
    contract = complete(acme)
    contract.refresh_from_db()
    completed_at = contract.ended_at
    dispose(contract)
    assert state(contract) == (Status.DISPOSED, 0)
    assert (contract.end_reason, contract.ended_at) == ("signed twice by mistake", completed_at)
    event = Event.objects.filter(contract=contract).latest("seq")
    assert (event.kind, event.actor, event.payload) == ("contract:disposed", "member", {"timezone_offset": "+09:00"})
    assert holds(chain(contract))


def test_nobody_outside_reads_a_disposed_contract_any_more(acme: Company) -> None:
    contract = complete(acme)
    urls = outbox.document_urls(contract)
    dispose(contract)
    for url in (urls.document_view, urls.certificate_download):
        with pytest.raises(LinkDead) as told:
            sealed_files.open_document(url.rpartition("/")[2])
        assert told.value.reason == Link.RevokeReason.DISPOSED


def fetched(contract: Contract) -> str:
    """The secret in the URL that the company is given when it asks."""
    contract.refresh_from_db()
    urls = sealed_files.urls(contract)
    return urls.document_download.rpartition("/")[2] if urls else ""


def test_the_company_reads_a_disposed_contract_by_fresh_links(acme: Company) -> None:
    contract = complete(acme)
    before = fetched(contract)
    dispose(contract)
    after = fetched(contract)
    assert blobs.get(sealed_files.open_document(after).blob).startswith(b"%PDF")
    with pytest.raises(LinkDead):
        sealed_files.open_document(before)


def test_the_starters_link_lives_on_and_a_copy_recipients_dies(acme: Company) -> None:
    contract = complete(acme)
    starters, copys = (links.issue(contract, purpose) for purpose in (Link.Purpose.STARTER, Link.Purpose.COPY))
    dispose(contract)
    assert entry.exchange(starters, NOBODY).session.signer is None
    with pytest.raises(LinkDead):
        entry.exchange(copys, NOBODY)


def test_a_disposal_is_told_to_nobody(acme: Company) -> None:
    contract = complete(acme)
    before = (Message.objects.count(), Delivery.objects.count())
    dispose(contract)
    assert (Message.objects.count(), Delivery.objects.count()) == before


def test_only_a_completed_contract_can_be_disposed_of(acme: Company) -> None:
    for contract in (begin(acme).contract, approved_by_all(acme), canceled(acme)):
        with pytest.raises(WrongState):
            dispose(contract)
    contract = dispose(complete(acme))
    with pytest.raises(WrongState):
        dispose(contract, "another reason")
    assert kinds(contract).count("contract:disposed") == 1


def test_a_canceled_contract_is_deleted_and_its_history_holds(acme: Company) -> None:
    contract = canceled(acme)
    before = [bytes(event.hash) for event in chain(contract)]
    delete(contract)
    everything_is_sent()
    assert termination.erase(contract.pk)
    assert state(contract) == (Status.DELETED, 0)
    assert kinds(contract)[-2:] == ["contract:deleted", "personal-data:erased"]
    assert [bytes(event.hash) for event in chain(contract)][: len(before)] == before
    assert holds(chain(contract))


def test_only_a_canceled_contract_can_be_deleted(acme: Company) -> None:
    for contract in (begin(acme).contract, approved_by_all(acme), complete(acme)):
        with pytest.raises(WrongState):
            delete(contract)
    contract = delete(canceled(acme))
    with pytest.raises(WrongState):
        delete(contract)


def test_a_deleted_contract_is_counted_and_opened_no_more(acme: Company) -> None:
    contract = canceled(acme)
    secret = links.issue(contract, Link.Purpose.STARTER)
    assert tally.look_up(acme, 0)[0] == 1
    delete(contract)
    assert tally.look_up(acme, 0)[0] == 0
    with pytest.raises(LinkDead) as told:
        entry.exchange(secret, NOBODY)
    assert told.value.reason == Link.RevokeReason.DELETED


def test_the_deletion_is_remembered_with_who_wanted_it_and_with_nobody_else(acme: Company) -> None:
    contract = delete(canceled(acme))
    everything_is_sent()
    termination.erase(contract.pk)
    people = [event.person.values for event in Event.objects.filter(contract=contract, person__isnull=False)]
    assert [person["contact"][1] for person in people] == [factories.KIM]


TRACES = [
    "이영희",
    "Lee",
    LEE,
    "Park",
    PARK,
    "010-1234-5678",
    "changed her mind",
    "Choi",
    "hello you",
    "NDA 2026",
    "s3cret",
]


def rows_with(trace: str) -> list[str]:
    """The tables in which the text stands anywhere. Read from outside, as from a dump."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = current_schema()")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'select count(*) from "{table}" as t where t::text ilike %s', [f"%{trace}%"])  # noqa: S608
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_after_the_last_message_and_export_nothing_of_the_people_is_left_in_any_table(acme: Company) -> None:
    factories.give_layout(acme.templates.get(), factories.layout(steps_with_a_photo()))
    lee = factories.signer("Lee", LEE, access_code="secret1", access_hint="hello you", mobile_number="010-1234-5678")
    copies = (CopyOrder(name="Choi", contact=Contact.read("choi@other.test")),)
    order = factories.order(
        acme,
        signers=[lee, factories.signer("Park", PARK)],
        copies=copies,
        export=TO_ERP,
        comment="hello you",
        values={"name": "이영희"},
    )
    contract = start.start(order).contract
    termination.cancel(contract.pk, contract.starter, "Lee changed her mind", HERE)
    assert all(rows_with(trace) for trace in TRACES)
    delete(contract)
    everything_is_sent()
    assert termination.erase(contract.pk)
    assert {trace: rows_with(trace) for trace in TRACES if rows_with(trace)} == {}


def steps_with_a_photo() -> list[dict[str, object]]:
    return [*factories.two_steps(), field("photo", "picture", 1, 0.6)]


def test_its_pictures_leave_the_store_and_those_of_others_stay(acme: Company) -> None:
    factories.give_layout(acme.templates.get(), factories.layout(steps_with_a_photo()))
    photo = png()
    contracts = [start.start(factories.order(acme, values={"photo": photo})).contract for _ in range(2)]
    keys = [
        blob
        for one in contracts
        for blob in FieldValue.objects.filter(contract=one).values_list("data__blob", flat=True)
    ]
    termination.cancel(contracts[0].pk, contracts[0].starter, "", HERE)
    delete(contracts[0])
    termination.erase(contracts[0].pk)
    assert blobs.get(keys[1])
    with pytest.raises(FileNotFoundError):
        blobs.get(keys[0])


def png() -> str:
    import base64
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def test_what_is_still_to_be_sent_is_sent_first_and_erased_then(acme: Company) -> None:
    contract = canceled(acme, export=TO_ERP)
    delete(contract)
    assert not termination.erase(contract.pk)
    message = Message.objects.filter(contract=contract, purpose=Message.Purpose.CANCELED, address=PARK).get()
    delivery = Delivery.objects.filter(contract=contract).latest("seq")
    assert ("NDA 2026" in message.subject, b'"status":"Canceled"' in bytes(delivery.body)) == (True, True)
    everything_is_sent()
    assert termination.erase(contract.pk)
    message.refresh_from_db()
    delivery.refresh_from_db()
    assert (message.subject, message.address, bytes(delivery.body), delivery.url) == ("", "", b"", "")


def test_an_export_that_is_parked_keeps_what_it_says_until_a_person_decides(acme: Company) -> None:
    contract = canceled(acme, export=TO_ERP)
    delete(contract)
    Message.objects.update(state=Message.State.SENT)
    assert not termination.erase(contract.pk)
    contract.refresh_from_db()
    assert (contract.erased_at, contract.export_target.authorization) == (None, "Bearer s3cret")


def test_a_message_without_a_provider_is_never_sent_any_more(acme: Company) -> None:
    contract = canceled(acme)
    Message.objects.update(state=Message.State.WAITING)
    delete(contract)
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.ERASED}


def test_erasing_is_asked_for_with_the_deletion_and_again_while_something_is_left(acme: Company) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    from dojang.flow import jobs

    contract = delete(canceled(acme))
    assert waiting(ERASE) == 1
    jobs.erase_contract(contract.pk)
    ProcrastinateJob.objects.filter(task_name=ERASE).delete()
    for _ in range(2):
        jobs.look_after(0)
    assert waiting(ERASE) == 1
    everything_is_sent()
    jobs.erase_contract(contract.pk)
    ProcrastinateJob.objects.filter(task_name=ERASE).delete()
    jobs.look_after(0)
    assert waiting(ERASE) == 0


def test_erasing_twice_is_told_once(acme: Company) -> None:
    contract = delete(canceled(acme))
    everything_is_sent()
    assert [termination.erase(contract.pk) for _ in range(2)] == [True, True]
    assert kinds(contract).count("personal-data:erased") == 1


def test_nothing_is_erased_of_a_contract_that_is_not_deleted(acme: Company) -> None:
    contract = canceled(acme)
    termination.erase(contract.pk)
    contract.refresh_from_db()
    assert (contract.title, contract.signers.count()) == ("NDA 2026", 2)
