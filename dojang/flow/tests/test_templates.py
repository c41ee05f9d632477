"""Taking in templates: the same twice is one version, another is a new one, and running contracts keep theirs."""

from typing import Any

import pytest

from dojang.companies.models import Company
from dojang.flow import start
from dojang.flow.templates import Imported, import_template
from dojang.lib import blobs
from dojang.library.errors import LayoutRefused, PdfRefused, TemplateRefused
from dojang.library.models import Template, TemplateVersion
from tests import factories
from tests.factories import blank_pdf, field, two_steps


@pytest.fixture
def acme(db: None) -> Company:
    company = factories.company()
    factories.member(company)
    return company


def layout(*more: dict[str, Any]) -> dict[str, Any]:
    return {"steps": [{"step": 1, "role": "갑"}, {"step": 2, "role": "을"}], "fields": [*two_steps(), *more]}


def imported(company: Company, **given: Any) -> Imported:
    usual: dict[str, Any] = {"pdf": blank_pdf(), "layout": layout(), "name": "NDA", "number": 1}
    return import_template(company, **(usual | given))


def test_a_template_has_its_pages_pictured_and_its_file_kept(acme: Company) -> None:
    version = imported(acme).version
    (page,) = version.pages
    assert (page["width"], page["height"], page["media_type"]) == (595, 842, "image/png")
    assert blobs.get(page["picture"]).startswith(b"\x89PNG")
    assert len(blobs.get(version.pdf)) == version.size


def test_the_same_files_again_change_nothing(acme: Company) -> None:
    first, again = imported(acme), imported(acme)
    assert (first.is_new, again.is_new, again.version) == (True, False, first.version)
    assert (Template.objects.count(), TemplateVersion.objects.count()) == (1, 1)


def test_the_same_files_under_another_name_only_rename(acme: Company) -> None:
    first = imported(acme)
    again = imported(acme, name="NDA 2027")
    assert (again.is_new, Template.objects.get().name, first.version) == (False, "NDA 2027", again.version)


def test_another_layout_is_a_new_version_and_a_running_contract_keeps_its_own(acme: Company) -> None:
    imported(acme)
    contract = start.start(factories.order(acme)).contract
    changed = imported(acme, layout=layout(field("extra", "text", 1, 0.6)))
    contract.refresh_from_db()
    assert (changed.is_new, changed.version.number, contract.template_version.number) == (True, 2, 1)
    assert contract.read_layout().field("extra") is None
    assert start.start(factories.order(acme)).contract.template_version == changed.version


def test_going_back_to_an_earlier_layout_is_a_version_of_its_own(acme: Company) -> None:
    imported(acme)
    imported(acme, layout=layout(field("extra", "text", 1, 0.6)))
    assert imported(acme).version.number == 3


def test_templates_without_a_number_are_numbered_in_turn(acme: Company) -> None:
    numbers = [imported(acme, number=number).template.number for number in (None, None, 7, None)]
    assert numbers == [1, 2, 7, 8]


def test_companies_number_their_templates_apart(acme: Company) -> None:
    other = factories.company("other")
    assert [imported(one, number=None).template.number for one in (acme, other)] == [1, 1]


@pytest.mark.parametrize("name", ["", "  ", "x" * 129, "a\0b", "\udcff"])
def test_a_template_needs_a_name_that_can_be_kept(acme: Company, name: str) -> None:
    with pytest.raises(TemplateRefused):
        imported(acme, name=name)


def test_a_file_that_is_no_pdf_leaves_nothing_behind(acme: Company) -> None:
    with pytest.raises(PdfRefused, match="not_a_pdf"):
        imported(acme, pdf=b"hello")
    assert not Template.objects.exists()


def test_a_box_beyond_the_last_page_is_refused(acme: Company) -> None:
    with pytest.raises(LayoutRefused, match="`page` must be a number from 1 to 1"):
        imported(acme, layout=layout(field("extra", "text", 1) | {"page": 2}))


def test_a_default_that_no_font_can_draw_is_refused(acme: Company) -> None:
    with pytest.raises(LayoutRefused, match="field extra: no font has ܐ"):
        imported(acme, layout=layout(field("extra", "text", 1, default="a ܐ b")))


def test_a_default_with_a_variant_that_no_font_draws_is_refused(acme: Company) -> None:
    with pytest.raises(
        LayoutRefused, match=r"field extra: no font has the variant 葛.? \(U\+845B U\+E0100\); write 葛 instead\."
    ):
        imported(acme, layout=layout(field("extra", "label", 1, default="\u845b\U000e0100")))


@pytest.mark.parametrize("kind", ["text", "label"])
def test_a_default_that_does_not_fit_its_box_is_refused_with_what_fits(acme: Company, kind: str) -> None:
    with pytest.raises(
        LayoutRefused, match=r"field extra: `default` is too long for its box; at 6 pt \d+ of its 200 characters fit\."
    ):
        imported(acme, layout=layout(field("extra", kind, 1, default="가나다라 " * 40)))


def test_a_default_is_kept_without_what_carries_nothing(acme: Company) -> None:
    version = imported(acme, layout=layout(field("extra", "text", 1, default="\ufeff홍\u200b길동"))).version
    assert version.layout["fields"][-1]["default"] == "홍길동"
