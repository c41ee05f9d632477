"""Contracts that cannot be sealed, from the command line."""

import json

import pytest
from click.testing import CliRunner, Result
from procrastinate.contrib.django.models import ProcrastinateJob

from dojang.cli.main import cli
from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event, SealingFailure
from dojang.exports.tests import world
from dojang.flow import queue
from dojang.flow.tests.test_unsealed_alerts import stuck

pytestmark = pytest.mark.django_db(transaction=True)
EVERYTHING_IS_SEALED = "Every contract that all signers have approved is sealed, or just being sealed.\n"


@pytest.fixture
def acme() -> Company:
    return world.company()


def dojang(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["contracts", *map(str, arguments)])


def due(*contracts: Contract) -> list[list[bool]]:
    """Of each contract the tries that wait, and whether they are due now."""
    jobs = ProcrastinateJob.objects.filter(task_name=queue.SEAL, status="todo")
    return [[job.scheduled_at is None for job in jobs.filter(lock=f"seal-{one.pk}")] for one in contracts]


def test_they_are_listed_with_why_since_when_and_how_often(acme: Company) -> None:
    (contract,) = stuck(acme)
    heading, line, detail, count = dojang("stuck").output.splitlines()
    assert heading.split() == ["contract", "company", "since", "tries", "next", "try", "reason"]
    assert (line.split()[:2], line.split()[-1]) == ([str(contract.pk), "acme"], "document")
    assert (detail, count) == ("    ValueError: no such object", "1 contract cannot be sealed.")


def test_as_json_they_are_for_programs(acme: Company) -> None:
    (contract,) = stuck(acme)
    (told,) = json.loads(dojang("stuck", "--json").output)
    assert (told["contract"], told["reason"], told["tries"]) == (contract.pk, "document", 1)


def test_where_there_is_none_that_is_said(acme: Company) -> None:
    stuck(acme)
    world.company("other")
    assert dojang("stuck", "--company", "other").output == EVERYTHING_IS_SEALED
    assert dojang("stuck", "--company", "nobody").exit_code == 2


def test_what_an_error_says_does_not_steer_the_terminal(acme: Company) -> None:
    stuck(acme)
    SealingFailure.objects.update(detail="\x1b[2J\nyes")
    assert dojang("stuck").output.splitlines()[2] == "    \ufffd[2J\ufffdyes"


def test_one_is_tried_again_now(acme: Company) -> None:
    one, other = stuck(acme, 2)
    assert dojang("reseal", one.pk).output == f"contract {one.pk}: will be tried again now\n"
    assert due(one, other) == [[True], [False]]


def test_all_are_tried_again_now_or_all_of_a_company(acme: Company) -> None:
    mine, theirs = stuck(acme)[0], stuck(world.company("other"))[0]
    assert dojang("reseal", "--all", "--company", "acme").output == "1 contract will be tried again now.\n"
    assert due(mine, theirs) == [[True], [False]]
    assert dojang("reseal", "--all").output == "2 contracts will be tried again now.\n"
    assert due(mine, theirs) == [[True], [True]]


def test_one_is_canceled_and_its_history_says_why(acme: Company) -> None:
    (contract,) = stuck(acme)
    assert dojang("cancel", contract.pk, "--reason", "The template is lost.").exit_code == 0
    contract.refresh_from_db()
    assert (contract.status, contract.end_reason) == (Contract.Status.CANCELED, "The template is lost.")
    assert Event.objects.filter(contract=contract).latest("seq").actor == "system"
    assert dojang("stuck").output == EVERYTHING_IS_SEALED


@pytest.mark.parametrize(
    "arguments",
    [("reseal",), ("reseal", "1", "--all"), ("reseal", "999999"), ("reseal", 10**30), ("reseal", "-1"), ("cancel", "1"),
     ("cancel", "999999", "--reason", "x"), ("cancel", "1", "--reason", "x" * 501)],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_the_reason(acme: Company, arguments: tuple[str, ...]) -> None:
    done = dojang(*arguments)
    assert (done.exit_code, "Error: " in done.output) == (2, True)


def test_one_of_another_company_is_not_found(acme: Company) -> None:
    world.company("other")
    (contract,) = stuck(acme)
    assert f"There is no contract {contract.pk} of other." in dojang("reseal", contract.pk, "--company", "other").output


def test_one_that_waits_for_a_signer_is_not_resealed(acme: Company) -> None:
    contract = world.contract(acme, "https://erp.example/hook")
    assert "The contract is playing" in dojang("reseal", contract.pk).output
