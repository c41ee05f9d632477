"""Links that many people sign: the vendor's `link/start`, and around it what the vendor does not document."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from dojang.api import json_body
from dojang.api.parameters import zone_of
from dojang.api.start.notices import unknown_fields, unknown_in_export
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import Id
from dojang.api.v3.bounds import takes
from dojang.api.v3.example import example
from dojang.api.v3.idempotent import idempotent
from dojang.api.v3.json import language_of
from dojang.api.v3.links.shapes import LinkList, LinkOrder, LinkPage, LinkShape, LinkStarted
from dojang.api.v3.links.start import read_link
from dojang.api.v3.workflows.routes import sentences
from dojang.companies.callers import Scope
from dojang.contracts.models import PublicLink
from dojang.flow import public_links as flow
from dojang.lib.client_address import visitor_of

_READ, _WRITE = needs(Scope.CONTRACTS_READ), needs(Scope.CONTRACTS_WRITE)
_ORDER = {
    "template_id": 1, "language": "ko", "link_manage_name": "Spring fair", "link_max_count": 100,
    "enable_cert_mobile": False, "enable_duplicate_sign": False, "expiry_date": "2099-12-31 18:00:00",
    "workflow_name": "NDA 2026", "recipient_list": [{"order": 2, "email": "park@example.test", "name": "Park"}],
}  # fmt: skip
_LINK = {
    "link_id": 5, "link_url": "http://localhost:8000/link/…", "link_manage_name": "Spring fair",
    "link_max_count": 100, "link_use_count": 0, "status": "open", "template_id": 1, "workflow_name": "NDA 2026",
    "language": "ko", "enable_cert_mobile": False, "enable_duplicate_sign": False,
    "created_date": "2026-01-31 10:00:00", "expiry_date": "2099-12-31 18:00:00", "closed_date": "",
    "creator_email": "kim@acme.test",
}  # fmt: skip
_GO_ON_WITH = dict.fromkeys(("links_read", "links_close"), ("link_id", "link_id"))
router = Router(tags=["links"])


@router.post(
    "/link/start",
    auth=_WRITE,
    response={201: LinkStarted},
    summary="Make a link that many people sign",
    openapi_extra=example(request=_ORDER, answer=_LINK | {"warnings": None}, status=201, leads_to=_GO_ON_WITH),
)
@idempotent(201)
@takes(json_body.START)
def start(request: Request, body: LinkOrder, offset: str | None = None) -> LinkStarted:
    """Nothing is started or counted yet: each visitor starts a contract, until the number or the date is reached."""
    wanted = read_link(body.model_dump(), offset, request.auth, visitor_of(request))
    made = flow.publish(wanted.order, wanted.context)
    notices = [
        *unknown_fields(made.unknown_fields),
        *wanted.notices,
        *unknown_in_export(wanted.order.contract.export, wanted.context.layout),
    ]
    return LinkStarted.of(made.link, zone_of(offset), warnings=sentences(notices, language_of(request)))


@router.get(
    "/links",
    auth=_READ,
    response=LinkList,
    summary="List links",
    openapi_extra=example(answer={"links": [_LINK], "next": None}),
)
def index(request: Request, page: Query[LinkPage]) -> LinkList:
    """The company's, the newest first."""
    zone = zone_of(page.offset)
    links, following = page.cut(_of(request))
    return LinkList(links=[LinkShape.of(link, zone) for link in links], next=following)


@router.get(
    "/links/{link_id}",
    auth=_READ,
    response=LinkShape,
    summary="Read a link",
    openapi_extra=example(answer=_LINK),
)
def read(request: Request, link_id: Id, offset: str | None = None) -> LinkShape:
    """`GET /contracts?link_id=…` lists the contracts that were started through it."""
    return LinkShape.of(_find(request, link_id), zone_of(offset))


@router.post(
    "/links/{link_id}/close",
    auth=_WRITE,
    response=LinkShape,
    summary="Close a link for good",
    openapi_extra=example(answer=_LINK | {"status": "closed", "closed_date": "2026-01-31 10:00:00"}),
)
@idempotent()
def close(request: Request, link_id: Id, offset: str | None = None) -> LinkShape:
    """No visitor can start a contract through it any more; those that were started continue. To close a closed link changes nothing."""
    zone = zone_of(offset)
    flow.close(_find(request, link_id).pk)
    return LinkShape.of(_find(request, link_id), zone)


def _of(request: Request) -> QuerySet[PublicLink]:
    return PublicLink.objects.filter(company=request.auth.company).select_related("template", "starter")


def _find(request: Request, link_id: int) -> PublicLink:
    return get_object_or_404(_of(request), pk=link_id)
