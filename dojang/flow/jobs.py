"""Ordinary background work, run by `dojang worker`. `queue` asks for it; what goes wrong is tried again."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TypeVar

import structlog
from django.db import OperationalError, transaction
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from dojang.bulk.models import Bulk
from dojang.companies import idempotency, rate_limits, tokens
from dojang.contracts import locking, unsealed
from dojang.contracts.models import Contract, Event
from dojang.contracts.record import SYSTEM, record
from dojang.documents import damage as damages
from dojang.documents.models import Sealed
from dojang.exports import stalled
from dojang.flow import (
    bulk,
    maintenance,
    presence,
    queue,
    seal,
    seal_retries,
    sealed_files,
    termination,
    trials,
    uploads,
)
from dojang.lib import clock
from dojang.library.models import TemplateUpload
from dojang.notifications import delivery
from dojang.notifications.models import Message

log = structlog.get_logger(__name__)
T = TypeVar("T")

# 2 s, 4 s, 8 s … more than an hour in all; afterwards `look_after` asks again for contracts still without a seal.
_PATIENT = RetryStrategy(max_attempts=12, exponential_wait=2)


class _AsTheMailDoes(BaseRetryStrategy):
    """Tries again when `delivery` says so."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        if job.attempts >= delivery.MAX_TRIES:
            return None
        return RetryDecision(retry_in={"seconds": delivery.pause_after(job.attempts + 1)})


_LOST_AFTER = timedelta(minutes=10)  # work without any job is lost; this only spares work that has just been asked for
_TRIALS = 30  # templates tried in one go; each takes about a second
_NOTED = {Message.State.SENT: Event.Kind.MESSAGE_SENT, Message.State.FAILED: Event.Kind.MESSAGE_FAILED}


@app.task(name=queue.SEAL, retry=_PATIENT)
def seal_contract(contract_id: int) -> None:
    """Seal a contract that everybody has approved."""
    seal.seal(contract_id)


@app.task(name=queue.PICTURE, retry=_PATIENT)
def picture_pages(contract_id: int) -> None:
    """Make the pictures that viewers of the sealed files are shown, before anybody asks."""
    for sealed in Sealed.objects.select_related("contract__template_version").filter(contract=contract_id):
        sealed_files.with_pictures(sealed)


@app.task(name=queue.ERASE, retry=_PATIENT)
def erase_contract(contract_id: int) -> None:
    """Erase what a deleted contract held of its people; `look_after` asks again while messages or exports wait."""
    termination.erase(contract_id)


@app.task(name=queue.SEND, retry=_AsTheMailDoes())
def send_message(message_id: int) -> None:
    """Send a message and write into the contract's history what became of it; both are kept, or neither."""
    message = Message.objects.get(pk=message_id)
    if message.state != Message.State.QUEUED:
        return
    delivery.send(message)
    with transaction.atomic():
        delivery.save(message)
        _note(message)
    if message.state == Message.State.QUEUED:
        raise delivery.DeliveryFailed(message.answer)


@app.task(name=queue.TAKE_IN, retry=RetryStrategy(max_attempts=uploads.MAX_TRIES, wait=2))
def take_in_upload(upload_id: int) -> None:
    """Make a template of an upload, or keep why not."""
    uploads.process(upload_id)


@app.task(name=queue.BULK, retry=_PATIENT, pass_context=True)
def start_bulk(context: JobContext) -> None:
    """Start what waits in bulk. A worker that is to end leaves the rest to another."""
    if not bulk.start_waiting_rows(context.should_abort):
        queue.bulk()


def _note(message: Message) -> None:
    kind = _NOTED.get(Message.State(message.state))
    if kind is not None and message.contract_id is not None:
        payload = {"message": message.pk, "purpose": message.purpose, "channel": message.channel}
        contract = locking.in_any_state(message.contract_id)
        record(contract, kind, SYSTEM, payload, {"address": message.address, "answer": message.answer})


