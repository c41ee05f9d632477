"""What is sent again, what is not, and that it happens only once."""

import hashlib
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from dojang_client import (
    BadRequest,
    Conflict,
    DojangError,
    NotReached,
    NotUnderstood,
    Refused,
    Retries,
    ServerFault,
    TimedOut,
    TooManyRequests,
    WaitedInVain,
    errors,
)
from dojang_client.tests.conftest import Connect
from dojang_client.tests.loopback import HANG_UP, Reply, problem, serving, told

BUSY = problem(429, "too_many_requests", **{"Retry-After": "0"})
START = {"template_id": 1, "workflow_name": "NDA", "recipient_list": [{"email": "lee@example.test", "name": "Lee"}]}
PDF = b"%PDF-" + bytes(range(256)) * 40


@pytest.mark.parametrize("first", [BUSY, problem(503, ""), Reply(status=502, body=b"<html>"), HANG_UP])
def test_a_read_is_asked_again_until_it_is_answered(connect: Connect, first: Reply) -> None:
    with serving(first, first, told(comp_id="acme")) as (url, arrived):
        assert connect(url).whoami()["comp_id"] == "acme"
    assert len(arrived) == 3


@pytest.mark.parametrize("first", [BUSY, problem(503, ""), HANG_UP, problem(409, "still_running")])
def test_a_start_is_sent_again_under_the_key_that_it_had(connect: Connect, first: Reply) -> None:
    with serving(first, told(workflow_id=17)) as (url, arrived):
        assert connect(url).workflows.start(**START)["workflow_id"] == 17  # type: ignore[arg-type]
    keys = [request.headers["idempotency-key"] for request in arrived]
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert arrived[0].body == arrived[1].body


def test_each_start_has_another_key_and_the_callers_own_is_kept(connect: Connect) -> None:
    with serving(told(workflow_id=17)) as (url, arrived):
        dojang = connect(url)
        for key in (None, None, "order-4711"):
            dojang.workflows.start(**START, key=key)  # type: ignore[arg-type]
    first, second, own = (request.headers["idempotency-key"] for request in arrived)
    assert first != second
    assert own == "order-4711"


def test_an_upload_is_sent_again_whole(connect: Connect) -> None:
    with serving(HANG_UP, told(template_id=1)) as (url, arrived):
        connect(url).templates.upload("동의서", PDF, {"fields": []})
    assert all(PDF in request.body and "동의서".encode() in request.body for request in arrived)
    assert len({request.headers["idempotency-key"] for request in arrived}) == 1


PROCESSING = {"upload_id": 5, "state": "processing", "pages_done": 3, "pages": 10, "template": None, "problem": None}


def test_a_long_upload_is_waited_for(connect: Connect) -> None:
    seen: list[tuple[int, int]] = []
    done = told(**PROCESSING | {"state": "done", "template": {"template_id": 1}})
    with serving(told(**PROCESSING), told(**PROCESSING | {"pages_done": 7}), done) as (url, arrived):
        made = connect(url).templates.upload("NDA", PDF, {}, progress=lambda *far: seen.append(far))
    assert (made["template_id"], seen) == (1, [(3, 10), (7, 10)])
    assert [request.path for request in arrived[1:]] == ["/api/v3/templates/uploads/5"] * 2


def test_a_long_upload_that_is_refused_is_an_error_as_a_short_one_s_is(connect: Connect) -> None:
    why = {"result_code": "bad_parameter", "result_msg": "The PDF is damaged."}
    refused = told(**PROCESSING | {"state": "refused", "problem": why})
    with serving(told(**PROCESSING), refused) as (url, _), pytest.raises(BadRequest, match="damaged"):
        connect(url).templates.upload("NDA", PDF, {})


def test_who_waits_for_an_upload_need_not_wait_for_ever(connect: Connect) -> None:
    with serving(told(**PROCESSING)) as (url, _), pytest.raises(WaitedInVain):
        connect(url).templates.upload("NDA", PDF, {}, timeout=0.1)


def test_what_may_have_been_done_and_has_no_key_is_not_sent_again(connect: Connect) -> None:
    for first in (HANG_UP, problem(503, "")):
        with serving(first, told()) as (url, arrived), pytest.raises((NotReached, ServerFault)):
            connect(url).contracts.change_signer(17, 1, name="Park")
        assert len(arrived) == 1


def test_what_came_too_often_was_not_done_and_is_sent_again_without_a_key(connect: Connect) -> None:
    with serving(BUSY, told(step=1)) as (url, arrived):
        assert connect(url).contracts.change_signer(17, 1, name="Park")["step"] == 1
    assert len(arrived) == 2


def test_what_cannot_have_arrived_is_told_as_such(connect: Connect) -> None:
    with serving(told()) as (url, _):
        pass  # no server listens there any more
    with pytest.raises(NotReached) as caught:
        connect(url).contracts.delete(17)
    assert not caught.value.may_have_arrived
    assert "DELETE /api/v3/contracts/17" in str(caught.value)


