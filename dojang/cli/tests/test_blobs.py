"""`dojang blobs check`: every stored file against what the database says."""

from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from pytest_django.fixtures import Settings

from dojang.cli.main import cli
from dojang.contracts.models import Contract, Event, FieldValue
from dojang.documents.models import Sealed
from dojang.flow import acts, entry, maintenance, seal, start
from dojang.flow.tests.test_seal import approved_by_all
from dojang.lib import blobs, clock
from dojang.lib.visitor import NOBODY
from dojang.library.models import TemplateVersion
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Path:
    settings.BLOBS_URL = tmp_path.as_uri()
    return tmp_path


@pytest.fixture
def contract(store: Path) -> Contract:
    """A complete contract of Kim's company, with a photo."""
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=[*factories.two_steps(), factories.field("photo", "picture", 1, 0.6)])
    contract = approved_by_all(company, values={"photo": photo("red")})
    seal.seal(contract.pk)
    return contract


def photo(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 20), colour).save(out, "PNG")
    return out.getvalue()


def check(*options: str) -> Result:
    return CliRunner().invoke(cli, ["blobs", "check", *options])


def test_a_store_in_order_says_so(contract: Contract) -> None:
    told = check()
    assert told.exit_code == 0, told.stdout
    assert "checked: 0 missing, 0 damaged, 0 unreadable. Orphaned, needed by nothing: 0." in told.stdout
    assert not told.stdout.startswith("0 files")


def test_each_kind_of_file_that_is_wrong_is_named_with_whose_it_is(contract: Contract, store: Path) -> None:
    document, certificate = (Sealed.objects.get(kind=kind) for kind in ("document", "certificate"))
    version, data = TemplateVersion.objects.get(), FieldValue.objects.get(name="photo").data
    assert data is not None
    (store / document.blob).write_bytes(b"%PDF-1.7 other")
    (store / certificate.blob).unlink()
    (store / version.pdf).write_bytes(b"")
    (store / version.pages[0]["picture"]).unlink()
    (store / data["prepared"]).write_bytes(b"x")
    told = check()
    assert told.exit_code == 1
    assert told.stdout.splitlines()[:-1] == [
        f"damaged     contract {contract.pk}, completed document: {document.blob}",
        f"missing     contract {contract.pk}, certificate: {certificate.blob}",
        f"damaged     company acme, template 1 version 1, PDF: {version.pdf}",
        f"missing     company acme, template 1 version 1, picture of page 1: {version.pages[0]['picture']}",
        f"damaged     contract {contract.pk}, box photo: {data['prepared']}",
    ]
    assert "2 missing, 3 damaged, 0 unreadable" in told.stdout
    found = Event.objects.filter(contract=contract, kind__endswith=":damaged").order_by("seq")
    assert [event.kind for event in found] == ["document:damaged", "certificate:damaged"]


def test_a_file_that_cannot_be_read_does_not_stop_the_check(contract: Contract, store: Path) -> None:
    path = store / Sealed.objects.get(kind="document").blob
    path.unlink()
    path.symlink_to(path)  # a loop
    told = check()
    assert told.exit_code == 1
    assert f"contract {contract.pk}, completed document" in told.stdout


def test_what_no_row_needs_is_counted_once_it_is_a_day_old(contract: Contract, store: Path) -> None:
    folder = f"companies/{contract.company_id}"
    for where, suffix in (("contracts/99", ".pdf"), ("templates", ".png"), ("pictures/abc", ".png"), ("old", ".bin")):
        blobs.put(f"{folder}/{where}", b"whose?", suffix)
    assert "needed by nothing: 0." in check().stdout
    with clock.stopped_at(clock.now() + maintenance.PICTURES_SPARED_FOR * 2):
        told = check("--orphans")
    assert (told.exit_code, told.stdout.count("orphaned    ")) == (0, 4), told.stdout
    assert "needed by nothing: 4." in told.stdout


def test_drafts_previews_and_pictures_of_contracts_under_way_are_needed(store: Path) -> None:
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=[*factories.two_steps(), factories.field("photo", "picture", 1, 0.6)])
    start.preview(factories.order(company, values={"photo": photo("green")}))
    started = start.start(factories.order(company, values={"photo": photo("red")}))
    session = factories.agreed(entry.exchange(started.first.url.partition("token=")[2], NOBODY).session)
    acts.approve(session, {"sign1": factories.STROKES, "photo": photo("blue")}, "", NOBODY)
    with clock.stopped_at(clock.now() + maintenance.PICTURES_SPARED_FOR * 2):
        told = check("--orphans")
    assert told.exit_code == 0
    # The pictures of the preview, which is not shown any more, and of the start, which the signer replaced; each in two forms.
    assert told.stdout.count("orphaned    ") == 4, told.stdout


def test_a_file_that_is_erased_during_the_check_is_no_fault(contract: Contract, store: Path) -> None:
    from dojang.flow import stored_files

    files = stored_files._files()
    picture = next(file for file in files if file.about.endswith("box photo"))
    FieldValue.objects.filter(name="photo").delete()
    (store / picture.key).unlink()
    assert stored_files._read(picture) is not None
    assert not stored_files._is_named_still(picture)
