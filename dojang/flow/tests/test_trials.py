"""Templates are tried as contracts: new ones at the door, those from before once, and nothing is started from a faulty one."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from dojang.companies.models import Company
from dojang.flow import start, trials
from dojang.flow.templates import import_template
from dojang.lib import blobs, clock
from dojang.library.errors import PdfRefused, TemplateFaulty
from dojang.library.models import Template, TemplateVersion
from dojang.notifications.models import Message
from dojang.pdf.tests.corpus import one_page
from tests import factories
from tests.factories import KIM, blank_pdf, two_steps

LAYOUT = {"steps": [{"step": 1}, {"step": 2}], "fields": two_steps()}
SWALLOWS = one_page(contents=(b"(a string that never ends",))


@pytest.fixture
def acme(db: None) -> Company:
    company = factories.company()
    factories.member(company)
    return company


def stored(company: Company, pdf: bytes, number: int = 1) -> TemplateVersion:
    """A template as an earlier release took it in, untried."""
    version = factories.template(company, number).latest()
    version.pdf = blobs.put("tests", pdf, ".pdf")
    version.save(update_fields=["pdf"])
    return version


def try_all() -> list[TemplateVersion]:
    found = list(trials.due())
    for version in found:
        trials.try_version(version)
    return found


def test_an_imported_template_has_been_tried(acme: Company) -> None:
    version = import_template(acme, pdf=blank_pdf(), layout=LAYOUT, name="NDA").version
    assert version.tried_at is not None
    assert (version.fault, version.changes, list(trials.due())) == (None, [], [])


def test_a_template_from_before_is_tried_once(acme: Company) -> None:
    version = stored(acme, blank_pdf())
    assert [one.pk for one in try_all()] == [version.pk]
    assert not try_all()
    assert [one.pk for one in trials.due(acme, again=True)] == [version.pk]


def test_nothing_is_started_from_one_that_failed_and_a_good_version_puts_it_right(acme: Company) -> None:
    stored(acme, SWALLOWS)
    (version,) = try_all()
    assert version.fault is not None
    assert (version.fault["reason"], version.fault["facts"]) == ("not_shown", {"page": "1"})
    with pytest.raises(TemplateFaulty, match="template 1"):
        start.start(factories.order(acme))
    import_template(acme, pdf=blank_pdf(), layout=LAYOUT, name="NDA", number=1)
    assert start.start(factories.order(acme)).contract.template_version.number == 2


def test_the_company_and_the_operator_are_notified_once(acme: Company, settings: Any) -> None:
    settings.OPERATOR_EMAIL = "ops@example.test"
    stored(acme, SWALLOWS)
    for _ in range(2):
        trials.try_version(trials.due(again=True)[0])
    told = list(Message.objects.order_by("pk"))
    assert [message.address for message in told] == [KIM, "ops@example.test"]
    assert "1쪽에 입력한 내용이 보이지 않습니다." in told[0].text
    assert "dojang template check --again --company acme" in told[1].text


def test_the_file_of_a_faulty_version_may_be_taken_in_again(acme: Company) -> None:
    first = import_template(acme, pdf=blank_pdf(), layout=LAYOUT, name="NDA", number=1).version
    TemplateVersion.objects.update(fault={"reason": "not_sealed", "detail": "", "facts": {}})
    again = import_template(acme, pdf=blank_pdf(), layout=LAYOUT, name="NDA", number=1)
    assert (again.is_new, again.version.number, again.version.source) == (True, 2, first.source)


def test_a_template_whose_file_is_gone_is_faulty(acme: Company) -> None:
    version = stored(acme, blank_pdf())
    version.pdf = "tests/nothing.pdf"
    version.save(update_fields=["pdf"])
    (tried,) = try_all()
    assert tried.fault is not None
    assert tried.fault["detail"] == "its PDF is missing"


def test_a_template_whose_file_is_not_what_was_stored_is_faulty(
    acme: Company, settings: Settings, tmp_path: Path
) -> None:
    settings.BLOBS_URL = tmp_path.as_uri()
    (tmp_path / stored(acme, blank_pdf()).pdf).write_bytes(b"%PDF-1.7 another")
    (tried,) = try_all()
    assert tried.fault is not None
    assert tried.fault["detail"] == "its PDF is damaged"


def test_an_older_version_is_tried_only_while_contracts_made_from_it_go_on(acme: Company) -> None:
    old = stored(acme, blank_pdf())
    started = start.start(factories.order(acme)).contract
    newest = TemplateVersion.objects.create(**_copy(old) | {"number": 2})
    assert [one.pk for one in trials.due()] == [old.pk, newest.pk]
    type(started).objects.update(status="canceled", turn=0, ended_at=clock.now())
    assert [one.pk for one in trials.due()] == [newest.pk]


def _copy(version: TemplateVersion) -> dict[str, Any]:
    names = ("template", "pdf", "sha256", "size", "pages", "layout", "source")
    return {name: getattr(version, name) for name in names}


def test_a_pdf_that_is_refused_at_the_trial_leaves_nothing_behind(acme: Company) -> None:
    cut = blank_pdf()[:-200]
    with pytest.raises(PdfRefused):
        import_template(acme, pdf=cut, layout=LAYOUT, name="NDA")
    assert not Template.objects.exists()


def test_progress_reaches_the_last_page_and_never_goes_back(acme: Company) -> None:
    said: list[tuple[int, int]] = []
    import_template(acme, pdf=blank_pdf(), layout=LAYOUT, name="NDA", progress=lambda *at: said.append(at))
    assert said[-1] == (1, 1)
    assert said == sorted(set(said))
