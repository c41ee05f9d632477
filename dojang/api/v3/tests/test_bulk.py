"""Bulk starts over v3: queued at once, started row by row, reported row by row."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from dojang.api.tests.calling import token_of
from dojang.api.v3.tests.calling import V3
from dojang.bulk.models import Bulk, BulkRow
from dojang.companies.models import Company, Member
from dojang.contracts.models import Contract, Signer
from dojang.flow import bulk, jobs, queue, termination
from dojang.flow.bulk import place
from dojang.flow.start import start
from dojang.lib import clock, vault
from dojang.lib.visitor import NOBODY
from dojang.library.models import Template
from tests import factories
from tests.factories import LEE, PARK

Json = dict[str, Any]
RECIPIENTS = [{"email": LEE, "name": "Lee"}, {"email": PARK, "name": "Park"}]
# What a server says that is being stopped.
_GOING_DOWN = """
create function going_down() returns trigger language plpgsql as $$
begin raise exception 'terminating connection' using errcode = '57P01'; end $$;
create trigger going_down before {moment} for each row execute function going_down();
"""

_POISON = """
create function poison() returns trigger language plpgsql as $$
begin if new.title = 'poison' then raise exception 'poison' using errcode = '{code}'; end if; return new; end $$;
create trigger poison before insert on contracts_contract for each row execute function poison();
"""


@pytest.fixture
def program(v3: V3) -> V3:
    factories.template(v3.company)
    return v3


def row(**changes: Any) -> Json:
    return {"recipient_list": RECIPIENTS} | changes


def begun(v3: V3, *rows: Any, key: str = "", **shared: Any) -> Json:
    body = {"template_id": 1, "workflow_name": "NDA", "rows": list(rows)} | shared
    headers = {"Idempotency_Key": key} if key else {}
    told: Json = v3.call(
        "POST", "/bulk", {name: item for name, item in body.items() if item is not ...}, 202, **headers
    )
    return told


def done(v3: V3, *rows: Any, **shared: Any) -> list[Json]:
    """What became of the rows, once the worker was at it."""
    bulk_id = begun(v3, *rows, **shared)["bulk_id"]
    work()
    told: list[Json] = v3.get(f"/bulk/{bulk_id}/rows")["rows"]
    return told


def work(rows: int | None = None) -> None:
    """The worker's job; it stops after so many rows, which it starts one by one."""
    left = iter(range(rows or 10**6))
    with mock.patch.object(bulk, "AT_ONCE", 1 if rows else bulk.AT_ONCE):
        bulk.start_waiting_rows(lambda: next(left, None) is None)


def test_every_row_becomes_a_contract(program: V3) -> None:
    told = done(program, row(reference="A-1"), row(reference=2, workflow_name="NDA for Park"))
    assert [(one["row"], one["reference"], one["state"], one["error"]) for one in told] == [
        (1, "A-1", "started", None),
        (2, "2", "started", None),
    ]
    contracts = Contract.objects.filter(pk__in=[one["workflow_id"] for one in told]).order_by("pk")
    assert [contract.title for contract in contracts] == ["NDA", "NDA for Park"]
    assert {(contract.via, contract.starter) for contract in contracts} == {("bulk", program.member)}


def test_the_call_itself_starts_nothing(program: V3) -> None:
    told = begun(program, row(), row())
    assert (told["status"], told["total"], told["waiting"], told["started"]) == ("running", 2, 2, 0)
    assert not Contract.objects.exists()
    assert ProcrastinateJob.objects.filter(task_name=queue.BULK).count() == 1


def test_the_counts_tell_how_far_it_is(program: V3) -> None:
    bulk_id = begun(program, row(), row(), row(), "no row")["bulk_id"]
    work(2)
    told = program.get(f"/bulk/{bulk_id}")
    assert (told["status"], told["waiting"], told["started"], told["failed"]) == ("running", 1, 2, 1)
    work()
    told = program.get(f"/bulk/{bulk_id}")
    assert (told["status"], told["waiting"], told["started"], told["failed"]) == ("finished", 0, 3, 1)
    assert program.get("/bulk")["bulks"] == [told]