@app.periodic(cron="* * * * *")
@app.task(name="contracts.expire", queueing_lock="contracts.expire")
def expire_contracts(timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Cancel what has passed its deadline."""
    due = Contract.objects.filter(status=Contract.Status.PLAYING, expires_at__lte=clock.now())
    _each(due.values_list("pk", flat=True).order_by("expires_at")[:1000], termination.expire)


@app.periodic(cron="* * * * *")
@app.task(name="exports.tell", queueing_lock="exports.tell")
def notify_of_stalled_exports(timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Notify companies of exports that have stalled."""
    _each(stalled.endpoints_to_notify(), maintenance.alert_stalled)


@app.periodic(cron="* * * * *")
@app.task(name="documents.tell", queueing_lock="documents.tell")
def notify_of_damaged_files(timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Notify companies of sealed files that the store no longer has whole."""
    _each(damages.companies_to_notify(), maintenance.alert_damaged_files)


@app.periodic(cron="* * * * *")
@app.task(name="templates.try", queueing_lock="templates.try")
def try_templates(timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Try templates that came in before there were trials, once each."""
    _each(trials.due()[:_TRIALS], trials.try_version)


@app.periodic(cron="* * * * *")
@app.task(name="contracts.tell-unsealed", queueing_lock="contracts.tell-unsealed")
def notify_of_unsealed(timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Notify companies and the operator of contracts that cannot be sealed."""
    maintenance.alert_operator_of_unsealed()
    _each(unsealed.companies_to_notify(), maintenance.alert_unsealed)


@app.periodic(cron="23 3 * * *")
@app.task(name="work.clean", queueing_lock="work.clean")
def clean(timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Take away what has had its time."""
    _each(maintenance.STEPS, lambda step: step())


def _each(wanted: Iterable[T], act: Callable[[T], object]) -> None:
    """Do it to each of them. One that cannot must not keep the others from it; it is tried again at the next time."""
    trouble: Exception | None = None
    for one in wanted:
        try:
            act(one)
        except OperationalError:
            raise  # the database is away, for the others too
        except Exception as error:
            log.exception("something periodic could not be done", what=act.__name__, of=one)
            trouble = error
    if trouble is not None:
        raise trouble


@app.periodic(cron="* * * * * */5")  # the sixth field is seconds
@app.task(name="work.recover", queueing_lock="work.recover")
def recover_jobs(timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Give the jobs of a worker that died to another one; a signer may be waiting for a seal."""
    for left in presence.left_jobs():
        try:
            if left.task == queue.SEAL and left.contract and not seal_retries.may_retry(left.contract, left.deaths):
                queue.drop(left.job)
                continue
            queue.again(left.job)
        except ConnectorException as error:
            # A periodic task was asked for again meanwhile, or another worker was quicker. The others must not wait for that.
            log.info("a job of a dead worker stays where it is", job=left.job, error=type(error).__name__)


@app.periodic(cron="*/5 * * * *")
@app.task(name="work.look-after", queueing_lock="work.look-after")
def look_after(timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Ask again for work whose job was lost for good: a contract without a seal, a message that no worker took."""
    long_ago = clock.now() - _LOST_AFTER
    approved = Contract.objects.filter(status=Contract.Status.SEALING, signers__acted_at__lt=long_ago).distinct()
    for contract_id in _without_job(queue.SEAL, "contract_id", approved.values_list("pk", flat=True)):
        queue.seal(contract_id)
    deleted = Contract.objects.filter(status=Contract.Status.DELETED, erased_at=None)
    for contract_id in _without_job(queue.ERASE, "contract_id", deleted.values_list("pk", flat=True)):
        queue.erase(contract_id)
    waiting = Bulk.objects.filter(finished_at=None, created_at__lt=long_ago)
    if (
        waiting.exists()
        and not ProcrastinateJob.objects.filter(task_name=queue.BULK, status__in=["todo", "doing"]).exists()
    ):
        queue.bulk()
    for upload_id in _without_job(
        queue.TAKE_IN, "upload_id", uploads.open_before(long_ago).values_list("pk", flat=True)
    ):
        queue.take_in(upload_id, TemplateUpload.objects.values_list("company", flat=True).get(pk=upload_id))
    unsent = Message.objects.filter(state=Message.State.QUEUED, planned_at__lt=long_ago)
    for message_id in _without_job(queue.SEND, "message_id", unsent.values_list("pk", flat=True)):
        queue.send(message_id)


@app.periodic(cron="17 * * * *")
@app.task(name="callers.forget", queueing_lock="callers.forget")
def forget_callers(timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Remove what was remembered of calls for a while only: paces, answers to repeat, tokens long expired."""
    rate_limits.forget()
    idempotency.forget()
    tokens.forget()


def _without_job(task: str, argument: str, wanted: Iterable[int]) -> list[int]:
    """Those of `wanted` for which no job waits or runs: however long the queue is, nothing is asked for twice."""
    there = ProcrastinateJob.objects.filter(task_name=task, status__in=["todo", "doing"])
    asked = set(there.values_list(f"args__{argument}", flat=True))
    return sorted(set(wanted) - asked)
