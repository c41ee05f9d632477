"""`dojang listen`, as a process that integrators run, and what it finds about arrivals."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from click.testing import CliRunner
from django.db import connection

from dojang.cli.listen.book import Book, Entry, check_signature
from dojang.cli.listen.receiver import Arrival
from dojang.cli.main import cli
from dojang.cli.tests.test_up import free_port
from dojang.companies import export_secrets
from dojang.companies.models import Company
from dojang.exports.dispatch.signature import sign
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch, idle

SECRET, OTHER = "whsec_" + "c2VjcmV0" * 4, "whsec_" + "b3RoZXIh" * 4


class Listening:
    """A `dojang listen` that runs."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.url = process, f"http://127.0.0.1:{port}/exports"

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def ended(self) -> str:
        """What it says at the end."""
        self.process.send_signal(signal.SIGINT)
        told, _ = self.process.communicate(timeout=20)
        assert self.process.returncode == 0
        return told


@contextmanager
def listening(*arguments: str, **variables: str) -> Iterator[Listening]:
    port = free_port()
    command = [sys.executable, "-m", "dojang", "listen", "--port", str(port), *arguments]
    process = subprocess.Popen(command, env=os.environ | variables, stdout=subprocess.PIPE, text=True)
    try:
        one = Listening(process, port)
        assert one.line().startswith(f"Listening on {one.url} ")
        assert f"DOJANG_EXPORT_ALLOW=127.0.0.1:{port}" in one.line()
        one.line()
        yield one
    finally:
        process.kill()
        process.communicate()


def post(url: str, body: bytes = b"{}", **headers: str) -> int:
    request = Request(url, body, {name.replace("_", "-"): value for name, value in headers.items()})  # noqa: S310
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as answer:
        return answer.code


def announced(url: str, length: str) -> int:
    """The answer to a body that is only announced."""
    call = HTTPConnection(urlsplit(url).netloc, timeout=10)
    call.putrequest("POST", "/")
    call.putheader("Content-Length", length)
    call.endheaders()
    return call.getresponse().status


def arrival(
    sequence: int = 1,
    *,
    contract: int = 7,
    webhook_id: str = "",
    secret: str = SECRET,
    seconds: int = 0,
    body: str = "{}",
) -> Arrival:
    """An export that was signed `seconds` before it arrived."""
    at, told = datetime.now(UTC), json.dumps({"body": {"wfuid": str(contract), **json.loads(body)}}).encode()
    webhook_id, timestamp = (
        webhook_id or f"msg_{contract}_{sequence}",
        int((at - timedelta(seconds=seconds)).timestamp()),
    )
    headers = {
        "webhook-id": webhook_id, "webhook-timestamp": str(timestamp), "dojang-sequence": str(sequence),
        "webhook-signature": sign([secret], webhook_id, timestamp, told), "dojang-attempt": "1",
    }  # fmt: skip
    return Arrival(at=at, path="/", headers=headers, body=told)


def entered(*arrivals: Arrival) -> list[Entry]:
    book = Book()
    return [book.enter(one, [SECRET]) for one in arrivals]


def test_a_listener_tells_what_the_dispatcher_brings(acme: Company, dispatch: Dispatch) -> None:
    with listening("--secret", acme.export_secret, "--fail-first", "1") as listener:
        contract = world.contract(acme, listener.url, authorization="Bearer t0ken")
        world.back_and_forth(contract, 2)
        dispatch()
        idle()
        told = [listener.line() for _ in range(4)]
        summary = listener.ended()
    who = f"contract {contract.pk:<6} no. "
    assert [line.split(who)[1].split("  msg_")[0].split() for line in told] == [
        line.split()
        for line in (
            "1 try 1 CF Playing → 500 signature right in order",
            "1 try 2 CF Playing → 200 signature right again",
            "2 try 1 RT Playing → 500 signature right in order",
            "2 try 2 RT Playing → 200 signature right again",
        )
    ]
    assert summary == "\n4 arrivals: 2 exports, 2 of them again; 0 out of order, 0 wrongly signed\n"
    assert "t0ken" not in "".join(told)


def test_a_listener_takes_over_a_secret_that_is_replaced_while_it_runs(acme: Company, dispatch: Dispatch) -> None:
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    with listening("--company", "acme", DATABASE_URL=database) as listener:
        contract = world.contract(acme, listener.url)
        time.sleep(1)
        export_secrets.rotate(acme, keep=timedelta(0))
        world.approve(contract)
        dispatch()
        assert "signature right" in listener.line()
        idle()