@pytest.mark.parametrize("reply", [problem(429, "reminded_too_often"),
                                   problem(422, "bad_parameter"), problem(404, "not_found"), problem(409, "wrong_state"),
                                   problem(500, "unexpected")])  # fmt: skip
def test_what_will_be_refused_again_is_not_sent_again(connect: Connect, reply: Reply) -> None:
    with serving(reply) as (url, arrived), pytest.raises(Refused):
        connect(url).contracts.cancel(17)
    assert len(arrived) == 1


def test_it_gives_up_after_as_many_tries_as_it_was_told(connect: Connect) -> None:
    with serving(BUSY) as (url, arrived), pytest.raises(TooManyRequests):
        connect(url, retries=Retries(most=2, first_pause=0.001)).whoami()
    assert len(arrived) == 3


def test_an_answer_that_does_not_come_in_time_is_a_time_out(connect: Connect) -> None:
    with serving(Reply(after=0.5), told(comp_id="acme")) as (url, arrived):
        with pytest.raises(TimedOut) as caught:
            connect(url, timeout=0.1, retries=Retries(most=0)).whoami()
        assert caught.value.may_have_arrived
        assert connect(url, timeout=0.1).whoami()["comp_id"] == "acme"
    assert len(arrived) == 2


def test_a_wait_that_is_too_long_is_left_to_the_caller(connect: Connect) -> None:
    late = problem(429, "too_many_requests", **{"Retry-After": "3600"})
    with serving(late) as (url, arrived), pytest.raises(TooManyRequests) as caught:
        connect(url).whoami()
    assert caught.value.retry_after == 3600
    assert len(arrived) == 1


def test_it_waits_as_long_as_the_server_asks_and_longer_each_time() -> None:
    retries = Retries()
    busy = TooManyRequests("GET /", 429, "", "", retry_after=7)
    assert 7 < (retries.pause(1, busy, harmless=False) or 0) <= 7.5
    away = NotReached("GET /", "", may_have_arrived=False)
    pauses = [retries.pause(tries, away, harmless=False) or 0 for tries in (1, 2, 3)]
    assert all(least <= pause <= 2 * least for least, pause in zip((0.25, 0.5, 1.0), pauses, strict=True))
    assert retries.pause(4, away, harmless=False) is None
    assert len({retries.pause(1, away, harmless=False) for _ in range(20)}) > 1  # not all come back together


def test_a_date_to_come_back_at_is_understood(connect: Connect) -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    with serving(problem(503, "", **{"Retry-After": at})) as (url, _), pytest.raises(ServerFault) as caught:
        connect(url).whoami()
    assert 3500 < (caught.value.retry_after or 0) <= 3600


def test_a_file_that_broke_off_is_fetched_again(connect: Connect, tmp_path: Path) -> None:
    longer = Reply(body=PDF * 2, sent=len(PDF) + 100)
    with serving(longer, Reply(body=PDF, sent=5000), Reply(body=PDF)) as (url, _):
        saved = connect(url).contracts.save_document(17, tmp_path / "contract.pdf")
    assert saved.read_bytes() == PDF
    assert [path.name for path in tmp_path.iterdir()] == ["contract.pdf"]


def test_a_file_that_is_not_what_was_sent_is_not_kept(connect: Connect, tmp_path: Path) -> None:
    digest = b64encode(hashlib.sha256(PDF).digest()).decode()
    damaged = Reply(body=PDF[:-1] + b"?", headers={"Repr-Digest": f"sha-256=:{digest}:"})
    with serving(damaged) as (url, arrived), pytest.raises(NotReached, match="damaged"):
        connect(url).contracts.save_document(17, tmp_path / "contract.pdf")
    assert len(arrived) == 4
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_refused_leaves_what_was_there(connect: Connect, tmp_path: Path) -> None:
    kept = tmp_path / "contract.pdf"
    kept.write_bytes(b"old")
    with serving(problem(409, "wrong_state")) as (url, _), pytest.raises(Conflict):
        connect(url).contracts.save_document(17, kept)
    assert kept.read_bytes() == b"old"


def test_what_is_no_answer_of_dojang_is_told_as_such(connect: Connect) -> None:
    elsewhere = Reply(status=301, headers={"Location": "https://sign.example.com/"}, body=b"")
    for reply in (Reply(body=b"<html>"), elsewhere, Reply(status=404, body=b"nginx"), Reply(body=b"[1]")):
        with serving(reply) as (url, _), pytest.raises(NotUnderstood, match="base_url"):
            connect(url).whoami()


def test_every_error_says_what_to_do() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, DojangError)]
    assert [kind for kind in kinds if not kind.todo] == [DojangError]
