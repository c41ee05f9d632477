"""The pictures of a session's document, and the sealed files at its end."""

from django.http import HttpRequest, HttpResponse

from dojang.contracts.contents import StoredPicture
from dojang.contracts.models import Link, Session
from dojang.contracts.record import Actor, signer_actor
from dojang.documents.models import Sealed
from dojang.flow import drafts, sealed_files
from dojang.lib import blobs
from dojang.lib.client_address import visitor_of
from dojang.library.pages import from_json
from dojang.pages import responses
from dojang.pages.error_pages import error_page
from dojang.signing import session_frame
from dojang.signing.page_view import READING, page_view, with_session
from dojang.signing.standing import Standing, standing
from dojang.signing.texts import say


@page_view(*READING)
@with_session
def page(request: HttpRequest, session: Session, number: int) -> HttpResponse:
    """The picture of a page, for a reader who may see the document now."""
    if not _sees_the_document(session):
        return error_page(request, 403)
    pages = from_json(session.link.contract.template_version.pages)
    if not 1 <= number <= len(pages):
        return error_page(request, 404)
    wanted = pages[number - 1]
    return responses.picture(blobs.get(wanted.picture), wanted.media_type)


@page_view(*READING)
@with_session
def picture(request: HttpRequest, session: Session, number: int) -> HttpResponse:
    """The picture in the box that is `number` in the layout, counted from 0."""
    if not _sees_the_document(session):
        return error_page(request, 403)
    contract = session.link.contract
    fields = contract.read_layout().fields
    content = drafts.displayed(session).get(fields[number].name) if number < len(fields) else None
    if not isinstance(content, StoredPicture):
        return error_page(request, 404)
    response = responses.picture(blobs.get(content.blob), content.media_type)
    # The same address shows another picture when the box is filled again.
    response["Cache-Control"] = "no-store"
    return response


@page_view(*READING)
@with_session
def document(request: HttpRequest, session: Session) -> HttpResponse:
    return _sealed(request, session, Sealed.Kind.DOCUMENT)


@page_view(*READING)
@with_session
def certificate(request: HttpRequest, session: Session) -> HttpResponse:
    return _sealed(request, session, Sealed.Kind.CERTIFICATE)


def _sealed(request: HttpRequest, session: Session, kind: Sealed.Kind) -> HttpResponse:
    contract = session.link.contract
    if not standing(session).may_download:
        return error_page(request, 403)
    sealed = Sealed.objects.get(contract=contract, kind=kind)
    data = sealed_files.read(sealed)
    inline = "inline" in request.GET
    if request.method == "GET":
        note = sealed_files.record_view if inline else sealed_files.record_download
        note(sealed, actor_of(request, session))
    name = say(f"file.{kind}", session_frame.frame_of(request, session).language, title=contract.title)
    return responses.pdf(data, name, inline=inline)


def _sees_the_document(session: Session) -> bool:
    where = standing(session)
    return where is Standing.SIGN or where.may_look


def actor_of(request: HttpRequest, session: Session) -> Actor:
    """Who looks or fetches, for the history."""
    visitor = visitor_of(request)
    if session.signer is not None:
        return signer_actor(session.signer, visitor)
    if session.link.purpose == Link.Purpose.STARTER:
        starter = session.link.contract.starter
        return Actor(kind="member", name=starter.display_name, contact=starter.email, visitor=visitor)
    return sealed_files.recipient(visitor)