@pytest.mark.parametrize(("options", "expected"), [([], 200), (["--answer", "410"], 410), (["--fail-first", "1"], 500)])
def test_a_listener_answers_as_told(options: list[str], expected: int) -> None:
    with listening(*options) as listener:
        assert post(listener.url) == expected
        assert f"→ {expected}  signature not checked" in listener.line()


def test_a_listener_answers_late_as_told() -> None:
    with listening("--slow", "0.5") as listener:
        began = time.monotonic()
        assert post(listener.url) == 200
        assert time.monotonic() - began >= 0.5


def test_a_listener_survives_what_strangers_send() -> None:
    with listening("--secret", SECRET, "--body") as listener:
        assert post(listener.url, b"\xff\x1b[31m", webhook_id="\x1bx") == 200
        told = listener.line()
        assert (
            "not signed: webhook-timestamp and webhook-signature missing" in told,
            "no dojang-sequence" in told,
        ) == (True, True)
        assert "The body is no JSON." in listener.line()
        assert "\x1b" not in told + listener.line()
        assert announced(listener.url, "10000001") == 413
        assert announced(listener.url, "many") == 411
        assert "1 wrongly signed" in listener.ended()


def test_a_body_is_printed_with_its_links_and_without_its_authorization() -> None:
    link = "s" * 43
    with listening("--body") as listener:
        post(
            listener.url, json.dumps({"header": {"authorization": "Bearer t0ken"}, "body": {"play_url": link}}).encode()
        )
        told = "".join(listener.line() for _ in range(9))
        assert (link in told, "t0ken" in told) == (True, False)


@pytest.mark.parametrize(
    "arguments", [["--secret", "whsec_short"], ["--secret", SECRET, "--company", "acme"], ["--answer", "99"]]
)
def test_a_listener_that_cannot_work_says_so_at_once(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, ["listen", *arguments]).exit_code == 2


def test_a_listener_needs_no_database() -> None:
    with listening(DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing") as listener:
        assert post(listener.url) == 200


def test_what_comes_one_after_the_other_is_in_order() -> None:
    assert [entry.order.text for entry in entered(arrival(1), arrival(2), arrival(1, contract=8))] == ["in order"] * 3


def test_an_export_that_comes_again_is_told_by_its_id() -> None:
    first, again = entered(arrival(1), arrival(1))
    assert ((first.tries, first.order.text), (again.tries, again.order.text)) == ((1, "in order"), (2, "again"))


def test_a_gap_and_a_step_back_are_out_of_order() -> None:
    told = [entry.order for entry in entered(arrival(1), arrival(3), arrival(2))]
    assert [(one.good, one.text) for one in told[1:]] == [
        (False, "out of order: 2 has not come"), (False, "out of order: 3 came before"),
    ]  # fmt: skip


def test_listening_may_begin_in_the_middle_of_a_contract() -> None:
    assert entered(arrival(4))[0].order.good


def test_other_bytes_under_the_same_id_are_a_problem() -> None:
    _, again = entered(arrival(1), arrival(1, body='{"opinion": "changed"}'))
    assert again.problems == ("The bytes differ from those that came under this webhook-id before.",)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (arrival(), "right"),
        (arrival(secret=OTHER), "WRONG: made with another secret, or the body was changed on its way"),
        (arrival(seconds=400), "right, but made 400 s ago: is this clock right?"),
        (arrival(seconds=-400), "right, but made 400 s in the future: is this clock right?"),
    ],
)
def test_a_signature_is_checked_as_standard_webhooks_says(given: Arrival, told: str) -> None:
    found = check_signature(given, [SECRET])
    assert (found.text, found.good) == (told, told == "right")


def test_one_right_signature_of_several_is_enough() -> None:
    one = arrival(secret=OTHER)
    both = {**one.headers, "webhook-signature": f"v1a,abc {one.headers['webhook-signature']} v1,AAAA"}
    many = Arrival(at=one.at, path="/", headers=both, body=one.body)
    assert check_signature(many, [SECRET, OTHER]).good
    assert not check_signature(many, [SECRET]).good


def test_a_changed_body_does_not_fit_its_signature() -> None:
    one = arrival()
    assert not check_signature(Arrival(at=one.at, path="/", headers=one.headers, body=one.body + b" "), [SECRET]).good
