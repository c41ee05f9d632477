"""Email, by the SMTP server of the settings."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from dojang.notifications.channels.base import Accepted, Rejected, Unavailable
from dojang.notifications.models import Message

# SMTP answers that another try does not change start with 5 (RFC 5321, 4.2.1).
_PERMANENT = range(500, 600)


class EmailChannel:
    """Sends a message as text and as HTML."""

    def is_configured(self) -> bool:
        """Whether there is an SMTP server."""
        return bool(settings.EMAIL_HOST)

    def send(self, message: Message) -> Accepted | Rejected | Unavailable:
        """Try once.

        Only a refusal of this recipient or this text is final. A server that refuses our password or sender says nothing about
        the message, and the operator can fix that.
        """
        mail = EmailMultiAlternatives(
            subject=message.subject,
            body=message.text,
            to=[message.address],
            headers={"Auto-Submitted": "auto-generated", "X-Dojang-Message": str(message.pk)},
        )
        mail.attach_alternative(message.html, "text/html")
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as exc:
            return _refusal(*next(iter(exc.recipients.values())))
        except smtplib.SMTPDataError as exc:
            return _refusal(exc.smtp_code, exc.smtp_error)
        except smtplib.SMTPResponseException as exc:
            return Unavailable(_answer(exc.smtp_code, exc.smtp_error))
        except OSError as exc:  # smtplib's other errors are of this kind too
            return Unavailable(f"{type(exc).__name__}: {exc}")
        except ValueError as exc:  # the address or the text makes no valid email
            return Rejected(f"{type(exc).__name__}: {exc}")
        return Accepted("accepted by the mail server")


def _refusal(code: int, error: bytes | str) -> Rejected | Unavailable:
    return (Rejected if code in _PERMANENT else Unavailable)(_answer(code, error))


def _answer(code: int, error: bytes | str) -> str:
    return f"{code} {error.decode('utf-8', 'replace') if isinstance(error, bytes) else error}"
