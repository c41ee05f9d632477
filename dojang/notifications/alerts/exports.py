"""Alerts about exports that have stopped: why, of which contracts, and how to resend them."""

import json
import shlex
from collections.abc import Iterator

from django.conf import settings

from dojang.contracts.announcement import StalledExports
from dojang.lib.times import to_the_minute
from dojang.notifications.alerts import texts
from dojang.notifications.alerts.message import create, rest_of
from dojang.notifications.models import Message
from dojang.notifications.plan import Recipient

_GONE = "410"


def for_company(rest: StalledExports, recipient: Recipient) -> Message:
    """Store the one message about all these exports."""
    company, language = rest.company, recipient.language
    contracts = [texts.CONTRACT.of(language, number=one.pk, title=one.title) for one in rest.contracts]
    notes = [
        (texts.SINCE.of(language), to_the_minute(rest.since, company.timezone, language)),
        (texts.WHY.of(language), "\n".join(_reasons(rest, language))),
        (texts.WHICH.of(language), "\n".join([*contracts, *rest_of(rest.count, len(contracts), language)])),
        (texts.TO_RESEND.of(language), "\n".join(_ways(rest, language))),
    ]
    known = {"company": company.name, "title": rest.origin, "count": f"{rest.count:,}"}
    return create(Message.Purpose.EXPORTS_REST, recipient, known, notes, company)


def _reasons(rest: StalledExports, language: str) -> Iterator[str]:
    for name, number in rest.reasons:
        if name.isdigit():
            reason = texts.GONE.of(language) if name == _GONE else texts.STATUS.of(language, status=name)
        else:
            reason = texts.ERRORS.get(name, texts.UNKNOWN).of(language, reason=name)
        yield reason if number == rest.count else texts.TIMES.of(language, reason=reason, number=f"{number:,}")


def _ways(rest: StalledExports, language: str) -> Iterator[str]:
    states = [state for state, number in (("parked", rest.parked), ("stopped", rest.stopped)) if number]
    flags = " ".join(f"--{state}" for state in states)
    # The receiver's name comes from outside, and the reader may paste the command into a shell.
    command = f"dojang exports retry {flags} --company {rest.company.comp_id} --endpoint {shlex.quote(rest.origin)}"
    yield texts.BY_COMMAND.of(language, command=command)
    body = json.dumps({"stuck": states, "url": rest.origin})
    yield texts.BY_API.of(language, call=f"POST {settings.BASE_URL}/api/v3/exports/retry {body}")
