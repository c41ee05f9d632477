"""A company hears of exports that do not arrive, by one mail for each receiver and hour, however many there are."""

import json
import re
import shlex
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from click.testing import CliRunner
from django.db import connection

from dojang.api.tests.calling import token_of
from dojang.api.v3.tests.calling import V3
from dojang.cli.main import cli
from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event
from dojang.exports import operations, stalled, streams
from dojang.exports.models import ExportEndpoint, ExportStream
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch, dispatch, idle, receiver
from dojang.exports.tests.receiver import Receiver, Reply
from dojang.flow import jobs, maintenance, termination
from dojang.lib import clock
from dojang.lib.outgoing.client import Fault
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY
from dojang.notifications.alerts.texts import ERRORS
from dojang.notifications.models import Message
from dojang.notifications.tests.conftest import mail
from dojang.notifications.tests.mailserver import MailServer
from tests import factories

__all__ = ["dispatch", "mail", "receiver"]
HOOK = "https://erp.example/hook"
ALERTS = "alerts@acme.test"


@pytest.fixture
def acme(db: None) -> Company:
    company = world.company()
    company.alerts_email = ALERTS
    company.save()
    return company


def at_rest(of: Company, count: int = 1, url: str = HOOK, state: str = "parked", reason: str = "500") -> list[Contract]:
    """Contracts whose exports to `url` have come to rest."""
    contracts = [world.contract(of, url) for _ in range(count)]
    rest(contracts, state, reason)
    return contracts


def rest(contracts: Sequence[Contract], state: str = "parked", reason: str = "500") -> None:
    now = clock.now()
    for contract in contracts:
        if not contract.deliveries.exists():
            world.approve(contract)
    streams = ExportStream.objects.filter(contract__in=contracts)
    streams.update(state=state, reason=reason, next_at=None, ended_at=now, failing_since=now - timedelta(hours=75))


def tell() -> list[Message]:
    """What the periodic job adds."""
    before = set(Message.objects.values_list("pk", flat=True))
    jobs.notify_of_stalled_exports(0)
    return list(Message.objects.exclude(pk__in=before).order_by("pk"))


def told(contracts: Sequence[Contract]) -> list[bool]:
    streams = ExportStream.objects.filter(contract__in=contracts).order_by("pk")
    return [stream.told_at is not None for stream in streams]


def test_from_the_last_failure_to_the_letter(
    transactional_db: None, receiver: Receiver, dispatch: Dispatch, mail: MailServer
) -> None:
    receiver.answer = lambda _arrival, _before: Reply(500)
    company = world.company()
    contract = world.contract(company, receiver.url)
    world.approve(contract)
    dispatch()
    idle(lambda: ExportStream.objects.get(contract=contract).state == "parked")
    (message,) = tell()
    jobs.send_message(message.pk)
    (letter,) = mail.letters
    assert letter.to == [f"<{factories.KIM}>"]
    for kind in ("plain", "html"):
        assert f"{contract.pk}번 NDA" in letter.part(kind)
        assert "HTTP 상태 500" in letter.part(kind)


def test_the_mail_says_how_many_since_when_why_which_and_what_to_do(acme: Company) -> None:
    with clock.stopped_at(clock.now().replace(2026, 5, 4, 12, 30)):
        contracts = at_rest(acme, 2)
    ExportStream.objects.filter(contract=contracts[0]).update(
        failing_since=None
    )  # parked without ever having been tried
    (message,) = tell()
    assert (message.address, message.company, message.contract) == (ALERTS, acme, None)
    assert message.subject == "[Acme] 외부 통보 멈춤: 계약 2건"
    for part in (
        "Acme 님, 안녕하세요.",
        "처음 실패한 시각: 2026년 5월 1일 18:30 (UTC+09:00)",
        "수신 서버의 응답: HTTP 상태 500.",
        *(f"{contract.pk}번 NDA" for contract in contracts),
        "dojang exports retry --parked --company acme --endpoint https://erp.example:443",
        '/api/v3/exports/retry {"stuck": ["parked"], "url": "https://erp.example:443"}',
    ):
        assert part in message.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", Language)
def test_the_command_that_the_mail_names_sends_them_on(acme: Company, language: str) -> None:
    acme.language = language
    acme.save()
    contracts = [*at_rest(acme), *at_rest(acme, state="stopped", reason="410")]
    at_rest(world.company("other"))
    (text,) = [message.text for message in tell() if message.company == acme]
    (command,) = re.findall(r"dojang (exports retry .*)", text)
    assert CliRunner().invoke(cli, shlex.split(command)).exit_code == 0
    going = ExportStream.objects.filter(state="running").values_list("pk", flat=True)
    assert set(going) == {contract.pk for contract in contracts}


