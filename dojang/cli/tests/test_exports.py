"""Operating exports from the command line, with a dispatcher at work."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from django.utils import timezone

from dojang.cli.exports.commands import STATES
from dojang.cli.main import cli
from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports.models import Delivery, ExportStream, Intervention
from dojang.exports.queries import ExportState
from dojang.exports.tests import many, world
from dojang.exports.tests.conftest import Dispatch, idle
from dojang.exports.tests.receiver import Receiver, Reply
from dojang.exports.tests.test_surviving import first_arrivals
from dojang.lib.networks import parse_allowed

URL = "https://erp.example/hook?key=geheim"
SECRET = "s" * 43


def dojang(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(cli, ["exports", *arguments], input=answer)


def parked(of: Company, url: str = URL, each: int = 1) -> Contract:
    return many.parked(of, url, contracts=1, each=each)[0]


def delivered(of: Company, url: str = URL) -> Contract:
    contract = world.contract(of, url, authorization="Bearer t0ken")
    world.approve(contract)
    ExportStream.objects.filter(contract=contract).update(pending=0, next_at=None)
    contract.deliveries.update(state="delivered", delivered_at=timezone.now())
    return contract


def export_of(contract: Contract) -> Delivery:
    return contract.deliveries.get()


def test_the_states_that_can_be_asked_for_are_all_there_are() -> None:
    assert list(ExportState) == STATES


def test_exports_are_listed_with_where_each_stands(acme: Company) -> None:
    one = export_of(parked(acme))
    told = dojang("list").output.splitlines()
    assert told[0].split() == ["id", "company", "contract", "no.", "state", "planned", "tries", "last", "try", "to"]
    assert told[1].split()[:5] == [str(one.pk), "acme", str(one.contract_id), "1", "parked"]
    assert "(UTC+00:00)" in told[1]
    assert told[1].endswith("https://erp.example/hook?key=***")


def test_a_full_page_tells_how_to_see_the_next(acme: Company) -> None:
    contract = many.parked(acme, URL, contracts=1, each=3)[0]
    first, second, third = contract.deliveries.order_by("seq").values_list("pk", flat=True)
    told = dojang("list", "--limit", "2").output
    assert told.endswith(f"There may be older ones: --before {second}\n")
    rest = json.loads(dojang("list", "--limit", "2", "--before", str(second), "--json").output)
    assert ([one["id"] for one in rest], f"{third} " in told) == ([first], True)


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        (["--company", "acme"], True),
        (["--company", "other"], False),
        (["--state", "parked"], True),
        (["--state", "delivered"], False),
        (["--since", "2h"], True),
        (["--since", "2099-01-31T13:00+09:00"], False),
        (["--until", "2h"], False),
        (["--endpoint", "https://erp.example"], True),
    ],
)
def test_exports_can_be_filtered(acme: Company, asked: list[str], seen: bool) -> None:
    world.company("other")
    parked(acme)
    assert ("parked" in dojang("list", *asked).output, dojang("list", *asked).exit_code) == (seen, 0)


@pytest.mark.parametrize("when", ["yesterday", "2026-13-01", "2026-02-30", "h", "-2h"])
def test_a_time_that_is_none_is_told_with_examples(acme: Company, when: str) -> None:
    refused = dojang("list", "--since", when)
    assert (refused.exit_code, "Say 2h, 7d, 2026-01-31" in refused.output) == (2, True)


def test_an_export_is_shown_with_its_tries(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    receiver.answer = lambda _arrival, before: Reply(
        500 if before < 1 else 200, body=b"sorry\x1b[31m" if before < 1 else b""
    )
    contract = world.contract(acme, receiver.url)
    world.approve(contract)
    dispatch()
    receiver.wait_for(2)
    idle()
    told = dojang("show", str(export_of(contract).pk)).output
    assert "state       delivered " in told
    assert " ms  500 from 127.0.0.1\n       | sorry\ufffd[31m\n" in told
    assert "ms  200 from 127.0.0.1\n" in told
    assert f"webhook-id  {receiver.arrivals[0].webhook_id}" in told


def test_nothing_secret_is_shown_unless_it_is_asked_for(acme: Company) -> None:
    one = export_of(delivered(acme))
    body = json.loads(bytes(one.body)) | {"play_url": f"https://d.test/mail/sign?token={SECRET}"}
    Delivery.objects.filter(pk=one.pk).update(body=json.dumps(body).encode())
    for options in ((), ("--json",), ("--body",), ("--body", "--json")):
        told = dojang("show", str(one.pk), *options).output
        assert ("geheim" in told, "t0ken" in told, SECRET in told) == (False, False, False)
        assert ("play_url" in told) == ("--body" in options)
    full = dojang("show", str(one.pk), "--body", "--full").output
    assert ("geheim" in full, "t0ken" in full, SECRET in full) == (True, False, True)


def test_json_holds_times_with_their_zone(acme: Company) -> None:
    one = export_of(delivered(acme))
    told = json.loads(dojang("show", str(one.pk), "--json").output)
    assert (told["id"], told["state"], told["tries"], told["acts"]) == (one.pk, "delivered", [], [])
    assert told["planned_at"] == one.planned_at.isoformat()
    assert told["planned_at"].endswith("+00:00")


def test_a_parked_contract_is_retried(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    contract = parked(acme, receiver.url, each=3)
    told = dojang("retry", str(contract.pk), "--reason", "is back")
    assert told.output == "acme: 3 exports of 1 contract put in line\n"
    dispatch()
    assert [arrival.sequence for arrival in receiver.wait_for(3)] == [1, 2, 3]
    idle()
    act = Intervention.objects.get()
    assert (act.kind, act.actor, act.reason) == ("retry", "operator", "is back")


def test_all_parked_contracts_of_all_companies_are_retried_at_once(acme: Company) -> None:
    for company in (acme, world.company("other"), world.company("third")):
        if company.comp_id != "third":
            many.parked(company, URL, contracts=2, each=2)
    told = dojang("retry", "--parked").output
    assert told == "acme: 4 exports of 2 contracts put in line\nother: 4 exports of 2 contracts put in line\n"
    again = dojang("retry", "--parked", "--stopped")
    assert (again.exit_code, again.output) == (2, "No export is stuck like that.\n")


@pytest.mark.parametrize("arguments", [[], ["7", "--parked"], ["7", "--endpoint", URL]])
def test_a_retry_of_nothing_or_of_two_things_is_refused(arguments: list[str]) -> None:
    refused = dojang("retry", *arguments)
    assert (refused.exit_code, "--parked, --stopped, --failing." in refused.output) == (2, True)


def test_the_first_export_is_skipped(acme: Company) -> None:
    contract = parked(acme, each=2)
    assert dojang("skip", str(contract.pk)).exit_code == 2
    told = dojang("skip", str(contract.pk), "--seq", "1", "--reason", "refused for ever")
    assert told.output == f"contract {contract.pk}: export 1 is skipped\n"
    refused = dojang("skip", str(contract.pk), "--seq", "1", "--reason", "again")
    assert (refused.exit_code, "that is number 2" in refused.output) == (2, True)


def test_one_export_is_replayed(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    contract = delivered(acme, receiver.url)
    assert dojang("replay", str(export_of(contract).pk)).output == "acme: 1 export of 1 contract put in line\n"
    dispatch()
    assert len(receiver.wait_for(1)) == 1
    idle()


def test_replaying_a_range_asks_first_and_tells_how_many(acme: Company) -> None:
    contract = delivered(acme)
    question = "acme: 1 export of 1 contract\nSend them all again? [y/N]: "
    declined = dojang("replay", "--since", "2h", answer="n\n")
    assert (declined.exit_code, declined.output) == (1, f"{question}n\nAborted!\n")
    assert export_of(contract).state == "delivered"
    agreed = dojang("replay", "--since", "2h", answer="y\n")
    assert agreed.output == f"{question}y\nacme: 1 export of 1 contract put in line\n"
    assert export_of(contract).state == "pending"


@pytest.mark.parametrize(
    "arguments", [[], ["1", "--contract", "1"], ["1", "--since", "2h"], ["1", "--until", "2h"], ["--endpoint", URL]]
)
def test_what_to_replay_is_said_in_one_way(arguments: list[str]) -> None:
    assert dojang("replay", *arguments).exit_code == 2


def test_an_operator_replays_a_week_of_parked_exports_with_one_command(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    """The command runs in a process of its own, as an operator calls it, while a dispatcher is at work."""
    contracts = many.parked(acme, receiver.url, contracts=100, each=3)
    dispatch()
    command = [sys.executable, "-m", "dojang", "exports", "replay", "--since", "7d", "--yes"]
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {"DATABASE_URL": database}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("acme: 300 exports of 100 contracts put in line\n", "", 0)
    idle(seconds=30)
    assert first_arrivals(receiver.arrivals) == {str(contract.pk): [1, 2, 3] for contract in contracts}
    assert len(receiver.arrivals) == 300


def test_a_paused_endpoint_is_told_of_whenever_something_is_put_in_line(acme: Company) -> None:
    contract = parked(acme)
    assert dojang("pause", URL, "--company", "acme").output == "https://erp.example:443: paused\n"
    told = dojang("retry", str(contract.pk)).output
    assert told.endswith("Nothing goes to https://erp.example:443 until it is resumed: it is paused.\n")
    assert "since " in dojang("endpoints").output
    assert dojang("resume", URL, "--company", "acme").output == "https://erp.example:443: goes on\n"
    assert dojang("resume", URL, "--company", "acme").output == "https://erp.example:443: was not paused\n"


def test_endpoints_are_listed_with_how_they_do(acme: Company) -> None:
    assert dojang("endpoints").output == "No contract exports anything yet.\n"
    many.parked(acme, URL, contracts=2, each=1)
    (told,) = json.loads(dojang("endpoints", "--json").output)
    assert (told["origin"], told["contracts"], told["parked"], told["paused_at"]) == (
        "https://erp.example:443",
        2,
        2,
        None,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "{export}"], ["retry", "{contract}"], ["skip", "{contract}", "--reason", "x"], ["replay", "{export}"],
        ["replay", "--contract", "{contract}", "--yes"], ["retry", "--parked", "--endpoint", URL],
    ],
)  # fmt: skip
def test_nothing_of_another_company_is_found(acme: Company, arguments: list[str]) -> None:
    world.company("other")
    contract = parked(acme)
    names = {"export": export_of(contract).pk, "contract": contract.pk}
    refused = dojang(*(argument.format(**names) for argument in arguments), "--company", "other")
    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
    assert not Intervention.objects.exists()
    assert ExportStream.objects.get().state == "parked"


@pytest.mark.parametrize("number", ["0", "999999", str(10**30)])
def test_what_does_not_exist_is_told_in_one_line(acme: Company, number: str) -> None:
    for arguments in (["show", number], ["retry", number], ["skip", number, "--reason", "x"], ["replay", number]):
        refused = dojang(*arguments)
        assert (refused.exit_code, refused.output.startswith("There is no ")) == (2, True)


def test_a_test_export_tells_what_came_back(acme: Company, receiver: Receiver, settings: object) -> None:
    settings.EXPORT_ALLOW = (parse_allowed("127.0.0.0/8"),)  # type: ignore[attr-defined]
    good = dojang("test", receiver.url, "--company", "acme")
    assert (good.exit_code, "200 from 127.0.0.1 after " in good.output) == (0, True)
    assert good.output.endswith("  | ok\n  A real export with this answer would count as delivered.\n")
    receiver.answer = lambda _arrival, _before: Reply(401)
    bad = dojang("test", receiver.url, "--company", "acme", "--authorization", "Bearer t0ken")
    assert (bad.exit_code, "would not count as delivered" in bad.output, "t0ken" in bad.output) == (1, True, False)


@pytest.mark.parametrize(
    "url", ["ftp://erp.example", "http://erp.example", "https://127.0.0.1", "erp", "https://kim@erp.example"]
)
def test_a_url_that_is_never_called_is_told_in_words(acme: Company, url: str) -> None:
    refused = dojang("test", url, "--company", "acme")
    assert (refused.exit_code, f"{url!r} cannot be called: it" in refused.output) == (2, True)
    assert not Intervention.objects.exists()
