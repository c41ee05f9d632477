"""Pictures of a sealed file's pages: made once, kept, and with the words of the page."""

from typing import Any

import pytest

from dojang.contracts.models import Contract
from dojang.documents.models import Sealed
from dojang.documents.page_images import render, with_page_images
from dojang.flow import start
from dojang.lib import blobs
from dojang.library.pages import from_json
from tests import factories


@pytest.fixture
def contract(db: None) -> Contract:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return start.start(factories.order(company)).contract


def sealed(contract: Contract, kind: Sealed.Kind = Sealed.Kind.DOCUMENT) -> Sealed:
    pdf = factories.blank_pdf()
    return Sealed.objects.create(
        contract=contract, kind=kind, blob=blobs.put("tests", pdf, ".pdf"), sha256="", size=len(pdf)
    )


def test_pages_are_pictured_in_their_own_size(contract: Contract) -> None:
    (page,) = from_json(with_page_images(sealed(contract)).pages)
    assert (page.width, page.height, page.pixel_width, page.pixel_height) == (595, 842, 1190, 1684)
    assert len(blobs.get(page.picture)) > 100


def test_pictures_are_made_once(contract: Contract, tmp_path: Any, settings: Any) -> None:
    first = with_page_images(sealed(contract)).pages
    # A store without the PDF: rendering again would fail.
    settings.BLOBS_URL = tmp_path.as_uri()
    assert with_page_images(Sealed.objects.get()).pages == first


def test_a_documents_pages_keep_the_words_for_those_who_cannot_see(contract: Contract) -> None:
    document, certificate = (with_page_images(sealed(contract, kind)) for kind in Sealed.Kind)
    assert (document.pages[0]["text"], certificate.pages[0]["text"]) == ("A blank page.", "")


def test_sizes_are_told_from_the_pixels_where_nobody_knows_them() -> None:
    (page,) = render(factories.blank_pdf(), "tests")
    assert (page.width, page.height, page.text) == (595, 842, "")