def test_a_receiver_s_name_is_no_part_of_the_shell_in_the_command_that_the_mail_names(acme: Company) -> None:
    at_rest(acme, url="https://erp$(reboot).example/hook")
    assert "--endpoint 'https://erp$(reboot).example:443'" in tell()[0].text


def test_the_call_that_the_mail_names_sends_them_on(acme: Company) -> None:
    contracts = [*at_rest(acme), *at_rest(acme, state="stopped", reason="410")]
    kim = acme.members.get()
    ((path, body),) = re.findall(r"POST \S+/api/v3(/\S+) (\{.*\})", tell()[0].text)
    V3(acme, kim, token_of(kim)).post(path, json.loads(body))
    going = ExportStream.objects.filter(state="running").values_list("pk", flat=True)
    assert set(going) == {contract.pk for contract in contracts}


@pytest.mark.parametrize(
    ("language", "part"),
    [("ko", "계약 1건의 외부 통보"), ("en", "Contracts affected: 1. Nothing is lost"), ("ja", "契約1件の外部通知")],
)
def test_the_mail_is_in_the_language_of_the_company(acme: Company, language: str, part: str) -> None:
    acme.language = language
    acme.save()
    at_rest(acme)
    (message,) = tell()
    assert part in message.text
    assert message.language == language


def test_without_an_address_for_alerts_the_oldest_member_who_is_there_hears_of_it(acme: Company) -> None:
    at_rest(acme)
    Company.objects.update(alerts_email="")
    acme.members.update(removed_at=clock.now())
    factories.member(acme, "lee@acme.test", name="Lee")
    factories.member(acme, "park@acme.test", name="Park")
    (message,) = tell()
    assert (message.address, message.name) == ("lee@acme.test", "Lee")


def test_what_nobody_could_be_told_is_told_when_there_is_somebody(acme: Company) -> None:
    Company.objects.update(alerts_email="")
    acme.members.update(removed_at=clock.now())
    contracts = at_rest(acme)
    assert (tell(), told(contracts)) == ([], [False])
    acme.members.update(removed_at=None)
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        assert [message.address for message in tell()] == [factories.KIM]


def test_ten_thousand_at_once_are_one_mail(acme: Company) -> None:
    (first,) = at_rest(acme)
    many(first, 9_999)
    (message,) = tell()
    assert message.subject.endswith("계약 10,000건")
    assert message.text.count("번 NDA") == 10
    assert "외 9,990건" in message.text
    assert not ExportStream.objects.filter(told_at=None).exists()
    assert tell() == []


