"""Sending a planned message over its channel."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from dojang.lib import clock
from dojang.notifications.models import Message

MAX_TRIES, LONGEST_PAUSE = 30, 3600  # seconds
State, Channel = Message.State, Message.Channel

# Answers of an SMTP server that no repetition will change begin with 5 (RFC 5321, 4.2.1).
_PERMANENT = range(500, 600)


class SendingFailed(Exception):
    """The provider could not take the message now; trying again later may help."""


def send(message: Message) -> None:
    """Try once to send a queued message and fill in what became of it; `keep` writes that down.

    It is queued still when another try is worth while. A message without a provider waits: nothing pretends it was sent.
    """
    if message.channel != Channel.EMAIL or not settings.EMAIL_HOST:
        message.state = State.WAITING
        return
    message.tries += 1
    refusal, for_good = _mail(message)
    if not refusal:
        message.state, message.sent_at, message.answer = State.SENT, clock.now(), "accepted by the mail server"
        return
    message.answer = refusal.replace("\0", "")[:500]
    if for_good or message.tries >= MAX_TRIES:
        message.state = State.FAILED


def pause_after(tries: int) -> int:
    """Seconds until the next try: 4, 16, 64 …, then an hour; a day in all, because mail servers are away for a night."""
    return min(int(4**tries), LONGEST_PAUSE)


def keep(message: Message) -> None:
    """Write down what became of the message."""
    message.save(update_fields=["state", "answer", "tries", "sent_at"])


def _mail(message: Message) -> tuple[str, bool]:
    """What the server said against the message, or nothing, and whether no repetition will change it.

    Only a refusal of this recipient or this text is final. A server that refuses our password or sender says nothing of the
    message, and its operator can mend that.
    """
    try:
        _letter(message).send()
    except smtplib.SMTPRecipientsRefused as exc:
        code, told = next(iter(exc.recipients.values()))
        return f"{code} {_readable(told)}", code in _PERMANENT
    except smtplib.SMTPDataError as exc:
        return f"{exc.smtp_code} {_readable(exc.smtp_error)}", exc.smtp_code in _PERMANENT
    except smtplib.SMTPResponseException as exc:
        return f"{exc.smtp_code} {_readable(exc.smtp_error)}", False
    except OSError as exc:  # smtplib's other errors are of this kind too
        return f"{type(exc).__name__}: {exc}", False
    except ValueError as exc:  # an address or a text that makes no letter
        return f"{type(exc).__name__}: {exc}", True
    return "", False


def _letter(message: Message) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.address],
        headers={"Auto-Submitted": "auto-generated", "X-Dojang-Message": str(message.pk)},
    )
    mail.attach_alternative(message.html, "text/html")
    return mail


def _readable(told: bytes | str) -> str:
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else told
