"""Companies and the operator hear of contracts that cannot be sealed: by few mails that say what to do."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from pytest_django.fixtures import Settings

from dojang.cli.main import cli
from dojang.companies.models import Company
from dojang.contracts.models import Contract, SealingFailure
from dojang.exports.tests import world
from dojang.flow import jobs, seal_retries, termination
from dojang.flow.tests.test_alerts import delete
from dojang.lib import clock
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY
from dojang.notifications.alerts.sealing import REASONS
from dojang.notifications.models import Message
from tests import factories

ALERTS, OPERATOR = "alerts@acme.test", "operator@sign.test"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
Reason = SealingFailure.Reason


@pytest.fixture
def acme(db: None, settings: Settings) -> Company:
    settings.OPERATOR_EMAIL = OPERATOR
    company = world.company()
    company.alerts_email = ALERTS
    company.save()
    return company


def stuck(of: Company, count: int = 1, reason: SealingFailure.Reason = Reason.DOCUMENT) -> list[Contract]:
    """Contracts that everybody has approved and that cannot be sealed."""
    contracts = [world.contract(of, "https://erp.example/hook") for _ in range(count)]
    for contract in contracts:
        world.approve(contract)
        world.approve(contract)
        seal_retries.record_failure(contract.pk, reason, ValueError("no such object"))
    return contracts


def tell(after: timedelta = MINUTE) -> dict[str, Message]:
    """What the periodic job adds so long from now, by address."""
    before = set(Message.objects.values_list("pk", flat=True))
    with clock.stopped_at(clock.now() + after):
        jobs.notify_of_unsealed(0)
    return {message.address: message for message in Message.objects.exclude(pk__in=before)}


def test_both_hear_of_it_a_minute_later_and_never_again(acme: Company) -> None:
    (contract,) = stuck(acme)
    assert tell(after=MINUTE / 2) == {}
    told = tell()
    assert set(told) == {ALERTS, OPERATOR}
    assert (told[ALERTS].company, told[OPERATOR].company, told[OPERATOR].contract) == (acme, None, None)
    seal_retries.record_failure(contract.pk, Reason.DOCUMENT, ValueError())
    assert tell(after=3 * HOUR) == {}


def test_the_company_s_mail_says_how_many_since_when_why_which_and_what_to_do(acme: Company) -> None:
    contracts = [*stuck(acme), *stuck(acme, 2, Reason.TEMPLATE_MISSING)]
    text = tell()[ALERTS].text
    for part in (
        "계약 3건",
        "서식 파일이 저장소에 없습니다. (계약 2건)",
        *(f"{contract.pk}번 NDA" for contract in contracts),
        "/api/v3/contracts/{workflow_id}/reseal",
        "dojang contracts reseal --all --company acme",
    ):
        assert part in text
    assert "no such object" not in text


def test_the_operator_s_mail_holds_the_errors_and_nobody_s_titles(acme: Company) -> None:
    other = world.company("other")
    mine, theirs = stuck(acme), stuck(other)
    text = tell()[OPERATOR].text
    assert f"{mine[0].pk}번 (acme): ValueError: no such object" in text
    assert f"{theirs[0].pk}번 (other): ValueError: no such object" in text
    assert "NDA" not in text


def test_a_thousand_are_one_mail_each_and_the_next_comes_after_an_hour(acme: Company) -> None:
    (first,) = stuck(acme)
    alike(first, 999)
    told = tell()
    assert len(told) == 2
    assert told[ALERTS].text.count("번 NDA") == 10
    assert "외 990건" in told[OPERATOR].text
    stuck(acme)
    assert tell(after=HOUR / 2) == {}
    assert len(tell(after=HOUR + 2 * MINUTE)) == 2


def alike(contract: Contract, count: int) -> None:
    """As many more contracts that cannot be sealed."""
    failure = SealingFailure.objects.get(contract=contract)
    for _ in range(count):
        contract.pk = None
        contract.save(force_insert=True)
        SealingFailure.objects.create(contract=contract, reason=failure.reason, next_at=failure.next_at)


def test_without_an_address_the_operator_is_not_written_to(acme: Company, settings: Settings) -> None:
    settings.OPERATOR_EMAIL = None
    stuck(acme)
    assert set(tell()) == {ALERTS}


def test_one_that_was_canceled_meanwhile_is_told_to_nobody(acme: Company) -> None:
    (contract,) = stuck(acme)
    termination.cancel(contract.pk, acme.members.get(), "", NOBODY)
    with clock.stopped_at(clock.now() + MINUTE):
        jobs.notify_of_unsealed(0)
    assert not Message.objects.filter(purpose__in=[Message.Purpose.NOT_SEALED, Message.Purpose.ALL_UNSEALED]).exists()


@pytest.mark.parametrize("language", Language)
def test_both_are_in_the_language_of_the_company(acme: Company, language: Language) -> None:
    Company.objects.update(language=language)
    stuck(acme)
    for message in tell().values():
        assert message.language == language
        assert REASONS[Reason.DOCUMENT].of(language) in message.text


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(Reason)


@pytest.mark.parametrize("language", Language)
def test_the_mail_is_erased_with_a_contract_that_it_names(acme: Company, language: Language) -> None:
    Company.objects.update(language=language)
    acme.refresh_from_db()
    contract, _other = stuck(acme, 2)
    message = tell()[ALERTS]
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT)
    delete(acme, contract)
    message.refresh_from_db()
    assert (message.subject, message.text, message.address) == ("", "", "")


@pytest.mark.django_db(transaction=True)
def test_the_commands_that_the_mails_name_work(acme: Company) -> None:
    contracts = stuck(acme, 2)
    commands = [
        command for message in tell().values() for command in re.findall(r"dojang (contracts .*)", message.text)
    ]
    assert len(commands) == 4
    for command in commands:
        done = CliRunner().invoke(cli, command.split())
        assert done.exit_code == 0, done.output
        assert str(contracts[0].pk) in done.output or "2 contracts" in done.output


@pytest.mark.django_db(transaction=True)
def test_the_command_lists_the_operator_s_mail(acme: Company) -> None:
    stuck(acme)
    tell()
    assert f"the installation  email to {OPERATOR}: queued" in CliRunner().invoke(cli, ["messages"]).output


def test_who_hears_of_it_without_an_address_for_alerts_is_the_oldest_member(acme: Company) -> None:
    Company.objects.update(alerts_email="")
    stuck(acme)
    assert set(tell()) == {factories.KIM, OPERATOR}