def many(like: Contract, count: int) -> None:
    """As many more contracts at rest."""
    models = (Contract, ExportStream)
    columns = [[field for field in model._meta.concrete_fields if not field.primary_key] for model in models]
    contract, line = (", ".join(str(field.column) for field in fields) for fields in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH made AS (INSERT INTO contracts_contract ({contract})
                              SELECT {contract} FROM contracts_contract, generate_series(1, %s) WHERE id = %s RETURNING id)
                INSERT INTO export_stream (contract_id, {line})
                SELECT made.id, {line} FROM made, export_stream WHERE contract_id = %s""",  # noqa: S608
            [count, like.pk, like.pk],
        )


def test_what_comes_to_rest_within_the_hour_is_told_after_it(acme: Company) -> None:
    at_rest(acme)
    assert len(tell()) == 1
    later = at_rest(acme, 3)
    with clock.stopped_at(clock.now() + timedelta(minutes=59)):
        assert (tell(), told(later)) == ([], [False] * 3)
    with clock.stopped_at(clock.now() + timedelta(minutes=61)):
        assert [message.subject for message in tell()] == ["[Acme] 외부 통보 멈춤: 계약 3건"]
    assert told(later) == [True] * 3


def test_a_worker_that_looked_before_another_told_tells_nothing_more(acme: Company) -> None:
    at_rest(acme)
    (endpoint,) = stalled.endpoints_to_notify()
    assert len(tell()) == 1
    later = at_rest(acme)
    maintenance.alert_stalled(endpoint)
    assert (Message.objects.count(), told(later)) == (1, [False])


def test_a_retry_that_fails_again_is_no_reason_for_another_mail_within_the_hour(acme: Company) -> None:
    contracts = at_rest(acme)
    assert len(tell()) == 1
    operations.retry(streams.Operator(company=acme, name="Kim"), contracts[0].pk)
    rest(contracts, "stopped", "410")
    assert (tell(), told(contracts)) == ([], [False])
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        assert len(tell()) == 1


def test_what_goes_on_by_itself_is_told_to_nobody(acme: Company) -> None:
    running = world.contract(acme, HOOK)
    world.approve(running)
    ExportStream.objects.update(fails=3, failing_since=clock.now())
    assert tell() == []


def test_what_was_sent_on_before_anybody_was_told_takes_no_hour(acme: Company) -> None:
    contracts = at_rest(acme)
    endpoint = ExportEndpoint.objects.get()
    operations.retry(streams.Operator(company=acme, name="Kim"), contracts[0].pk)
    maintenance.alert_stalled(endpoint)
    rest(contracts)
    assert len(tell()) == 1


def test_each_receiver_has_its_own_mail(acme: Company) -> None:
    at_rest(acme)
    at_rest(acme, 2, "https://crm.example/hook", "stopped", "410")
    crm, erp = tell()
    assert ("계약 2건" in crm.subject, "계약 1건" in erp.subject) == (True, True)
    assert "더 이상 받지 않겠다고" in crm.text
    assert "retry --stopped --company acme --endpoint https://crm.example:443" in crm.text


def test_a_company_hears_of_its_own_contracts_only(acme: Company) -> None:
    other = world.company("other")
    mine, theirs = at_rest(acme), at_rest(other)
    by_company = {message.company: message.text for message in tell()}
    assert f"{mine[0].pk}번" in by_company[acme]
    assert f"{theirs[0].pk}번" not in by_company[acme]
    assert f"{theirs[0].pk}번" in by_company[other]


def test_several_reasons_are_counted_the_most_frequent_first(acme: Company) -> None:
    at_rest(acme, 1, reason="timeout")
    at_rest(acme, 2, reason="503")
    (message,) = tell()
    assert "HTTP 상태 503. (계약 2건)\n수신 서버가 제때 답하지 않았습니다. (계약 1건)" in message.text


def test_every_error_has_its_words() -> None:
    assert {*Fault, "bad-secret", "internal-error", "endpoint-fails"} == set(ERRORS)


def test_an_unknown_error_is_told_as_it_is(acme: Company) -> None:
    at_rest(acme, reason="moon-phase")
    (message,) = tell()
    assert "통보를 보내지 못했습니다(moon-phase)." in message.text


def test_one_endpoint_that_cannot_be_told_does_not_keep_the_others_from_it(acme: Company) -> None:
    (broken,) = at_rest(acme)
    # In Honolulu that was in the year 0, which no date can be of.
    ExportStream.objects.update(failing_since=datetime(1, 1, 1, tzinfo=UTC))
    Company.objects.update(timezone="Pacific/Honolulu")
    (sound,) = at_rest(world.company("other"))
    with pytest.raises(OverflowError):
        tell()
    assert told([broken, sound]) == [False, True]


def test_two_workers_at_once_write_one_mail(transactional_db: None) -> None:
    at_rest(world.company(), 20)
    endpoint = ExportEndpoint.objects.get()
    barrier = Barrier(2)

    def work() -> None:
        barrier.wait()
        maintenance.alert_stalled(endpoint)
        connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Message.objects.filter(purpose="exports-rest").count() == 1


@pytest.mark.parametrize(("answer", "state"), [("250 kept", "sent"), ("550 no such mailbox", "failed")])
def test_what_became_of_the_mail_is_kept_and_in_no_contract_s_history(
    acme: Company, mail: MailServer, answer: str, state: str
) -> None:
    mail.answers["RCPT"] = answer
    at_rest(acme)
    events = Event.objects.count()
    (message,) = tell()
    jobs.send_message(message.pk)
    message.refresh_from_db()
    assert (message.state, Event.objects.count()) == (state, events)


@pytest.mark.django_db(transaction=True)
def test_the_command_lists_it_with_its_company(acme: Company) -> None:
    at_rest(acme)
    tell()
    shown = CliRunner().invoke(cli, ["messages", "--full"]).output
    assert f"company acme  email to {ALERTS}: queued" in shown
    assert "dojang exports retry --parked" in shown


@pytest.mark.parametrize("language", Language)
def test_the_mail_is_erased_with_a_contract_that_it_names(acme: Company, mail: MailServer, language: Language) -> None:
    Company.objects.update(language=language)
    acme.refresh_from_db()
    named, _other = at_rest(acme, 2)
    (message,) = tell()
    jobs.send_message(message.pk)
    delete(acme, named)
    message.refresh_from_db()
    assert (message.state, message.subject, message.text, message.html, message.address) == ("sent", "", "", "", "")


def delete(company: Company, contract: Contract) -> None:
    kim = company.members.get()
    termination.cancel(contract.pk, kim, "", NOBODY)
    termination.delete(contract.pk, kim, NOBODY)
    termination.erase(contract.pk)
