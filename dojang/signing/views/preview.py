"""A contract as it would be: to be read for an hour, marked on every page as void."""

from django.http import HttpRequest, HttpResponse

from dojang.contracts.contents import Contents, StoredPicture, from_row
from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Preview
from dojang.lib import blobs, clock
from dojang.lib.times import to_the_minute
from dojang.lib.tokens import digest
from dojang.library.pages import from_json
from dojang.library.queries import layout_of
from dojang.pages import responses
from dojang.pages.error_pages import error_page
from dojang.pages.language import of_reader
from dojang.pages.responses import PageFrame
from dojang.signing.document import sheets
from dojang.signing.page_view import READING, page_view


@page_view(*READING)
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The pages with the values on them."""
    there = _find(token)
    shown = sheets.sheets(
        from_json(there.template_version.pages),
        f"/preview/{token}/page",
        layout_of(there.template_version_id),
        _contents(there),
        picture_url=lambda number: f"/preview/{token}/picture/{number}",
    )
    frame = PageFrame(of_reader(request, there.language))
    return responses.page(
        request,
        "signing/preview.html",
        frame,
        preview=there,
        until=to_the_minute(there.expires_at, there.company.timezone, frame.language),
        sheets=shown,
        positions=sheets.positions(shown),
    )


@page_view(*READING)
def preview_page(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """The picture of a page."""
    pages = from_json(_find(token).template_version.pages)
    if not 1 <= number <= len(pages):
        return error_page(request, 404)
    return responses.picture(blobs.get(pages[number - 1].picture), pages[number - 1].media_type)


@page_view(*READING)
def preview_picture(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """The picture in the box that is `number` in the layout, counted from 0."""
    there = _find(token)
    fields = layout_of(there.template_version_id).fields
    content = _contents(there).get(fields[number].name) if number < len(fields) else None
    if not isinstance(content, StoredPicture):
        return error_page(request, 404)
    return responses.picture(blobs.get(content.blob), content.media_type)


def _find(token: str) -> Preview:
    known = Preview.objects.select_related("company", "template_version").defer("template_version__layout")
    there = known.filter(digest=digest(token)).first()
    if there is None:
        raise LinkUnknown
    if there.expires_at <= clock.now():
        raise LinkDead("preview")
    return there


def _contents(preview: Preview) -> Contents:
    kinds = {field.name: field.kind for field in layout_of(preview.template_version_id).fields}
    return {name: from_row(kinds[name], value["text"], value["data"]) for name, value in preview.values.items()}
