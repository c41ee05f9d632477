"""The document to look at from a session: as it is so far, or sealed; and the certificate."""

from django.http import HttpRequest, HttpResponse

from dojang.contracts.models import Session
from dojang.contracts.values import kept
from dojang.documents.models import Sealed
from dojang.flow import sealed_files
from dojang.lib import blobs
from dojang.lib.times import to_the_minute
from dojang.library.pages import from_json
from dojang.pages import responses
from dojang.pages.error_pages import error_page
from dojang.signing.document import sheets
from dojang.signing.page_view import READING, page_view, with_session
from dojang.signing.session_frame import frame_of, home_again
from dojang.signing.standing import standing
from dojang.signing.views.files import actor_of


@page_view(*READING)
@with_session
def look(request: HttpRequest, session: Session, kind: str) -> HttpResponse:
    """The pages, for a reader who may see them now; for others the document's status."""
    if kind not in Sealed.Kind.values:
        return error_page(request, 404)
    where = standing(session)
    if where.may_download:
        return _sealed(request, session, Sealed.Kind(kind))
    if where.may_look and kind == Sealed.Kind.DOCUMENT:
        return _so_far(request, session)
    return home_again(request, session)


@page_view(*READING)
@with_session
def look_page(request: HttpRequest, session: Session, kind: str, number: int) -> HttpResponse:
    """The picture of a page of a sealed file."""
    if kind not in Sealed.Kind.values or not standing(session).may_download:
        return error_page(request, 403)
    pages = from_json(sealed_files.pages_of(session.link.contract, Sealed.Kind(kind)).pages)
    if not 1 <= number <= len(pages):
        return error_page(request, 404)
    return responses.picture(blobs.get(pages[number - 1].picture), pages[number - 1].media_type)


def _sealed(request: HttpRequest, session: Session, kind: Sealed.Kind) -> HttpResponse:
    contract, frame = session.link.contract, frame_of(request, session)
    sealed = sealed_files.pages_of(contract, kind)
    if request.method == "GET":
        sealed_files.record_view(sealed, actor_of(request, session))
    shown = sheets.of_sealed(sealed, f"{frame.home}/view/{kind}")
    return responses.page(
        request, "signing/view.html", frame, contract=contract, kind=f"view.{kind}", sealed=sealed, sheets=shown,
        moment=to_the_minute(sealed.sealed_at, contract.timezone, frame.language), positions=sheets.positions(shown),
        download=f"{frame.home}/{kind}", home=frame.home,
    )  # fmt: skip


def _so_far(request: HttpRequest, session: Session) -> HttpResponse:
    contract, frame = session.link.contract, frame_of(request, session)
    shown = sheets.sheets(
        from_json(contract.template_version.pages),
        f"{frame.home}/page",
        contract.read_layout(),
        kept(contract),
        picture_url=lambda number: f"{frame.home}/picture/{number}",
    )
    return responses.page(
        request, "signing/view.html", frame, contract=contract, kind="view.so-far", sheets=shown,
        positions=sheets.positions(shown), home=frame.home,
    )  # fmt: skip
