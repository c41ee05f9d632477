"""The matrix of isolation: one row per call of the API, whatever its door. A call without a row fails the tests.

A `{name}` in a path or a body stands for a thing of the owner's company, made by `THINGS[name]`.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dojang.api.tests.acts import template_for_bulk
from dojang.api.tests.stories import complete
from dojang.companies.callers import Scope
from dojang.companies.models import AccessToken, Company, Member
from dojang.exports import operations
from dojang.exports.models import Delivery
from dojang.exports.streams import Operator
from dojang.exports.tests import many
from dojang.flow.bulk import BulkRowOrder, enqueue
from dojang.flow.orders import PublicLinkOrder
from dojang.flow.public_links import publish
from dojang.flow.start import start
from dojang.lib import clock
from dojang.lib.tokens import new_token
from dojang.library.models import TemplateUpload
from tests import factories
from tests.factories import CHOI, KIM, LEE, PARK, PASSWORD

Json = dict[str, Any]
MARK = "only-acme-may-know"
_NAMED = re.compile(r"\{(\w+)\}")


@dataclass
class World:
    """Acme with Kim, with Park who was removed, with a template; and another company, which has only Choi."""

    acme: Company
    kim: Member
    park: Member
    other: Company
    choi: Member
    things: dict[str, object] = field(default_factory=dict)

    @classmethod
    def made(cls) -> "World":
        acme, other = factories.company("acme", name=MARK), factories.company("other", name="Other")
        park = factories.member(acme, PARK)
        park.removed_at = clock.now()
        park.save(update_fields=["removed_at"])
        world = cls(acme, factories.member(acme, KIM), park, other, factories.member(other, CHOI))
        factories.template(acme, name=MARK)
        return world

    def told(self, text: str) -> str:
        """The text with Acme's things in the place of their names."""
        return _NAMED.sub(lambda name: str(self._thing(name[1])), text)

    def _thing(self, name: str) -> object:
        if name not in self.things:
            self.things[name] = THINGS[name](self)
        return self.things[name]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One call: `"GET /api/v3/things/{thing_id}"`, with its request code where it has one.

    `scope` is what its token needs, None where any will do. `good` is what the owner gets: an HTTP status of v3, a result code
    of the others. `form` makes the parts of a multipart body. `open` says that it needs no token at all.
    """

    call: str
    code: str = ""
    scope: Scope | None = None
    body: Json | None = None
    form: Callable[[], Json] | None = None
    good: int | str = ""
    open: bool = False

    def __str__(self) -> str:
        return f"{self.call} {self.code}".strip()

    @property
    def method(self) -> str:
        return self.call.split()[0]

    @property
    def path(self) -> str:
        return self.call.split()[1]

    @property
    def is_v3(self) -> bool:
        return self.path.startswith("/api/v3/")

    @property
    def wanted(self) -> int | str:
        return self.good or (200 if self.is_v3 else "00")

    @property
    def things(self) -> set[str]:
        """What of Acme's it names, apart from Acme."""
        return set(_NAMED.findall(f"{self.path} {json.dumps(self.body)}")) - {"comp_id"}


def _token(world: World) -> int:
    return token(world.kim, scopes=["contracts:read"], name=MARK)[0].pk


def _contract(world: World) -> int:
    return start(factories.order(world.acme, title=MARK)).contract.pk


def _parked(world: World) -> int:
    return many.parked(world.acme, f"https://erp.example/{MARK}", contracts=1, each=1)[0].pk


def _endpoint(world: World) -> str:
    _parked(world)
    return "https://erp.example"


def _export(world: World) -> int:
    """One that was skipped, so that it can be replayed."""
    contract = _parked(world)
    operations.skip(Operator(company=world.acme, name=KIM, reason=MARK), contract)
    return Delivery.objects.get(contract=contract).pk


def _upload() -> Json:
    layout = {"steps": [{"step": 1}], "fields": [factories.field("a", "text", 1)]}
    pdf = SimpleUploadedFile("a.pdf", factories.blank_pdf(), "application/pdf")
    return {"name": "NDA", "layout": json.dumps(layout), "pdf": pdf}