@pytest.mark.parametrize(
    ("wrong", "code", "says"),
    [
        ("text", "bad_parameter", "row must be an object"),
        ({"recipient_list": ...}, "bad_parameter", "recipient_list is required"),
        ({"recipient_list": [{"email": "nobody", "name": "Lee"}]}, "bad_parameter", "e-mail"),
        ({"recipient_list": RECIPIENTS[:1]}, "signers_do_not_match", ""),
        ({"workflow_name": "a/b"}, "bad_parameter", "special"),
        ({"expiry_date": "2020-01-01"}, "bad_parameter", "date"),
        ({"field_list": [{"name": "sign1", "value": "x"}]}, "bad_value", "sign1"),
        ({"field_list": [{"name": "name", "value": {"a": 1}}]}, "bad_value", "name"),
        ({"is_preview": True}, "bad_parameter", "is_preview"),
        ({"reference": ["x"]}, "bad_parameter", "reference"),
        ({"reference": "x" * 101}, "bad_parameter", "reference"),
    ],
)
def test_a_row_that_is_wrong_fails_alone_and_says_why(program: V3, wrong: Any, code: str, says: str) -> None:
    changed = (
        {name: item for name, item in row(**wrong).items() if item is not ...} if isinstance(wrong, dict) else wrong
    )
    told = done(program, row(), changed, row())
    assert [one["state"] for one in told] == ["started", "failed", "started"]
    assert told[1]["error"]["code"] == code
    assert says.lower() in told[1]["error"]["message"].lower()


@pytest.mark.parametrize("language", ["ko", "en", "ja"])
def test_why_a_row_failed_is_told_in_the_language_of_whoever_asks(program: V3, language: str) -> None:
    bulk_id = begun(program, row(recipient_list=[]), row(recipient_list=RECIPIENTS[:1]))["bulk_id"]
    work()
    told = program.get(f"/bulk/{bulk_id}/rows?state=failed&lang={language}")["rows"]
    others = program.get(f"/bulk/{bulk_id}/rows?state=failed&lang={'en' if language != 'en' else 'ko'}")["rows"]
    assert [one["error"]["code"] for one in told] == ["bad_parameter", "signers_do_not_match"]
    assert all(one["error"]["message"] != other["error"]["message"] for one, other in zip(told, others, strict=True))


def test_why_a_row_cannot_be_read_is_kept_by_name_and_not_in_words(program: V3) -> None:
    begun(program, row(recipient_list=[RECIPIENTS[0] | {"name": "L" * 65}, RECIPIENTS[1]]), row(workflow_name="a/b"))
    assert [kept.error for kept in BulkRow.objects.order_by("number")] == [
        {
            "code": "bad_parameter",
            "complaint": "too-long",
            "params": {"parameter": "recipient_list[0].name", "most": 64},
        },
        {"code": "bad_parameter", "complaint": "title-characters", "params": {"parameter": "workflow_name"}},
    ]


def test_a_row_that_was_read_before_there_was_a_language_speaks_english_in_it(program: V3) -> None:
    bulk_id = begun(program, row(), "text")["bulk_id"]
    for kept in BulkRow.objects.all():
        kept.error = kept.error and {"code": "bad_parameter", "said": {"ko": "틀림", "en": "wrong"}}
        kept.warnings = [{"ko": "안 쓰임", "en": "not used"}]
        kept.save()
    work()
    told = program.get(f"/bulk/{bulk_id}/rows?lang=ja")["rows"]
    assert [one["warnings"] for one in told] == [["not used"], ["not used"]]
    assert told[1]["error"] == {"code": "bad_parameter", "message": "wrong"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rows": []}, "bad_parameter"),
        ({"rows": ...}, "bad_parameter"),
        ({"rows": {}}, "bad_parameter"),
        ({"rows": [{}] * 10_001}, "bad_parameter"),
        ({"template_id": ...}, "unknown_template"),
        ({"template_id": 9}, "unknown_template"),
    ],
)
def test_what_is_wrong_for_all_rows_is_refused_at_once(program: V3, changes: Json, code: str) -> None:
    body = {"template_id": 1, "workflow_name": "NDA", "rows": [row()]} | changes
    given = {name: item for name, item in body.items() if item is not ...}
    assert program.problem("POST", "/bulk", given) == (422, code)
    assert not Bulk.objects.exists()


def test_what_a_row_says_goes_before_what_all_share(program: V3) -> None:
    done(program, row(), row(comment="own", language="en"), comment="shared", comment_to="all", language="ja")
    told = Contract.objects.order_by("pk").values_list("comment", "comment_to_all", "language")
    assert list(told) == [("shared", True, "ja"), ("own", True, "en")]


def test_a_row_starts_for_nobody_else_and_from_no_other_template(program: V3) -> None:
    factories.member(program.company, PARK)
    factories.template(program.company, 2)
    done(program, row(memb_email=PARK, template_id=2, doc_id="2"))
    contract = Contract.objects.get()
    assert (contract.starter, contract.template.number) == (program.member, 1)


def test_what_of_a_row_is_not_used_is_told(program: V3) -> None:
    (told,) = done(program, row(field_list=[{"name": "no such box", "value": "x"}]))
    assert told["state"] == "started"
    assert "no such box" in told["warnings"][0]


