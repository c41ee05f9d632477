"""Uploads on their way to a template."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from dojang.companies.callers import Caller, Scope
from dojang.companies.models import IdempotentResponse
from dojang.flow import jobs, queue, uploads, worker
from dojang.lib import blobs, clock
from dojang.lib.errors import TooManyRequests
from dojang.library.models import Template, TemplateUpload
from tests import factories
from tests.factories import blank_pdf, field, two_steps

LAYOUT = {"steps": [{"step": 1}, {"step": 2}], "fields": two_steps()}


@pytest.fixture
def kim(db: None) -> Caller:
    return caller("acme")


def caller(comp_id: str) -> Caller:
    company = factories.company(comp_id)
    return Caller(company=company, member=factories.member(company), scopes=frozenset(Scope), token_id=1)


def uploaded(by: Caller, pdf: bytes | None = None, **given: Any) -> TemplateUpload:
    file = uploads.keep_file(by.company, blank_pdf() if pdf is None else pdf)
    return uploads.enqueue(by, file, **({"layout": LAYOUT, "name": "NDA"} | given))


def again(upload: TemplateUpload) -> TemplateUpload:
    upload.refresh_from_db()
    return upload


def test_an_upload_becomes_a_template_once(kim: Caller) -> None:
    upload = uploaded(kim)
    for _ in range(2):
        uploads.process(upload.pk)
    template = Template.objects.get()
    assert (again(upload).state, upload.template, upload.pages_done, upload.pages) == ("done", template, 1, 1)
    assert (template.name, template.creator, template.versions.count()) == ("NDA", kim.member, 1)


def test_what_was_uploaded_is_kept_no_longer_than_needed(kim: Caller) -> None:
    upload = uploaded(kim)
    assert blobs.get(upload.pdf) == blank_pdf()
    uploads.process(upload.pk)
    with pytest.raises(FileNotFoundError):
        blobs.get(upload.pdf)


def test_a_version_of_a_layout_alone_leaves_the_template_s_file(kim: Caller) -> None:
    uploads.process(uploaded(kim).pk)
    template = Template.objects.get()
    newest = template.latest()
    fields = [*two_steps(), field("more", "text", 1, 0.5)]
    upload = uploads.enqueue(
        kim, uploads.KeptFile(newest.pdf), layout=LAYOUT | {"fields": fields}, name="NDA", of=template
    )
    uploads.process(upload.pk)
    assert (again(upload).state, template.latest().number) == ("done", 2)
    assert blobs.get(newest.pdf)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"pdf": b"%PDF-1.7 nothing more"}, {"pdf": "damaged", "facts": {}}),
        ({"layout": LAYOUT | {"fields": [field("what", "drawing", 1)] * 25}}, {"more": 5}),
    ],
)
def test_what_cannot_be_a_template_is_refused_and_frees_its_key(kim: Caller, given: Any, why: dict[str, Any]) -> None:
    IdempotentResponse.objects.create(company=kim.company, key="k", request=b"")
    upload = uploaded(kim, key="k", **given)
    uploads.process(upload.pk)
    assert again(upload).state == "refused"
    assert upload.refusal is not None
    assert why.items() <= upload.refusal.items()
    assert not Template.objects.exists()
    assert not IdempotentResponse.objects.exists()


def test_a_fault_of_ours_is_tried_again_and_then_told(kim: Caller) -> None:
    upload = uploaded(kim)
    blobs.remove(upload.folder)
    for _ in range(uploads.MAX_TRIES - 1):
        with pytest.raises(FileNotFoundError):
            uploads.process(upload.pk)
        assert again(upload).state == "processing"
    uploads.process(upload.pk)
    assert again(upload).state == "failed"


def test_a_company_has_so_many_on_their_way_and_another_as_many(kim: Caller) -> None:
    for _ in range(uploads.MAX_WAITING):
        last = uploaded(kim)
    with pytest.raises(TooManyRequests):
        uploads.keep_file(kim.company, blank_pdf())
    with pytest.raises(TooManyRequests):
        uploads.enqueue(kim, uploads.KeptFile("x"), layout=LAYOUT, name="NDA")
    uploaded(caller("beta"))
    uploads.process(last.pk)
    uploaded(kim)


def test_companies_take_turns_and_of_each_one_file_is_taken_in_at_a_time(kim: Caller) -> None:
    beta = caller("beta")
    for by in (kim, kim, kim, beta):
        uploaded(by)
    waiting = ProcrastinateJob.objects.filter(task_name=queue.TAKE_IN).order_by("-priority", "id")
    assert [job.lock for job in waiting] == [f"intake-{one.company.pk}" for one in (kim, beta, kim, kim)]
    assert {job.queue_name for job in waiting} == {queue.INTAKE}


def test_an_upload_whose_job_was_lost_is_taken_in_all_the_same(kim: Caller) -> None:
    upload = uploaded(kim)
    ProcrastinateJob.objects.filter(task_name=queue.TAKE_IN).delete()
    jobs.look_after(0)
    assert not ProcrastinateJob.objects.filter(task_name=queue.TAKE_IN).exists()
    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        jobs.look_after(0)
        jobs.look_after(0)
    (job,) = ProcrastinateJob.objects.filter(task_name=queue.TAKE_IN)
    assert job.args == {"upload_id": upload.pk}


def test_what_was_settled_long_ago_is_forgotten_and_what_is_open_is_not(kim: Caller) -> None:
    old, waiting = uploaded(kim), uploaded(kim)
    uploads.process(old.pk)
    blobs.put(f"companies/{kim.company.pk}/uploads/nobodys", b"left behind", ".pdf")
    with clock.stopped_at(clock.now() + uploads.KEPT_FOR):
        uploads.forget()
    assert list(TemplateUpload.objects.all()) == [waiting]
    assert blobs.get(waiting.pdf)
    left = [
        key
        for keys in blobs.kept_before(f"companies/{kim.company.pk}/uploads", clock.now() + timedelta(1))
        for key in keys
    ]
    assert left == [waiting.pdf]


@pytest.mark.django_db(transaction=True)
def test_the_worker_takes_in_what_was_uploaded() -> None:
    upload = uploaded(caller("acme"))
    worker.run(until_idle=True)
    assert again(upload).state == "done"
    assert not ProcrastinateJob.objects.filter(task_name=queue.TAKE_IN).exists()


@pytest.mark.django_db(transaction=True)
def test_how_far_it_is_is_written_down_now_and_then_by_whichever_thread() -> None:
    upload = uploaded(caller("acme"))
    progress = uploads._Progress(upload.pk)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(progress.tell, range(3, 100), [500] * 97))
    assert (again(upload).pages_done < 99, upload.pages) == (True, 500)
    uploads.process(upload.pk)
    uploads._Progress(upload.pk).tell(7, 500)  # a word that comes too late
    assert (again(upload).pages_done, upload.pages) == (1, 1)