def _template_upload(world: World) -> int:
    upload = TemplateUpload.objects.create(
        company=world.acme, member=world.kim, name=MARK, pdf="", layout={}, state="done", settled_at=clock.now(),
        template=factories.template(world.acme, 4, name=MARK),
    )  # fmt: skip
    return upload.pk


def _bulk_start(world: World) -> int:
    row = BulkRowOrder(reference=MARK, order=factories.order(world.acme, title=MARK))
    return enqueue(world.acme, world.kim, world.acme.templates.get(number=1), [row]).pk


def _public_link(world: World) -> int:
    wanted = PublicLinkOrder(contract=factories.link_order(world.acme, title=MARK), name=MARK, most=1)
    return publish(wanted).link.pk


THINGS: Mapping[str, Callable[[World], object]] = {
    "member_id": lambda world: factories.member(world.acme, LEE, name=MARK).pk,
    "comp_id": lambda world: world.acme.comp_id,
    "token_id": _token,
    "workflow_id": _contract,
    "contract_id": _contract,
    "template_id": lambda _world: 1,
    "workflowId": _contract,
    "documentId": lambda world: factories.template(world.acme, 2, name=MARK).number,
    "step": lambda _world: 1,
    "parked_id": _parked,
    "endpoint": _endpoint,
    "export_id": _export,
    "bulk_id": _bulk_start,
    "link_id": _public_link,
    "upload_id": _template_upload,
    "bulk_template_id": lambda world: template_for_bulk(world.acme, 3),
    "complete_id": lambda world: complete(start(factories.order(world.acme, title=MARK)).contract).pk,
}

_START = {
    "workflow_name": "NDA",
    "doc_id": "1",
    "memb_email": KIM,
    "player_list": [{"email": "lee@example.test", "name": "Lee"}, {"email": "park@example.test", "name": "Park"}],
}

_WORKFLOW = {
    "workflow_name": "NDA",
    "template_id": 1,
    "recipient_list": [{"email": "lee@example.test", "name": "Lee"}, {"email": "park@example.test", "name": "Park"}],
}
_LINK = {
    "template_id": 1,
    "link_max_count": 1,
    "recipient_list": [{"order": 2, "email": "park@example.test", "name": "Park"}],
}
_BOX = {"doc_uid": "1", "field_name": "name", "field_value": MARK}
_PERIOD = {"start_date": "2000-01-01", "end_date": "2100-01-01", "search_date_type": "START"}

