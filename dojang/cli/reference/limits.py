"""docs/api/limits.md: all limits, with the figures that the code itself uses."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from annotated_types import Le
from pydantic import BaseModel

from dojang.api import history, json_body
from dojang.api.coded import download, worklists
from dojang.api.coded.bulkstart import batch
from dojang.api.coded.search import call as search
from dojang.api.coded.startsimple import export
from dojang.api.idempotency import MAX_KEY
from dojang.api.start import export as start_export
from dojang.api.start import request, rules
from dojang.api.v3 import base
from dojang.api.v3.contracts.content_shapes import EventPage
from dojang.api.v3.exports import routes as v3_exports
from dojang.api.v3.templates import upload as template_uploads
from dojang.api.v3.workflows.shapes import WorkflowFilter
from dojang.companies import idempotency, logins, setup, tokens
from dojang.companies.rate_limits import RateLimit
from dojang.config import slow_lane
from dojang.config.buffering import BODY_SECONDS, PIECE_SECONDS
from dojang.config.environment import Environment
from dojang.contracts import queries, readers
from dojang.exports import probe
from dojang.exports.dispatch import circuit_breaker, retry_schedule, sender
from dojang.exports.dispatch.dispatcher import DispatcherOptions
from dojang.exports.dispatch.places import Places
from dojang.flow import (
    acts,
    bulk,
    changes,
    drafts,
    entry,
    maintenance,
    proofs,
    public_links,
    seal_retries,
    start,
    templates,
    uploads,
)
from dojang.lib import bounded_json, contact
from dojang.lib.outgoing import bounded_socket, client
from dojang.library import layout
from dojang.pdf import figures, name_seals
from dojang.pdf.intake import Limits
from dojang.signing.views import figures as signing_figures
from dojang.verify import views as verify

Rows = Mapping[str, object]
_ENVIRONMENT = Environment.model_fields
_PDF = Limits()


def as_markdown() -> str:
    """The text of the page."""
    return _HEAD + "".join(_section(title, rows) for title, rows in _SECTIONS.items()) + _TAIL


def _section(title: str, rows: Rows) -> str:
    return f"\n## {title}\n\n| | |\n|---|---|\n" + "".join(
        f"| {what} | {_written(most)} |\n" for what, most in rows.items()
    )


def _written(most: object) -> str:
    return f"{most:,}" if isinstance(most, int) else _span(most) if isinstance(most, timedelta) else str(most)


def _span(span: timedelta) -> str:
    for unit, length in (("day", timedelta(days=2)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        if span >= length:
            number = span / timedelta(**{f"{unit}s": 1})
            return f"{number:.0f} {unit}{'' if number == 1 else 's'}"
    return f"{span.total_seconds():.0f} seconds"


def _pace(limit: RateLimit) -> str:
    return f"{limit.most} in {_span(limit.per)}"


def _size(size: int) -> str:
    mega = 2**20 if size % 2**20 == 0 else 10**6
    return f"{size / mega:g} MB ({size:,} bytes)"


def _rows(shape: type[BaseModel], name: str) -> str:
    field = shape.model_fields[name]
    most: Any = next(one.le for one in field.metadata if isinstance(one, Le))
    return _page(field.default, most)


def _page(usual: int, most: int) -> str:
    return f"{usual}, at most {most:,}"


_SECTIONS: Mapping[str, Rows] = {
    "A request": {
        "the body": _size(json_body.USUAL.bytes),
        "the body of a start: 5005Q, `POST /api/v3/workflows/start`, `POST /api/v3/link/start`": _size(
            json_body.START.bytes
        ),
        "the body of a bulk start: 1410Q, `POST /api/v3/bulk`": _size(json_body.BULK.bytes),
        "the body of a template upload": _size(json_body.UPLOAD.bytes),
        "values in its JSON": f"{json_body.USUAL.values:,}; of a start {json_body.START.values:,}, "
        f"of a bulk start {json_body.BULK.values:,}",
        "keys of an object in its JSON": bounded_json.MAX_KEYS,
        "nesting of its JSON": f"{bounded_json.MAX_DEPTH} levels",
        "time to send it": f"{BODY_SECONDS:g} seconds, with no pause of more than {PIECE_SECONDS:g}",
        "`Idempotency-Key`": f"{MAX_KEY} printable ASCII characters",
        "an answer is kept under its key for": idempotency.KEPT_FOR,
        "a second request waits for the first one with its key": idempotency.MAX_WAIT,
    },
    "How often": {
        "calls of a token": f"{_ENVIRONMENT['api_calls'].default:,} a minute: as many at once, refilled evenly. "
        "Further calls get 429 with `Retry-After`. `DOJANG_API_CALLS`",
        "wrong passwords of a member": f"{_ENVIRONMENT['login_tries'].default} in {_span(logins.TRIES_PER)}, "
        "at one place (an IPv4 /24, an IPv6 /64); "
        f"{logins.TRIES_ELSEWHERE} times as many at all places where they have not logged in before, and from one address. "
        "`DOJANG_LOGIN_TRIES`",
        "test calls of exports": f"{_pace(probe.TESTS)}, {probe.MAX_WAITING} at once",
        "files that an address checks at `/verify`, each of "
        f"{verify.MAX} MB at most": f"{_pace(verify.CHECKS)}, and {slow_lane.THREADS} at once in a process "
        f"with {slow_lane.WAITING} waiting",
    },
    "Lists and searches": {
        "a page of a list of v3 (`limit`)": _rows(base.PageQuery, "limit"),
        "contracts that a filtered list of v3 searches for a page": queries.MAX_LOOKED_AT,
        "a page of `/api/v3/workflows` (`rows`)": _rows(WorkflowFilter, "rows"),
        "a page of a contract's events (`limit`)": _rows(EventPage, "limit"),
        "a page of `/worklists/new` (`rows`)": _page(worklists.ROWS, worklists.MAX_ROWS),
        "contracts that a search finds (5008Q, 5009Q, `search-with-value`)": f"the newest {queries.MAX_FOUND:,}",
        "conditions of a search (`field_list` of 5008Q, 5009Q)": search.MAX_CONDITIONS,
        "history in `/api/v2/workflows/{id}`": f"the newest {history.MAX_EVENTS:,} events",
    },
    "Starting a contract": {
        "title": f"{rules.MAX_TITLE} characters",
        "message to the signers": f"{rules.MAX_COMMENT} characters",
        "name of a signer or copy recipient": f"{rules.MAX_NAME} characters",
        "email address": f"{contact.MAX_EMAIL} characters",
        "access code": f"{rules.PASSWORD_LENGTH[0]} to {rules.PASSWORD_LENGTH[-1]} characters",
        "hint": f"{rules.MAX_HINT} characters",
        "copy recipients": request.MAX_COPIES,
        "`export_api_info.url`": f"{client.MAX_URL:,} characters",
        "`export_api_info.authorization`": f"{start_export.MAX_AUTHORIZATION:,} characters",
        "`export_api_info.request_params`": f"{export.MAX_PARAMS}, each from at most {export.MAX_SOURCES} fields",
        "entries of a bulk start (1410Q)": batch.MAX_ENTRIES,
        "rows of a bulk job (`POST /api/v3/bulk`)": bulk.MAX_ROWS,
        "tries to start a row that breaks off each time": bulk.MAX_TRIES,
        "rows of a bulk job are kept, after it has finished, for": maintenance.BULK_ROWS_KEPT_FOR,
        "contracts started through a public link": public_links.MAX_USES,
        "a preview can be opened for": start.PREVIEW_LIFETIME,
    },
    "Templates and values": {
        "a template's PDF": f"{_size(_PDF.max_bytes)}, {_PDF.max_pages} pages",
        "its name": f"{templates.MAX_NAME} characters",
        "uploads of a company that wait": f"{uploads.MAX_WAITING}, one at a time; above it 429",
        "the answer to an upload has its template, if it takes no longer than": f"{template_uploads.PATIENCE:g} seconds",
        "an upload can be read for": uploads.KEPT_FOR,
        "fields (boxes)": layout.MAX_FIELDS,
        "steps": layout.MAX_STEPS,
        "a text": f"{readers.MAX_TEXT:,} characters, or the limit of its field",
        "a picture": _size(readers.MAX_PICTURE_BYTES),
    },
    "Signing": {
        "starts through public links": f"{_pace(public_links.FROM_ADDRESS)} from one address, "
        f"{_pace(public_links.OF_LINK)} through one link, {_pace(public_links.TO_CONTACT)} for one contact",
        "openings of a link, each a new session": f"{_pace(entry.OPENINGS)} and {_pace(entry.OPENINGS_OF_DAY)}",
        "one-time codes": f"{proofs.MAX_PHONE_CODES} for a link, {_pace(proofs.CODES_TO_PHONE)} to one phone for a company",
        "a page stays open for its signer": entry.SESSION_LIFETIME,
        "reminders of one contract": f"{_pace(changes.REMINDERS)}, unless it is embedded",
        "`reseal` of one contract": _pace(seal_retries.ASKED_FOR),
        "approvals sent, accepted or not": f"{_pace(acts.APPROVALS)} for a link, {_pace(acts.APPROVALS_A_DAY)}",
        "opinion": f"{acts.MAX_OPINION} characters",
        "one-time code to a phone": f"{_span(proofs.PHONE_CODE_LIFETIME)}; a new one after {_span(proofs.PHONE_CODE_PAUSE)}, "
        f"at most {proofs.MAX_PHONE_CODES} for a link",
        "a code to continue at another device": f"{_span(entry.HANDOFF_LIFETIME)}, once; {entry.HANDOFFS.most} in "
        f"{_span(entry.HANDOFFS.per)} for a link",
        "fields kept as drafts": f"{_pace(drafts.SAVES)} for a link, {_pace(drafts.PICTURES)} of them "
        f"pictures, {_pace(drafts.PICTURES_A_DAY)}",
        "a name that is typed as a signature": f"{figures.MAX_TYPED} characters",
        "a name on a stamp": f"{name_seals.MAX_ON_SEAL} characters; of letters, {name_seals.MAX_INITIALS} initials",
        "previews of signatures and stamps": f"{_pace(signing_figures.LOOKS)} for a link",
        "photos whose paper is removed": f"{_pace(signing_figures.CUTS)} for a link",
        "wrong codes": f"after each {proofs.TRIES_BEFORE_PAUSE} a pause of {_span(proofs.PAUSE)}; "
        f"after {proofs.TRIES_IN_ALL} the link is dead",
        "URLs of `/workflow/download`": download.LIFETIME,
    },
    "Tokens and members": {
        "token of a login": tokens.LIFETIME,
        "API token": f"{tokens.USUAL_DAYS} days, at most {tokens.MAX_DAYS:,}",
        "a member's password": f"{setup.LEAST_PASSWORD} characters or more",
        "origins that may frame the signing pages": setup.MAX_ORIGINS,
    },
    "Exports": {
        "connecting": f"{client.CONNECT_SECONDS:g} seconds",
        "the whole exchange": f"{client.EXCHANGE_SECONDS:g} seconds",
        "the receiver's answer": f"{client.MAX_ANSWER:,} bytes are read",
        "tries": f"{len(retry_schedule.SCHEDULE) + 1}, over about {sum(retry_schedule.SCHEDULE) / retry_schedule.HOUR:.0f} hours, "
        f"never over more than {sender.LONGEST_TRYING / timedelta(hours=1):.0f}",
        "a receiver's `Retry-After`": f"{retry_schedule.MAX_RETRY_AFTER / retry_schedule.HOUR:g} hours at most",
        "at once to one server of one company": f"{circuit_breaker.PER_ENDPOINT}, from each dispatcher",
        "at once from one company": f"{Places(DispatcherOptions.in_flight).usual} of {DispatcherOptions.in_flight}, from each dispatcher; "
        "less while other companies export too",
        "interim answers (status 1xx) of a receiver": bounded_socket.MAX_INTERIM,
        "exports replayed by one call": v3_exports.MAX_REPLAYED,
    },
}
_HEAD = """# Limits

Dojang refuses values above a limit with a message that says so. `python -m dojang.cli.reference limits` makes this page from the code. The
operator's settings are named beside their defaults; see [settings](../settings.md).
"""
_TAIL = """
## Plans

A plan limits how many contracts a company may start, and until when. Companies made by `dojang company create` have neither limit.
`dojang company plan acme --quota 1000 --until 2027-12-31` sets both; `--renew` starts counting from zero again. Each start counts
as one, in its own transaction, so a refused start or a preview does not count. Each contract of a bulk start counts. Contracts that
are canceled or deleted later still count. `GET /api/v3/company` and `GET /api/v2/company` return the number used. A start above the
plan is refused with 13, and after the plan's end with 12 (in the [edition](migration.md#editions) of 2021 both with 10), by v3 with
403.
"""
