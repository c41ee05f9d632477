"""Sealed files behind their own links, for all who hold one."""

from django.http import HttpRequest, HttpResponse

from dojang.contracts import links
from dojang.contracts.models import Link
from dojang.documents.models import Sealed
from dojang.flow import sealed_files
from dojang.lib import blobs
from dojang.lib.client_address import visitor_of
from dojang.lib.languages import ReaderLanguage
from dojang.lib.times import to_the_minute
from dojang.library.pages import from_json
from dojang.pages import responses
from dojang.pages.error_pages import error_page
from dojang.pages.language import of_reader
from dojang.pages.responses import PageFrame
from dojang.signing.document import sheets
from dojang.signing.page_view import READING, page_view
from dojang.signing.texts import say


@page_view(*READING)
def view(request: HttpRequest, token: str) -> HttpResponse:
    """The pages of the file, to be looked at and fetched; or the picture in a box, which exports name by the same address."""
    link = links.find(token)
    if link is not None and link.purpose == Link.Purpose.PICTURE:
        return _box(token)
    sealed = sealed_files.open_pages(token)
    language = _language(request, sealed)
    if request.method == "GET":
        sealed_files.record_view(sealed, sealed_files.recipient(visitor_of(request)))
    contract, shown = sealed.contract, sheets.of_sealed(sealed, f"/view/{token}/page")
    return responses.page(
        request,
        "signing/view.html",
        PageFrame(language),
        contract=contract,
        kind=f"view.{sealed.kind}",
        sealed=sealed,
        moment=to_the_minute(sealed.sealed_at, contract.timezone, language),
        sheets=shown,
        positions=sheets.positions(shown),
        download=f"/download/{token}",
    )


def _box(token: str) -> HttpResponse:
    picture = sealed_files.open_picture(token)
    return responses.picture(picture.data, picture.media_type)


@page_view(*READING)
def view_page(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """The picture of a page of the file."""
    pages = from_json(sealed_files.open_pages(token).pages)
    if not 1 <= number <= len(pages):
        return error_page(request, 404)
    return responses.picture(blobs.get(pages[number - 1].picture), pages[number - 1].media_type)


@page_view(*READING)
def download(request: HttpRequest, token: str) -> HttpResponse:
    """The file itself."""
    sealed = sealed_files.open_document(token)
    data = sealed_files.read(sealed)
    if request.method == "GET":
        sealed_files.record_download(sealed, sealed_files.recipient(visitor_of(request)))
    name = say(f"file.{sealed.kind}", _language(request, sealed), title=sealed.contract.title)
    return responses.pdf(data, name, inline="inline" in request.GET)


def _language(request: HttpRequest, sealed: Sealed) -> ReaderLanguage:
    return of_reader(request, sealed.contract.language)