ROWS: tuple[Row, ...] = (
    # The coded calls
    Row(call="POST /api/{comp_id}/login", code="1001Q", body={"memb_email": KIM, "memb_pwd": PASSWORD}, open=True),
    Row(call="POST /api/{comp_id}/startsimple", code="5005Q", scope=Scope.CONTRACTS_WRITE, body=_START),
    Row(call="POST /api/{comp_id}/search", code="5008Q", scope=Scope.CONTRACTS_READ, body={"field_list": [_BOX]}),
    Row(
        call="POST /api/{comp_id}/search",
        code="5009Q",
        scope=Scope.CONTRACTS_READ,
        body={"field_list": [_BOX]} | _PERIOD,
    ),
    Row(
        call="POST /api/{comp_id}/action",
        code="5010Q",
        scope=Scope.CONTRACTS_WRITE,
        body={"workflow_id": "{workflow_id}", "action_id": "1", "memb_email": LEE, "command": "RT"},
    ),
    Row(
        call="POST /JEDOC/Common.do",
        code="1410Q",
        scope=Scope.CONTRACTS_WRITE,
        body={
            "memb_email": KIM,
            "workflow_lib_id": "{bulk_template_id}",
            "workflow_name": "NDA",
            "unset_player_list": [{"email": LEE, "name": "Lee"}],
        },
    ),
    Row(
        call="POST /JEDOC/Common.do",
        code="1510Q",
        scope=Scope.CONTRACTS_WRITE,
        body={"memb_email": KIM, "workflow_id": "{workflow_id}", "command": "CANCEL"},
    ),
    Row(
        call="POST /JEDOC/Common.do",
        code="1429Q",
        scope=Scope.CONTRACTS_WRITE,
        body={"memb_email": KIM, "workflow_id": "{workflow_id}"},
    ),
    Row(call="POST /JEDOC/Common.do", code="1123Q", scope=Scope.TEMPLATES_READ, body={"memb_email": KIM}),
    # Those with addresses of their own
    Row(call="GET /worklists/new", scope=Scope.CONTRACTS_READ),
    Row(call="POST /exportfield", scope=Scope.CONTRACTS_READ, body={"workflow_id": "{workflow_id}"}),
    Row(call="POST /workflow/download", scope=Scope.CONTRACTS_READ, body={"workflow_id": "{complete_id}"}),
    Row(call="GET /api/v2/workflows/{workflowId}", scope=Scope.CONTRACTS_READ),
    Row(call="GET /api/v2/docs/{documentId}", scope=Scope.TEMPLATES_READ),
    Row(call="GET /api/v2/company", scope=Scope.COMPANY_READ),
    # v3
    Row(call="GET /api/v3/whoami"),
    Row(call="GET /api/v3/tokens", scope=Scope.TOKENS_WRITE),
    Row(call="POST /api/v3/tokens", scope=Scope.TOKENS_WRITE, body={"name": "x", "scopes": ["company:read"]}, good=201),
    Row(call="DELETE /api/v3/tokens/{token_id}", scope=Scope.TOKENS_WRITE, good=204),
    Row(call="GET /api/v3/company", scope=Scope.COMPANY_READ),
    Row(call="PATCH /api/v3/company", scope=Scope.COMPANY_WRITE, body={"language": "ja"}),
    Row(call="GET /api/v3/members", scope=Scope.MEMBERS_WRITE),
    Row(
        call="POST /api/v3/members",
        scope=Scope.MEMBERS_WRITE,
        body={"email": "new@acme.test", "password": MARK},
        good=201,
    ),
    Row(call="PUT /api/v3/members/{member_id}/password", scope=Scope.MEMBERS_WRITE, body={"password": MARK}, good=204),
    Row(call="DELETE /api/v3/members/{member_id}", scope=Scope.MEMBERS_WRITE, good=204),
    Row(call="POST /api/v3/workflows/start", scope=Scope.CONTRACTS_WRITE, body=_WORKFLOW),
    Row(call="GET /api/v3/workflows", scope=Scope.CONTRACTS_READ),
    Row(
        call="GET /api/v3/workflows/search-with-value",
        scope=Scope.CONTRACTS_READ,
        body={"template_id": 1, "field_name": "name", "field_value": MARK},
    ),
    Row(call="GET /api/v3/workflows/{workflow_id}", scope=Scope.CONTRACTS_READ),
    Row(call="GET /api/v3/contracts", scope=Scope.CONTRACTS_READ),
    Row(call="GET /api/v3/contracts/{contract_id}", scope=Scope.CONTRACTS_READ),
    Row(call="DELETE /api/v3/contracts/{contract_id}", scope=Scope.CONTRACTS_WRITE, good=409),
    Row(call="POST /api/v3/contracts/{contract_id}/cancel", scope=Scope.CONTRACTS_WRITE, body={"reason": MARK}),
    Row(call="POST /api/v3/contracts/{contract_id}/reseal", scope=Scope.CONTRACTS_WRITE, good=409),
    Row(
        call="POST /api/v3/contracts/{contract_id}/dispose",
        scope=Scope.CONTRACTS_WRITE,
        body={"reason": MARK},
        good=409,
    ),
    Row(call="POST /api/v3/contracts/{contract_id}/resend", scope=Scope.CONTRACTS_WRITE),
    Row(call="PUT /api/v3/contracts/{contract_id}/expiry", scope=Scope.CONTRACTS_WRITE, body={"never": True}),
    Row(call="PATCH /api/v3/contracts/{contract_id}/signers/{step}", scope=Scope.CONTRACTS_WRITE, body={"name": MARK}),
    Row(call="GET /api/v3/contracts/{contract_id}/fields", scope=Scope.CONTRACTS_READ),
    Row(call="GET /api/v3/contracts/{contract_id}/events", scope=Scope.CONTRACTS_READ),
    Row(call="GET /api/v3/contracts/{contract_id}/document", scope=Scope.CONTRACTS_READ, good=409),
    Row(call="GET /api/v3/contracts/{contract_id}/certificate", scope=Scope.CONTRACTS_READ, good=409),
    Row(call="GET /api/v3/templates", scope=Scope.TEMPLATES_READ),
    Row(call="POST /api/v3/templates", scope=Scope.TEMPLATES_WRITE, form=_upload, good=201),
    Row(call="GET /api/v3/templates/{template_id}", scope=Scope.TEMPLATES_READ),
    Row(call="PATCH /api/v3/templates/{template_id}", scope=Scope.TEMPLATES_WRITE, body={"name": MARK}),
    Row(call="POST /api/v3/templates/{template_id}/versions", scope=Scope.TEMPLATES_WRITE, form=_upload, good=201),
    Row(call="GET /api/v3/templates/uploads/{upload_id}", scope=Scope.TEMPLATES_WRITE),
    Row(call="GET /api/v3/templates/{template_id}/document", scope=Scope.TEMPLATES_READ),
    Row(call="GET /api/v3/templates/{template_id}/preview", scope=Scope.TEMPLATES_READ),
    Row(call="GET /api/v3/bulk", scope=Scope.CONTRACTS_READ),
    Row(call="POST /api/v3/bulk", scope=Scope.CONTRACTS_WRITE, body={"template_id": 1, "rows": [_WORKFLOW]}, good=202),
    Row(call="GET /api/v3/bulk/{bulk_id}", scope=Scope.CONTRACTS_READ),
    Row(call="GET /api/v3/bulk/{bulk_id}/rows", scope=Scope.CONTRACTS_READ),
    Row(call="POST /api/v3/bulk/{bulk_id}/cancel", scope=Scope.CONTRACTS_WRITE),
    Row(call="POST /api/v3/link/start", scope=Scope.CONTRACTS_WRITE, body=_LINK, good=201),
    Row(call="GET /api/v3/links", scope=Scope.CONTRACTS_READ),
    Row(call="GET /api/v3/links/{link_id}", scope=Scope.CONTRACTS_READ),
    Row(call="POST /api/v3/links/{link_id}/close", scope=Scope.CONTRACTS_WRITE),
    Row(call="GET /api/v3/exports", scope=Scope.EXPORTS_READ),
    Row(call="GET /api/v3/exports/endpoints", scope=Scope.EXPORTS_READ),
    Row(call="GET /api/v3/exports/{export_id}", scope=Scope.EXPORTS_READ),
    Row(call="POST /api/v3/exports/retry", scope=Scope.EXPORTS_WRITE, body={"workflow_id": "{parked_id}"}),
    Row(
        call="POST /api/v3/exports/skip",
        scope=Scope.EXPORTS_WRITE,
        body={"workflow_id": "{parked_id}", "reason": MARK},
    ),
    Row(call="POST /api/v3/exports/replay", scope=Scope.EXPORTS_WRITE, body={"workflow_id": "{parked_id}"}),
    Row(call="POST /api/v3/exports/{export_id}/replay", scope=Scope.EXPORTS_WRITE, body={}),
    Row(call="POST /api/v3/exports/endpoints/pause", scope=Scope.EXPORTS_WRITE, body={"url": "{endpoint}"}, good=204),
    Row(call="POST /api/v3/exports/endpoints/resume", scope=Scope.EXPORTS_WRITE, body={"url": "{endpoint}"}, good=204),
    Row(call="POST /api/v3/exports/test", scope=Scope.EXPORTS_WRITE, body={"url": "https://erp.invalid/"}),
    Row(call="POST /api/v3/exports/secret/rotate", scope=Scope.EXPORTS_WRITE, body={}),
    Row(call="POST /api/v3/exports/secret/retire", scope=Scope.EXPORTS_WRITE, good=204),
)


def token(
    member: Member, *, scopes: list[str] | None = None, name: str = "", **changes: Any
) -> tuple[AccessToken, str]:
    """A token of the member's and its secret; it may do everything unless `scopes` are given."""
    made = new_token()
    given = {"expires_at": clock.now() + timedelta(days=1)} | changes
    return AccessToken.objects.create(member=member, digest=made.digest, name=name, scopes=scopes, **given), made.secret
