"""What has had its time is taken away, and nothing else."""

import os
import time
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image
from pytest_django.fixtures import Settings

from dojang.companies.errors import QuotaSpent
from dojang.companies.models import Company
from dojang.contracts import links
from dojang.contracts.contents import StoredPicture
from dojang.contracts.errors import ValueRefused
from dojang.contracts.models import Contract, FieldValue, Link, PhoneCode, Preview, Session
from dojang.flow import acts, drafts, entry, jobs, maintenance, proofs, start, termination
from dojang.flow.start import StartedContract
from dojang.lib import blobs, clock
from dojang.lib.visitor import NOBODY
from tests import factories
from tests.factories import LEE, PARK, STROKES

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def acme(db: None, settings: Settings, tmp_path: Path) -> Company:
    """Kim's company with a box for a photo, and a store of its own."""
    settings.BLOBS_URL = tmp_path.as_uri()
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=[*factories.two_steps(), factories.field("photo", "picture", 1, 0.6)])
    return company


def begin(company: Company, **given: Any) -> StartedContract:
    return start.start(factories.order(company, **given))


def enter(started: StartedContract) -> Session:
    return factories.agreed(entry.exchange(started.first.url.partition("token=")[2], NOBODY).session)


def photo(colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 20), colour).save(out, "PNG")
    return out.getvalue()


def clean(later: timedelta = timedelta()) -> None:
    with clock.stopped_at(clock.now() + later):
        jobs.clean(0)


def pictures(of: Company) -> set[str]:
    """The keys of the pictures in the store, however young. What is prepared for the PDF goes with its picture."""
    found = blobs.kept_before(f"companies/{of.pk}/pictures", clock.now() + 365 * DAY)
    keys = {key for some in found for key in some}
    prepared = {key for key in keys if key.endswith(".image")}
    assert len(prepared) <= len(keys - prepared)
    return keys - prepared


def blob_of(contract: Contract) -> str:
    """The key of the photo that stands in the box."""
    data = FieldValue.objects.get(contract=contract, name="photo").data
    assert data is not None
    return str(data["blob"])


def test_a_preview_goes_when_it_is_shown_no_more(acme: Company) -> None:
    start.preview(factories.order(acme))
    clean(HOUR - timedelta(seconds=5))
    assert Preview.objects.exists()
    clean(HOUR + timedelta(seconds=5))
    assert not Preview.objects.exists()


def test_a_session_that_is_let_in_no_more_goes_with_its_codes_and_leaves_its_link(acme: Company) -> None:
    lee, park = factories.signer("Lee", LEE, mobile_number="010-1234-5678"), factories.signer("Park", PARK)
    session = enter(begin(acme, signers=(lee, park)))
    proofs.send_phone_code(session)
    clean(entry.SESSION_LIFETIME - HOUR)
    assert (Session.objects.count(), PhoneCode.objects.count()) == (1, 1)
    clean(entry.SESSION_LIFETIME + HOUR)
    assert (Session.objects.count(), PhoneCode.objects.count()) == (0, 0)
    assert Link.objects.filter(pk=session.link_id).exists()


def test_more_than_one_batch_goes_at_once(acme: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "BATCH", 10)
    link = Link.objects.filter(contract=begin(acme).contract).latest("pk")
    Session.objects.bulk_create(Session(link=link, digest=bytes([number])) for number in range(35))
    Session.objects.filter(digest=bytes([7])).update(created_at=clock.now() + 2 * DAY)
    clean(2 * DAY)
    assert [bytes(session.digest) for session in Session.objects.all()] == [bytes([7])]


