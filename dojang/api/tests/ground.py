"""Where the examples of the OpenAPI document are true: Acme with Kim and template 1, its next contract being number 17."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Model

from dojang.api.tests.acts import template_for_bulk
from dojang.api.tests.isolation import token
from dojang.api.tests.stories import approve, complete
from dojang.api.v3.templates.examples import UPLOAD
from dojang.bulk.models import Bulk
from dojang.companies.callers import Caller, Scope
from dojang.companies.models import AccessToken, Company, Member
from dojang.contracts.models import Contract, PublicLink, SealingFailure
from dojang.exports import endpoints, operations
from dojang.exports.models import Attempt, Delivery, ExportStream
from dojang.exports.streams import Operator
from dojang.exports.tests import many
from dojang.flow import seal_retries, termination, uploads
from dojang.flow.bulk import BulkRowOrder, enqueue, start_waiting_rows
from dojang.flow.orders import PublicLinkOrder
from dojang.flow.public_links import publish
from dojang.flow.start import start
from dojang.lib import clock
from dojang.lib.visitor import NOBODY
from dojang.library.models import TemplateUpload
from tests import factories
from tests.factories import KIM, field

URL = "https://erp.example/exports?key=geheim"
# The rows that come next have these ids.
_NUMBERS: Mapping[type[Model], int] = {
    Contract: 17,
    AccessToken: 6,
    Member: 8,
    Bulk: 3,
    Delivery: 1042,
    PublicLink: 5,
    TemplateUpload: 5,
}


@dataclass(frozen=True)
class Ground:
    """Acme; `secret` is of Kim's token 6, which may do everything."""

    acme: Company
    kim: Member
    secret: str

    @classmethod
    def made(cls) -> "Ground":
        for model, number in _NUMBERS.items():
            _count_from(model, number)
        acme = factories.company("testapi", usage=17)
        kim = factories.member(acme)
        boxes = [field("name", "text", 1), field("sign1", "signature", 1, 0.2), field("sign2", "signature", 2, 0.3)]
        version = factories.template(acme, fields=boxes).latest()
        version.template.creator = kim
        version.template.save(update_fields=["creator"])
        for step, role in zip(version.layout["steps"], ("갑", "을"), strict=True):
            step["role"] = role
        version.save(update_fields=["layout"])
        return cls(
            acme, kim, token(kim, scopes=list(Scope), name="Setup", expires_at=clock.now() + timedelta(days=365))[1]
        )


def _count_from(model: type[Model], number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", [model._meta.db_table, number - 1])


def _playing(ground: Ground) -> Contract:
    return start(factories.order(ground.acme, values={"name": "Lee"})).contract


def _completed(ground: Ground) -> None:
    complete(_playing(ground))


def _unsealed(ground: Ground) -> None:
    contract = _playing(ground)
    approve(contract)
    approve(contract)
    seal_retries.record_failure(contract.pk, SealingFailure.Reason.STORAGE, OSError("No space left on device"))


def _canceled(ground: Ground) -> None:
    termination.cancel(_playing(ground).pk, ground.kim, "A mistake", NOBODY)


def _bulk_template(ground: Ground) -> None:
    template_for_bulk(ground.acme)


def _bulk(ground: Ground) -> None:
    rows = [BulkRowOrder(reference=name, order=factories.order(ground.acme)) for name in ("A-1", "A-2")]
    enqueue(ground.acme, ground.kim, ground.acme.templates.get(number=1), rows)


def _upload(ground: Ground) -> None:
    caller = Caller(company=ground.acme, member=ground.kim, scopes=frozenset(Scope), token_id=6)
    file = uploads.keep_file(ground.acme, factories.blank_pdf())
    uploads.process(uploads.enqueue(caller, file, layout=json.loads(UPLOAD["layout"]), name=UPLOAD["name"]).pk)


def _link(ground: Ground) -> None:
    until = datetime(2099, 12, 31, 18, tzinfo=ZoneInfo("Asia/Seoul"))
    wanted = PublicLinkOrder(contract=factories.link_order(ground.acme), name="Spring fair", most=100, expires_at=until)
    publish(wanted)


def _bulk_worked(ground: Ground) -> None:
    """The plan allows one contract more, so that the second row fails."""
    _bulk(ground)
    Company.objects.filter(pk=ground.acme.pk).update(capacity=18)
    start_waiting_rows(lambda: False)


def _billing(ground: Ground) -> None:
    token(ground.kim, scopes=[Scope.CONTRACTS_READ, Scope.CONTRACTS_WRITE], name="Billing")


def _lee(ground: Ground) -> None:
    factories.member(ground.acme, "lee@acme.test", name="Lee")


def _parked(ground: Ground) -> None:
    """A contract whose export is parked, after one try."""
    many.parked(ground.acme, URL, contracts=1, each=1)
    Contract.objects.update(title="NDA 2026")
    Attempt.objects.create(
        delivery_id=1042, number=1, started_at=clock.now(), duration=43, status=500, remote_ip="203.0.113.5",
        answer="Internal Server Error",
    )  # fmt: skip
    ExportStream.objects.update(tried_at=clock.now())


def _retried(ground: Ground) -> None:
    _parked(ground)
    operations.retry(Operator(company=ground.acme, name=KIM, reason="The server is back."), 17)


def _skipped(ground: Ground) -> None:
    _parked(ground)
    operations.skip(Operator(company=ground.acme, name=KIM, reason="Entered by hand."), 17)


def _paused(ground: Ground) -> None:
    _parked(ground)
    endpoints.pause(Operator(company=ground.acme, name=KIM, reason="Maintenance until noon."), URL)


# What an operation finds there, by its id, or by its request code where several share an address.
FOUND: Mapping[str, Callable[[Ground], object]] = {
    "5008Q": _playing,
    "5009Q": _playing,
    "5010Q": _playing,
    "1410Q": _bulk_template,
    "1429Q": _playing,
    "1510Q": _playing,
    "worklists_new": _playing,
    "exportfield": _playing,
    "workflow_download": _completed,
    "api_v2_workflows_workflowId": _playing,
    "workflows_index": _playing,
    "workflows_search": _playing,
    "workflows_read": _playing,
    "contracts_index": _playing,
    "contracts_read": _playing,
    "contracts_cancel": _playing,
    "contracts_reseal": _unsealed,
    "contracts_dispose": _completed,
    "contracts_delete": _canceled,
    "contracts_resend": _playing,
    "contracts_set_expiry": _playing,
    "contracts_change_signer": _playing,
    "contract_contents_fields": _playing,
    "contract_contents_events": _playing,
    "contract_contents_document": _completed,
    "contract_contents_certificate": _completed,
    "bulk_index": _bulk,
    "bulk_read": _bulk,
    "bulk_rows": _bulk_worked,
    "bulk_cancel": _bulk,
    "links_index": _link,
    "links_read": _link,
    "links_close": _link,
    "members_index": _lee,
    "members_set_password": _lee,
    "members_remove": _lee,
    "templates_upload": _upload,
    "tokens_index": _billing,
    "tokens_revoke": _billing,
    "exports_index": _retried,
    "exports_list_endpoints": _parked,
    "exports_read": _retried,
    "exports_retry": _parked,
    "exports_skip": _parked,
    "exports_replay": _skipped,
    "exports_replay_one": _skipped,
    "exports_pause": _parked,
    "exports_resume": _paused,
}