def test_access_codes_are_not_kept_where_anybody_can_read_them(program: V3) -> None:
    secret = [RECIPIENTS[0] | {"password": "topsecret9"}, RECIPIENTS[1]]
    begun(program, row(recipient_list=secret))
    assert b"topsecret9" not in bytes(BulkRow.objects.get().order)
    work()
    assert bytes(BulkRow.objects.get().order) == b""
    assert Signer.objects.get(step=1).access_code.startswith("$argon2")


def test_where_the_plan_ends_each_row_beyond_it_says_so(program: V3) -> None:
    Company.objects.update(capacity=2)
    told = done(program, row(), row(), row(), row())
    assert [one["error"] and one["error"]["code"] for one in told] == [None, None, "quota_spent", "quota_spent"]
    assert Company.objects.get().usage == Contract.objects.count() == 2


def test_what_happens_after_the_call_counts_for_the_rows_that_wait(program: V3) -> None:
    bulk_id = begun(program, row(), row(), row())["bulk_id"]
    work(1)
    Template.objects.update(archived_at=clock.now())
    work(1)
    Template.objects.update(archived_at=None)
    Member.objects.update(removed_at=clock.now())
    work()
    program.token = token_of(factories.member(program.company, PARK))
    told = program.get(f"/bulk/{bulk_id}/rows")["rows"]
    assert [one["error"] and one["error"]["code"] for one in told] == [None, "unknown_template", "unknown_member"]


def test_a_bulk_sent_twice_with_one_key_is_one(program: V3) -> None:
    assert begun(program, row(), key="k") == begun(program, row(), key="k")
    assert Bulk.objects.count() == 1


def test_a_canceled_bulk_starts_no_more(program: V3) -> None:
    bulk_id = begun(program, row(), row(), row())["bulk_id"]
    work(1)
    told = program.post(f"/bulk/{bulk_id}/cancel")
    assert (told["status"], told["started"], told["canceled"], told["waiting"]) == ("canceled", 1, 2, 0)
    work()
    assert Contract.objects.count() == 1
    assert program.post(f"/bulk/{bulk_id}/cancel") == told
    assert not BulkRow.objects.exclude(order=b"").exists()


def test_the_rows_of_a_bulk_are_removed_in_time_and_its_counts_stay(program: V3) -> None:
    bulk_id = begun(program, row(), "no row")["bulk_id"]
    work()
    told = program.get(f"/bulk/{bulk_id}")
    kept_until = datetime.fromisoformat(told["rows_kept_until"])
    with clock.stopped_at(kept_until - timedelta(hours=1)):
        jobs.clean(0)
    assert len(program.get(f"/bulk/{bulk_id}/rows")["rows"]) == 2
    with clock.stopped_at(kept_until + timedelta(hours=1)):
        jobs.clean(0)
    assert not BulkRow.objects.exists()
    assert program.get(f"/bulk/{bulk_id}") == told
    assert program.problem("GET", f"/bulk/{bulk_id}/rows") == (409, "rows_gone")


def test_the_rows_of_a_bulk_under_way_are_not_removed(program: V3) -> None:
    begun(program, row())
    with clock.stopped_at(clock.now() + timedelta(days=365)):
        jobs.clean(0)
    assert BulkRow.objects.count() == 1


def test_a_deleted_contract_s_row_forgets_by_what_it_was_known(program: V3) -> None:
    done(program, row(reference="Lee Young-hee, 1990"))
    contract = Contract.objects.get()
    termination.cancel(contract.pk, program.member, "", NOBODY)
    termination.delete(contract.pk, program.member, NOBODY)
    assert BulkRow.objects.get().reference == ""


def test_to_cancel_what_has_finished_changes_nothing(program: V3) -> None:
    bulk_id = begun(program, row())["bulk_id"]
    work()
    assert program.post(f"/bulk/{bulk_id}/cancel")["status"] == "finished"


@pytest.mark.parametrize(
    "moment", ["update on bulk_bulkrow", "insert on contracts_contract", "update of contract_id on bulk_bulkrow"]
)
def test_a_row_whose_start_is_broken_off_by_the_database_waits_on_without_a_contract(program: V3, moment: str) -> None:
    begun(program, row())
    with connection.cursor() as cursor:
        cursor.execute(_GOING_DOWN.format(moment=moment))
        with pytest.raises(OperationalError):
            work()
        cursor.execute("drop function going_down cascade")
    left = BulkRow.objects.get()
    assert (left.state, left.tries, Contract.objects.count()) == ("waiting", 0, 0)
    work()
    assert (BulkRow.objects.get().state, Contract.objects.count()) == ("started", 1)