def test_one_step_that_fails_does_not_keep_the_others_from_their_work(
    acme: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("no such store")

    start.preview(factories.order(acme))
    monkeypatch.setattr(maintenance, "STEPS", (broken, *maintenance.STEPS))
    with pytest.raises(RuntimeError):
        clean(2 * DAY)
    assert not Preview.objects.exists()


def test_the_picture_of_a_start_that_was_refused_goes_after_a_day(acme: Company) -> None:
    Company.objects.update(capacity=0)
    acme.refresh_from_db()
    with pytest.raises(QuotaSpent):
        begin(acme, values={"photo": photo()})
    clean(DAY - HOUR)
    assert len(pictures(acme)) == 1  # a start in progress looks no different
    clean(DAY + HOUR)
    assert pictures(acme) == set()


def test_the_picture_of_a_preview_stays_as_long_as_a_start_may_take(acme: Company) -> None:
    start.preview(factories.order(acme, values={"photo": photo()}))
    clean()
    assert len(pictures(acme)) == 1
    clean(DAY + HOUR)
    assert pictures(acme) == set()


def test_the_pictures_of_a_contract_stay(acme: Company) -> None:
    started = begin(acme, values={"photo": photo()})
    clean(30 * DAY)
    termination.cancel(started.contract.pk, started.contract.starter, "", NOBODY)
    clean(30 * DAY)
    assert blobs.get(blob_of(started.contract)) == photo()


def test_a_picture_of_before_contracts_had_folders_stays_while_a_contract_shows_it(acme: Company) -> None:
    shown, _ = (blobs.put(f"companies/{acme.pk}/pictures", photo(colour), ".png") for colour in ("green", "blue"))
    started = begin(acme)
    FieldValue.objects.create(contract=started.contract, name="photo", data={"kind": "picture", "blob": shown})
    termination.cancel(started.contract.pk, started.contract.starter, "", NOBODY)
    clean(30 * DAY)
    assert pictures(acme) == {shown}


def test_a_picture_that_another_took_the_place_of_goes_after_a_day(acme: Company) -> None:
    started = begin(acme, values={"photo": photo()})
    approve(started, photo("blue"))
    clean(DAY - HOUR)
    assert len(pictures(acme)) == 2  # a start or an act in progress looks no different
    clean(DAY + HOUR)
    assert pictures(acme) == {blob_of(started.contract)}


def test_of_a_signers_drafts_only_the_picture_that_stands_in_the_box_stays(acme: Company) -> None:
    session = enter(begin(acme, values={"photo": photo()}))
    for colour in ("green", "blue", "black"):
        drafts.save(session, {"photo": photo(colour)})
    clean(30 * DAY)
    shown = drafts.displayed(session)["photo"]
    assert isinstance(shown, StoredPicture)
    assert pictures(acme) == {blob_of(session.link.contract), shown.blob}
    assert blobs.get(shown.prepared)


def test_a_picture_that_came_again_while_it_was_cleaned_stays(acme: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    session = enter(begin(acme))
    for colour in ("green", "blue"):
        drafts.save(session, {"photo": photo(colour)})
    long_ago = time.time() - 2 * DAY.total_seconds()
    for file in Path(settings.BLOBS_URL.removeprefix("file://")).rglob("*.png"):
        os.utime(file, (long_ago, long_ago))
    looked = maintenance.without_a_row

    def entered_again(keys: Sequence[str]) -> list[str]:
        found = looked(keys)
        drafts.save(session, {"photo": photo("green")})
        return found

    monkeypatch.setattr(maintenance, "without_a_row", entered_again)
    clean()
    assert data_of(session) == photo("green")


def data_of(session: Session) -> bytes:
    """The picture that the signer sees in the box."""
    shown = drafts.displayed(session)["photo"]
    assert isinstance(shown, StoredPicture)
    return blobs.get(shown.blob)


def approve(started: StartedContract, picture: bytes) -> None:
    acts.approve(enter(started), {"sign1": STROKES, "photo": picture}, "", NOBODY)


def test_a_picture_that_the_receiver_of_an_export_was_told_of_stays(acme: Company) -> None:
    started = begin(acme, values={"photo": photo()})
    told = FieldValue.objects.get(name="photo").data
    links.issue(started.contract, Link.Purpose.PICTURE, picture=told)
    key = blob_of(started.contract)
    approve(started, photo("blue"))
    termination.cancel(started.contract.pk, started.contract.starter, "", NOBODY)
    clean(30 * DAY)
    assert blobs.get(key) == photo()


def test_the_picture_of_an_act_that_was_refused_goes_after_a_day(acme: Company) -> None:
    started = begin(acme)
    with pytest.raises(ValueRefused):
        acts.approve(enter(started), {"photo": photo(), "name": "\U0001f9ff" * 3, "sign1": STROKES}, "", NOBODY)
    kept = pictures(acme)
    clean(DAY + HOUR)
    assert (len(kept), pictures(acme)) == (1, set())


def test_of_the_documents_nothing_is_taken_away(acme: Company) -> None:
    key = blobs.put(f"companies/{acme.pk}/contracts/1", b"%PDF-1.7", ".pdf")
    other = blobs.put("companies/0/pictures/abc", b"whose?", ".png")
    clean(30 * DAY)
    assert (blobs.get(key), blobs.get(other)) == (b"%PDF-1.7", b"whose?")


def test_pictures_of_one_contract_do_not_spare_those_of_another(acme: Company) -> None:
    kept, gone = (begin(acme, values={"photo": photo()}) for _ in range(2))
    Contract.objects.filter(pk=gone.contract.pk).update(pictures="elsewhere")
    clean(30 * DAY)
    assert pictures(acme) == {blob_of(kept.contract)}
