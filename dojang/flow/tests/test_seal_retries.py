"""A contract that cannot be sealed says so, is tried again for ever, and is sealed once its trouble is over, or canceled."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from dojang.companies.models import Company
from dojang.contracts import locking, machine, record
from dojang.contracts.errors import WrongState
from dojang.contracts.models import Contract, Event, SealingFailure
from dojang.documents import completion, files
from dojang.documents.models import Sealed
from dojang.exports.models import Delivery
from dojang.exports.order import ExportOrder
from dojang.flow import jobs, presence, queue, seal, seal_retries, start, termination
from dojang.flow.tests.test_acts import HERE, approve, enter_step, kinds, state
from dojang.flow.tests.test_cleanup import photo
from dojang.flow.tests.test_worker import doing
from dojang.lib import clock
from dojang.lib.errors import TooManyRequests
from dojang.notifications.models import Message
from tests import factories

Status, Reason = Contract.Status, SealingFailure.Reason
TO_ERP = ExportOrder(url="https://erp.example/hook", scope="ALL")


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Path:
    """A store and a data folder with keys of the test's own."""
    shutil.copytree(Path(settings.DATA) / "keys", tmp_path / "keys")
    settings.DATA, settings.BLOBS_URL = tmp_path, (tmp_path / "blobs").as_uri()
    return tmp_path / "blobs"


@pytest.fixture
def acme(db: None, store: Path) -> Company:
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=[*factories.two_steps(), factories.field("photo", "picture", 1, 0.6)])
    return company


@pytest.fixture
def contract(acme: Company) -> Contract:
    return approved_by_all(acme)


def approved_by_all(company: Company, **given: Any) -> Contract:
    begun = start.start(factories.order(company, **given)).contract
    approve(enter_step(begun, 1), photo=photo())
    approve(enter_step(begun, 2))
    return begun


@pytest.fixture
def broken(contract: Contract, store: Path) -> Contract:
    """One whose template's file is away."""
    away(template_file(contract, store))
    seal.seal(contract.pk)
    return contract


def template_file(contract: Contract, store: Path) -> Path:
    return store / contract.template_version.pdf


def picture_file(contract: Contract, store: Path) -> Path:
    data = contract.values.get(name="photo").data
    assert data is not None
    return store / str(data["prepared"])


def contracts_folder(contract: Contract, store: Path) -> Path:
    return store / f"companies/{contract.company_id}/contracts"


def key(_contract: Contract, store: Path) -> Path:
    return store.parent / "keys/seal.key.pem"


def away(path: Path) -> None:
    path.rename(path.with_suffix(".away"))


def back(path: Path) -> None:
    path.with_suffix(".away").rename(path)


def spoiled(path: Path) -> None:
    shutil.copy(path, path.with_suffix(".away"))
    path.write_bytes(b"anything else")


def a_file_in_place_of_the_folder(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".away").mkdir()
    path.write_bytes(b"")


def failure() -> SealingFailure:
    return SealingFailure.objects.get()


def waiting() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name=queue.SEAL, status="todo"))


def pdfs(contract: Contract, store: Path) -> set[str]:
    folder = store / files.folder(contract)
    return {str(file.relative_to(store)) for file in folder.glob("*.pdf")}


# What may keep a contract from being sealed

Harm = Callable[[Path], None]
Where = Callable[[Contract, Path], Path]
HARMS: list[tuple[Harm, Where, SealingFailure.Reason]] = [
    (away, template_file, Reason.TEMPLATE_MISSING),
    (spoiled, template_file, Reason.TEMPLATE_CHANGED),
    (away, picture_file, Reason.PICTURE_MISSING),
    (spoiled, picture_file, Reason.PICTURE_CHANGED),
    (away, key, Reason.KEY),
    (spoiled, key, Reason.KEY),
    (a_file_in_place_of_the_folder, contracts_folder, Reason.STORAGE),
]


@pytest.mark.parametrize(("harm", "where", "reason"), HARMS)
def test_each_trouble_is_named_and_heals_once_it_is_over(
    contract: Contract, store: Path, harm: Harm, where: Where, reason: SealingFailure.Reason
) -> None:
    harm(where(contract, store))
    assert not seal.seal(contract.pk)
    assert (state(contract), failure().reason) == ((Status.SEALING, 0), reason)
    path = where(contract, store)
    if path.is_file():
        path.unlink()
    back(path)
    assert seal.seal(contract.pk)
    assert (state(contract), SealingFailure.objects.count()) == ((Status.COMPLETE, 0), 0)
    assert pdfs(contract, store) == set(Sealed.objects.values_list("blob", flat=True))


