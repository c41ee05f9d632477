"""Sending, against a mail server that listens: what is delivered, what is tried again, what failed for good."""

from typing import Any

import pytest
from django.core.mail.message import sanitize_address
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from dojang.companies.models import Company
from dojang.contracts.models import Event, EventPerson
from dojang.flow import start
from dojang.flow.jobs import send_message
from dojang.lib.contact import Contact
from dojang.notifications import delivery
from dojang.notifications.delivery import DeliveryFailed
from dojang.notifications.models import Message
from dojang.notifications.tests.mailserver import MailServer
from tests import factories
from tests.factories import LEE

State = Message.State


def invitation(company: Company, **given: Any) -> Message:
    start.start(factories.order(company, **given))
    return Message.objects.get()


def after_sending(message: Message) -> Message:
    send_message(message.pk)
    message.refresh_from_db()
    return message


def message_events() -> list[str]:
    return [event.kind for event in Event.objects.filter(kind__startswith="message:")]


def test_a_letter_arrives_as_text_and_as_html_in_korean(acme: Company, mail: MailServer) -> None:
    message = after_sending(invitation(acme, title="근로계약서", comment="잘 부탁드립니다"))
    (letter,) = mail.letters
    assert (message.state, letter.to, letter.parsed["To"]) == (State.SENT, [f"<{LEE}>"], LEE)
    assert letter.parsed["Subject"] == "[Acme] 서명 요청: 근로계약서"
    for kind in ("plain", "html"):
        assert "Lee 님, 안녕하세요." in letter.part(kind)
        assert "잘 부탁드립니다" in letter.part(kind)


def test_a_letter_says_that_a_machine_wrote_it(acme: Company, mail: MailServer) -> None:
    message = after_sending(invitation(acme))
    headers = mail.letters[0].parsed
    assert (headers["Auto-Submitted"], headers["X-Dojang-Message"]) == ("auto-generated", str(message.pk))
    assert headers.get_content_type() == "multipart/alternative"


def test_what_was_sent_is_in_the_history_with_the_address_apart(acme: Company, mail: MailServer) -> None:
    message = after_sending(invitation(acme))
    event = Event.objects.get(kind="message:sent")
    assert event.payload == {"message": message.pk, "purpose": "invitation", "channel": "email"}
    assert EventPerson.objects.get(event=event).values["address"][1] == LEE


def test_a_message_is_sent_once_however_often_its_job_runs(acme: Company, mail: MailServer) -> None:
    message = invitation(acme)
    after_sending(message)
    after_sending(message)
    assert (len(mail.letters), message_events()) == (1, ["message:sent"])


@pytest.mark.parametrize(("command", "answer"), [("RCPT", "550 no such mailbox"), ("DATA", "554 looks like spam")])
def test_a_letter_refused_for_good_has_failed(acme: Company, mail: MailServer, command: str, answer: str) -> None:
    mail.answers[command] = answer
    message = after_sending(invitation(acme))
    assert (message.state, message.answer, message_events()) == (State.FAILED, answer, ["message:failed"])


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("RCPT", "451 come back later"),
        ("DATA", "452 the disk is full"),
        ("greeting", "554 not now"),
        ("MAIL", "550 I do not know this sender"),
    ],
)
def test_a_server_that_has_nothing_against_the_letter_is_tried_again(
    acme: Company, mail: MailServer, command: str, answer: str
) -> None:
    mail.answers[command] = answer
    message = invitation(acme)
    with pytest.raises(DeliveryFailed, match=answer[4:]):
        send_message(message.pk)
    mail.answers.clear()
    assert (after_sending(message).state, message.tries, message_events()) == (State.SENT, 2, ["message:sent"])


def test_a_server_that_is_away_is_tried_again(acme: Company, mail: MailServer, settings: Settings) -> None:
    message, there = invitation(acme), mail.port
    settings.EMAIL_PORT = 1
    with pytest.raises(DeliveryFailed, match="ConnectionRefusedError"):
        send_message(message.pk)
    settings.EMAIL_PORT = there
    assert after_sending(message).state == State.SENT


def test_after_the_last_try_a_message_has_failed(acme: Company, mail: MailServer) -> None:
    mail.answers["RCPT"] = "451 come back later"
    message = invitation(acme)
    Message.objects.update(tries=delivery.MAX_TRIES - 1)
    assert (after_sending(message).state, message_events()) == (State.FAILED, ["message:failed"])


def test_a_mail_server_may_be_away_for_a_night() -> None:
    pauses = [delivery.pause_after(tries) for tries in range(1, delivery.MAX_TRIES)]
    assert (pauses[:4], max(pauses)) == ([4, 16, 64, 256], 3600)
    assert 24 < sum(pauses) / 3600 < 48  # after two days `look_after` takes the job for lost


def test_without_a_mail_server_a_message_waits(acme: Company) -> None:
    assert (after_sending(invitation(acme)).state, message_events()) == (State.WAITING, [])


@pytest.mark.parametrize(("language", "channel"), [("ko", "alimtalk"), ("en", "sms"), ("ja", "sms")])
def test_a_phone_gets_messages_over_its_own_channel_which_waits_for_a_provider(
    acme: Company, mail: MailServer, language: str, channel: str
) -> None:
    lee, park = factories.signer("Lee", "010-1234-5678"), factories.signer("Park", "park@example.test")
    message = after_sending(invitation(acme, language=language, signers=(lee, park)))
    assert (message.channel, message.address, message.state) == (channel, "010-1234-5678", State.WAITING)
    assert mail.letters == []


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_a_line_break_in_a_name_or_title_adds_no_header(acme: Company, mail: MailServer, line: str) -> None:
    acme.name = f"Acme{line}Bcc: choi@other.test"
    acme.save()
    lee = factories.signer(f"Lee{line}Bcc: choi@other.test", LEE)
    park = factories.signer("Park", "park@example.test")
    after_sending(invitation(acme, title=f"NDA{line}Cc: choi@other.test", signers=(lee, park)))
    (letter,) = mail.letters
    assert (letter.to, letter.parsed["Bcc"], letter.parsed["Cc"]) == ([f"<{LEE}>"], None, None)
    assert str(letter.parsed["Subject"]).strip() == "[Acme Bcc: choi@other.test] 서명 요청: NDA Cc: choi@other.test"


def test_an_answer_of_the_server_that_is_long_or_odd_is_kept_in_part(acme: Company, mail: MailServer) -> None:
    mail.answers["RCPT"] = "550 \x00" + "x" * 900
    assert len(after_sending(invitation(acme)).answer) == 500


@given(st.emails())
def test_an_address_that_is_taken_can_stand_on_a_letter(address: str) -> None:
    try:
        contact = Contact.read(address)
    except ValueError:
        return
    assert "@" in sanitize_address(contact.address, "utf-8")