@pytest.fixture
def poisoned(program: V3) -> Callable[[str], None]:
    """The database refuses contracts called poison, with the given code."""

    def poison(code: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_POISON.format(code=code))

    return poison


@pytest.mark.parametrize("code", ["54000", "22023", "XX000"])
def test_a_row_that_the_database_refuses_fails_alone(
    program: V3, poisoned: Callable[[str], None], code: str, caplog: pytest.LogCaptureFixture
) -> None:
    poisoned(code)
    told = done(program, row(), row(workflow_name="poison"), row())
    assert [one["error"] and one["error"]["code"] for one in told] == [None, "unexpected", None]
    assert (Contract.objects.count(), Company.objects.get().usage) == (2, 2)
    assert "could not be started" in caplog.text


def test_a_row_whose_start_never_comes_to_its_end_is_given_up(
    program: V3, poisoned: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    poisoned("57014")
    bulk_id = begun(program, row(), row(), row(workflow_name="poison"), row())["bulk_id"]
    for _ in range(bulk.MAX_TRIES):
        with pytest.raises(OperationalError):
            work()
    work()
    told = program.get(f"/bulk/{bulk_id}/rows")["rows"]
    assert [one["error"] and one["error"]["code"] for one in told] == [None, None, "given_up", None]
    assert "given up" in caplog.text


def test_rows_that_were_begun_and_came_to_no_end_are_started_one_by_one(program: V3) -> None:
    begun(program, *[row()] * 3)
    BulkRow.objects.update(tries=1)
    asked = iter([False, False, True])
    bulk.start_waiting_rows(lambda: next(asked))
    assert BulkRow.objects.filter(state=BulkRow.State.STARTED).count() == 2


def test_many_rows_start_by_as_many_statements_as_one(program: V3) -> None:
    def statements(rows: int) -> int:
        begun(program, *[row()] * rows)
        with CaptureQueriesContext(connection) as heard:
            work()
        return len(heard)

    statements(1)  # the sizes of the template's pages are read once by each process
    # The tally has a row for each thousand contracts, and fifty may lie in two of them.
    assert statements(bulk.AT_ONCE) - statements(1) in (0, 1)


def test_a_row_that_fails_for_a_reason_nobody_foresaw_does_not_stop_the_others(program: V3) -> None:
    bulk_id = begun(program, row(), row(), row())["bulk_id"]
    BulkRow.objects.filter(number=1).update(order=vault.lock(b"no order", place(bulk_id, 1)))
    BulkRow.objects.filter(number=2).update(order=vault.lock(b"of another row", place(bulk_id, 1)))
    work()
    told = program.get(f"/bulk/{bulk_id}/rows")["rows"]
    assert [one["error"] and one["error"]["code"] for one in told] == ["unexpected", "order_lost", None]


def test_two_bulks_go_on_side_by_side(program: V3) -> None:
    begun(program, *[row()] * 3)
    second = begun(program, row())["bulk_id"]
    work(2)
    assert program.get(f"/bulk/{second}")["started"] == 1


def test_a_bulk_s_starts_and_messages_wait_for_those_of_single_contracts(program: V3) -> None:
    begun(program, row())
    work()
    start(factories.order(program.company))
    jobs = ProcrastinateJob.objects.order_by("-priority", "id").values_list("task_name", "priority")
    assert list(jobs) == [(queue.SEND, 0), (queue.BULK, -10), (queue.SEND, -20)]


def test_rows_are_read_page_by_page(program: V3) -> None:
    bulk_id = begun(program, *[row()] * 5, "no row")["bulk_id"]
    first = program.get(f"/bulk/{bulk_id}/rows?limit=4")
    second = program.get(f"/bulk/{bulk_id}/rows?limit=4&after={first['next']}")
    assert [one["row"] for one in first["rows"] + second["rows"]] == [1, 2, 3, 4, 5, 6]
    assert second["next"] is None
    assert [one["row"] for one in program.get(f"/bulk/{bulk_id}/rows?state=failed")["rows"]] == [6]
    assert program.problem("GET", f"/bulk/{bulk_id}/rows?state=lost") == (422, "bad_parameter")
    assert program.problem("GET", f"/bulk/{bulk_id + 1}/rows") == (404, "not_found")


def test_exports_of_a_bulk_go_where_all_of_it_says(program: V3) -> None:
    export = {"url": "https://erp.example/exports", "api_type": "ALL", "is_embed": True, "field_names": []}
    done(program, row(), export_api_info=export)
    contract = Contract.objects.get()
    assert contract.embed
    assert contract.export_target.url == "https://erp.example/exports"
    assert json.loads(json.dumps(contract.export_target.protocol)) == "v3"