def test_fonts_that_are_missing_are_named(contract: Contract, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(completion, "FONTS", tmp_path)
    seal.seal(contract.pk)
    assert failure().reason == Reason.FONTS
    assert "PretendardJP-Regular.ttf" in failure().detail


def test_memory_that_is_not_there_is_named() -> None:
    with pytest.raises(completion.CannotFinish) as raised, completion._trouble_is(Reason.DOCUMENT):
        bytearray(2**62)
    assert raised.value.reason == Reason.MEMORY


def test_the_database_being_away_is_no_failure_of_the_contract(contract: Contract) -> None:
    from django.db import OperationalError

    def lost(execute: Any, sql: str, *rest: Any) -> Any:
        if "documents_sealed" in sql:
            raise OperationalError
        return execute(sql, *rest)

    with pytest.raises(OperationalError), connection.execute_wrapper(lost):
        seal.seal(contract.pk)
    assert not SealingFailure.objects.exists()


def test_what_goes_wrong_while_it_is_completed_is_noted_too(contract: Contract) -> None:
    def broken(execute: Any, sql: str, *rest: Any) -> Any:
        if "INSERT INTO" in sql and "documents_sealed" in sql:
            raise ValueError("no such column")
        return execute(sql, *rest)

    with connection.execute_wrapper(broken):
        seal.seal(contract.pk)
    assert (failure().reason, failure().detail) == (Reason.INTERNAL, "ValueError: no such column")


# Trying again


def test_the_first_failure_is_an_error_in_the_log_with_the_contract_s_number(
    contract: Contract, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    away(template_file(contract, store))
    seal.seal(contract.pk)
    told = caplog.records[-1].msg
    assert isinstance(told, dict)
    assert (told["level"], told["contract"], told["company"], told["tries"]) == ("error", contract.pk, "acme", 1)
    assert (told["reason"], told["stuck"]) == ("template-missing", 1)


def test_it_is_tried_again_soon_then_rarely_and_for_ever(broken: Contract) -> None:
    pauses = list[timedelta]()
    now = clock.now()
    for tries in range(1, 12):
        assert (failure().tries, len(waiting())) == (tries, 1)
        pauses.append(failure().next_at - now)
        assert waiting()[0].scheduled_at == failure().next_at
        now = failure().next_at
        with clock.stopped_at(now):
            seal.seal(broken.pk)
    seconds = [round(pause.total_seconds()) for pause in pauses]
    assert seconds == [2, 10, 60, 300, 1800, 3600, *[21600] * 5]


@pytest.mark.parametrize("after_deaths", [False, True])
def test_what_starts_has_all_tried_again_at_once(broken: Contract, after_deaths: bool) -> None:
    SealingFailure.objects.update(next_at=clock.now() + timedelta(hours=6))
    assert seal_retries.try_again_now(after_deaths=after_deaths) == 1
    (job,) = waiting()
    assert (job.scheduled_at, job.args) == (None, {"contract_id": broken.pk})
    assert failure().next_at <= clock.now()


def test_a_worker_that_starts_does_not_try_what_workers_died_of(broken: Contract) -> None:
    SealingFailure.objects.update(reason=Reason.WORKER)
    before = [job.pk for job in waiting()]
    assert seal_retries.try_again_now(after_deaths=False) == 0
    assert [job.pk for job in waiting()] == before
    assert seal_retries.try_again_now(after_deaths=True) == 1


def test_a_contract_of_which_workers_die_again_and_again_waits_longer_and_longer(contract: Contract) -> None:
    ProcrastinateJob.objects.all().delete()
    for deaths in range(2):
        left_by_a_dead_worker(contract, attempts=deaths)
        jobs.recover_jobs(0)
        assert ([job.attempts for job in waiting()], SealingFailure.objects.count()) == ([deaths + 1], 0)
    for tries in (1, 2):
        left_by_a_dead_worker(contract, attempts=2 if tries == 1 else 0)
        jobs.recover_jobs(0)
        assert (failure().reason, failure().tries) == (Reason.WORKER, tries)
        assert waiting()[0].scheduled_at == failure().next_at


def left_by_a_dead_worker(contract: Contract, attempts: int) -> None:
    ProcrastinateJob.objects.all().delete()
    job, _ = doing(heartbeat=presence.PAUSE + 1)
    args = json.dumps({"contract_id": contract.pk})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET args = %s, attempts = %s WHERE id = %s", [args, attempts, job])


def test_somebody_may_have_it_tried_again_now_and_now_and_then(broken: Contract) -> None:
    for _ in range(seal_retries.ASKED_FOR.most):
        seal_retries.reseal_for_company(broken.pk)
    assert [job.scheduled_at for job in waiting()] == [None]
    with pytest.raises(TooManyRequests):
        seal_retries.reseal_for_company(broken.pk)


def test_only_a_contract_that_waits_for_its_seal_is_tried_again(acme: Company) -> None:
    begun = start.start(factories.order(acme)).contract
    with pytest.raises(WrongState):
        seal_retries.reseal(begun.pk)


# Canceling it


def kim(contract: Contract) -> Any:
    return contract.starter


def test_one_that_cannot_be_sealed_can_be_canceled(broken: Contract) -> None:
    termination.cancel(broken.pk, kim(broken), "The template is lost.", HERE)
    assert (state(broken), kinds(broken)[-1]) == ((Status.CANCELED, 0), "contract:canceled")
    assert Event.objects.filter(contract=broken).latest("seq").payload == {"turn": 2, "unsealed": "template-missing"}
    assert not SealingFailure.objects.exists()
    told = Message.objects.filter(contract=broken, purpose=Message.Purpose.CANCELED).values_list("address", flat=True)
    assert sorted(told) == [factories.KIM, factories.LEE, factories.PARK]


def test_its_cancellation_is_exported_as_any_other(acme: Company, store: Path) -> None:
    contract = approved_by_all(acme, export=TO_ERP)
    away(template_file(contract, store))
    seal.seal(contract.pk)
    termination.cancel(contract.pk, kim(contract), "lost", HERE)
    bodies = [json.loads(bytes(one.body))["body"] for one in Delivery.objects.order_by("seq")]
    told = [(body["worktype"], body["status"], body["processid"]) for body in bodies]
    assert told == [("CF", "Playing", "1"), ("RT", "Canceled", "2")]
    assert (bodies[-1]["useremail"], bodies[-1]["opinion"]) == (factories.KIM, "lost")


def test_one_that_is_just_being_sealed_cannot_be_canceled(contract: Contract) -> None:
    with pytest.raises(WrongState):
        termination.cancel(contract.pk, kim(contract), "", HERE)
    assert seal.seal(contract.pk)


def test_a_seal_that_comes_after_the_cancellation_leaves_nothing_behind(broken: Contract, store: Path) -> None:
    back(template_file(broken, store))
    finished = completion.finish(broken)
    termination.cancel(broken.pk, kim(broken), "", HERE)
    assert {finished.document.blob, finished.certificate.blob} == pdfs(broken, store)
    assert not seal.seal(broken.pk)
    assert (state(broken), pdfs(broken, store)) == ((Status.CANCELED, 0), set())


def test_of_a_seal_and_a_cancellation_at_the_same_moment_one_happens(
    transactional_db: None, acme: Company, store: Path
) -> None:
    contract = approved_by_all(acme)
    away(template_file(contract, store))
    seal.seal(contract.pk)
    back(template_file(contract, store))
    sealed = list[bool]()

    def seal_now() -> None:
        sealed.append(seal.seal(contract.pk))
        connection.close()

    worker = Thread(target=seal_now)
    with transaction.atomic():
        lent = locking.cancelable(contract.pk)
        worker.start()
        while not somebody_waits_for_the_row():
            assert worker.is_alive()
        machine.cancel(lent, record.OPERATOR, "")
    worker.join()
    assert (sealed, state(contract), pdfs(contract, store)) == ([False], (Status.CANCELED, 0), set())
    assert (Sealed.objects.count(), kinds(contract).count("contract:sealed")) == (0, 0)


def somebody_waits_for_the_row() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_the_operator_can_cancel_it_too_and_the_history_says_who(broken: Contract) -> None:
    termination.cancel_by_operator(broken.pk, "The template is lost.")
    event = Event.objects.filter(contract=broken).latest("seq")
    assert (event.actor, event.person.values["name"][1]) == ("system", "operator")


def test_after_its_deletion_nothing_of_its_files_is_left(broken: Contract, store: Path) -> None:
    back(template_file(broken, store))
    completion.finish(broken)
    termination.cancel(broken.pk, kim(broken), "", HERE)
    termination.delete(broken.pk, kim(broken), HERE)
    termination.erase(broken.pk)
    assert pdfs(broken, store) == set()
