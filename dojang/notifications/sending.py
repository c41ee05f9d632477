"""Sending a planned message over its channel and writing down what became of it."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from dojang.lib import clock
from dojang.notifications.models import Message

MOST_TRIES = 8
State, Channel = Message.State, Message.Channel

# Answers of an SMTP server that no repetition will change begin with 5.
_PERMANENT = range(500, 600)


class SendingFailed(Exception):
    """The provider could not take the message now; trying again later may help."""


def send(message: Message) -> Message.State:
    """Send the message unless that was done or has no way, and keep its state.

    Raises `SendingFailed` when another try is worth while. A message without a provider waits: nothing pretends it was sent.
    """
    if message.state in (State.SENT, State.FAILED):
        return State(message.state)
    if message.channel != Channel.EMAIL or not settings.EMAIL_HOST:
        return _note(message, State.WAITING, "")
    message.tries += 1
    try:
        _mail(message)
    except smtplib.SMTPResponseException as exc:
        return _after_failure(message, f"{exc.smtp_code} {_readable(exc.smtp_error)}", exc.smtp_code in _PERMANENT)
    except smtplib.SMTPRecipientsRefused as exc:
        code, told = next(iter(exc.recipients.values()))
        return _after_failure(message, f"{code} {_readable(told)}", code in _PERMANENT)
    except (OSError, smtplib.SMTPException) as exc:
        return _after_failure(message, f"{type(exc).__name__}: {exc}", permanent=False)
    message.sent_at = clock.now()
    return _note(message, State.SENT, "accepted by the mail server")


def _mail(message: Message) -> None:
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.address],
        headers={"Auto-Submitted": "auto-generated", "X-Dojang-Message": str(message.pk)},
    )
    mail.attach_alternative(message.html, "text/html")
    mail.send()


def _after_failure(message: Message, told: str, permanent: bool) -> Message.State:
    if permanent or message.tries >= MOST_TRIES:
        return _note(message, State.FAILED, told)
    _note(message, State.QUEUED, told)
    raise SendingFailed(told)


def _note(message: Message, state: Message.State, answer: str) -> Message.State:
    message.state, message.answer = state, answer[:500]
    message.save(update_fields=["state", "answer", "tries", "sent_at"])
    return state


def _readable(told: bytes | str) -> str:
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else told
