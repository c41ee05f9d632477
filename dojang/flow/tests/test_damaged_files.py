"""A sealed file that the store no longer has as it was sealed is never given out, and people hear of it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from pytest_django.fixtures import Settings

from dojang.api.tests.calling import Api
from dojang.api.tests.conftest import api, company, stopped
from dojang.api.tests.stories import begin, complete
from dojang.contracts.models import Contract, Event
from dojang.contracts.record import leaf_hash
from dojang.documents.errors import FileDamaged
from dojang.documents.models import Sealed
from dojang.flow import jobs, sealed_files
from dojang.lib import blobs, clock
from dojang.library.pages import to_json
from dojang.notifications.models import Message
from tests import factories

__all__ = ["api", "company", "stopped"]
GONE, OTHER = None, b"%PDF-1.7 anything else"
Kind = Sealed.Kind


@pytest.fixture
def contract(api: Api, settings: Settings, tmp_path: Path) -> Contract:
    """A complete contract with a store of its own; the pages of its files are pictured."""
    png = blobs.get(factories.page().picture)
    settings.BLOBS_URL = tmp_path.as_uri()
    done = complete(begin(api))
    page = replace(factories.page(), picture=blobs.put("tests", png, ".png"))
    Sealed.objects.update(pages=to_json([page]))
    return done


@pytest.fixture
def spoil(contract: Contract, tmp_path: Path) -> Callable[[Sealed.Kind, bytes | None], Path]:
    """What becomes of a file in the store: something else, or nothing."""

    def change(kind: Sealed.Kind, data: bytes | None) -> Path:
        path = tmp_path / Sealed.objects.get(contract=contract, kind=kind).blob
        path.unlink() if data is None else path.write_bytes(data)
        return path

    return change


Spoil = Callable[[Sealed.Kind, bytes | None], Path]


def sealed(kind: Sealed.Kind = Kind.DOCUMENT) -> Sealed:
    return Sealed.objects.get(kind=kind)


def kinds(contract: Contract) -> list[str]:
    """What happened to the files of the contract."""
    happened = Event.objects.filter(contract=contract).order_by("seq").values_list("kind", flat=True)
    return [kind for kind in happened if kind.startswith(("document:", "certificate:"))]


def paths(contract: Contract, kind: Sealed.Kind) -> list[str]:
    """Every address at which the file, or a picture of its pages, can be had without a token."""
    urls = sealed_files.urls(contract)
    assert urls is not None
    is_document = kind == Kind.DOCUMENT
    view = urls.document_view if is_document else urls.certificate_view
    download = urls.document_download if is_document else urls.certificate_download
    view, download = (url.removeprefix("http://localhost:8000") for url in (view, download))
    return [view, f"{view}/page/1", download, f"{download}?inline"]


def texts(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize("data", [OTHER, GONE, b""], ids=["other", "gone", "empty"])
@pytest.mark.parametrize("kind", Kind)
def test_at_no_address_is_it_given_out(
    api: Api, contract: Contract, spoil: Spoil, kind: Sealed.Kind, data: bytes | None
) -> None:
    assert [api.client.get(path).status_code for path in paths(contract, kind)] == [200] * 4
    spoil(kind, data)
    for path in paths(contract, kind):
        response = api.client.get(path)
        assert (response.status_code, b"%PDF" in response.content) == (500, False), path


@pytest.mark.parametrize(
    ("data", "language", "told"),
    [(OTHER, "ko", "원래와 다릅니다"), (OTHER, "en", "is not the one that was stored"), (OTHER, "ja", "元のものと異なる"),
     (GONE, "ko", "서버에 없습니다"), (GONE, "en", "no longer on the server"), (GONE, "ja", "サーバーにありません")],
)  # fmt: skip
def test_the_page_says_what_is_the_matter(
    api: Api, contract: Contract, spoil: Spoil, data: bytes | None, language: str, told: str
) -> None:
    spoil(Kind.DOCUMENT, data)
    page = api.client.get(paths(contract, Kind.DOCUMENT)[0], headers={"Accept-Language": language})
    assert told in texts(page)  # type: ignore[arg-type]


def test_v3_gives_a_problem_and_the_coded_call_no_addresses(api: Api, contract: Contract, spoil: Spoil) -> None:
    spoil(Kind.CERTIFICATE, OTHER)
    given = {"Authorization": f"Bearer {api.token}"}
    answer = api.client.get(f"/api/v3/contracts/{contract.pk}/certificate?lang=en", headers=given)
    assert (answer.status_code, answer.json()["header"]["result_code"]) == (500, "file_damaged")
    asked = api.raw("/workflow/download", json.dumps({"workflow_id": contract.pk}), lang="ja")
    told = json.loads(asked.content)
    assert told["header"]["result_code"] == "99"
    assert "復元する必要があります" in told["body"]["detail"]
    assert "doc_url" not in told["body"]


def test_the_history_tells_of_it_once_until_it_is_whole_again(api: Api, contract: Contract, spoil: Spoil) -> None:
    path = spoil(Kind.DOCUMENT, OTHER)
    for _ in range(2):
        for address in paths(contract, Kind.DOCUMENT):
            api.client.get(address)
    assert kinds(contract) == ["document:damaged"]
    event = Event.objects.get(kind="document:damaged")
    assert event.payload == {"expected": sealed().sha256, "found": hashlib.sha256(OTHER).hexdigest()}
    assert bytes(event.hash) == leaf_hash(event)
    path.write_bytes(b"%PDF-1.7 document")
    assert api.client.get(paths(contract, Kind.DOCUMENT)[2]).content == b"%PDF-1.7 document"
    assert kinds(contract) == ["document:damaged", "document:restored", "document:downloaded"]
    spoil(Kind.DOCUMENT, GONE)
    with pytest.raises(FileDamaged):
        sealed_files.read(sealed())
    assert kinds(contract)[-1] == "document:damaged"


def test_a_row_that_tells_another_hash_than_its_file_is_damage_too(contract: Contract) -> None:
    Sealed.objects.filter(kind="document").update(sha256="0" * 64)
    for look in (sealed_files.read, sealed_files.check):
        with pytest.raises(FileDamaged):
            look(sealed())


def test_a_file_that_changes_after_it_was_looked_at_is_noticed(contract: Contract, spoil: Spoil) -> None:
    sealed_files.check(sealed())
    spoil(Kind.DOCUMENT, OTHER)
    with pytest.raises(FileDamaged):
        sealed_files.check(sealed())


def told() -> list[Message]:
    """The mails that the periodic job adds."""
    before = set(Message.objects.values_list("pk", flat=True))
    jobs.notify_of_damaged_files(0)
    return list(Message.objects.exclude(pk__in=before))


def notice(*kinds: Sealed.Kind) -> None:
    for kind in kinds:
        with pytest.raises(FileDamaged):
            sealed_files.read(sealed(kind))


def test_the_company_gets_one_mail_about_all_of_them(api: Api, contract: Contract, spoil: Spoil) -> None:
    api.company.alerts_email = "alerts@acme.test"
    api.company.language = "en"
    api.company.save()
    for kind in Kind:
        spoil(kind, GONE)
    notice(*Kind)
    (mail,) = told()
    assert (mail.address, mail.subject) == ("alerts@acme.test", "[Acme] Stored files are damaged: 2")
    assert f"No. {contract.pk}: NDA 2026 (completed document)" in mail.text
    assert "dojang blobs check" in mail.text
    assert told() == []


def test_the_operator_gets_one_too_without_the_titles(contract: Contract, spoil: Spoil, settings: Settings) -> None:
    settings.OPERATOR_EMAIL = "operator@host.test"
    spoil(Kind.DOCUMENT, OTHER)
    notice(Kind.DOCUMENT)
    mail = next(mail for mail in told() if mail.address == "operator@host.test")
    assert (f"{contract.pk}" in mail.text, "testapi" in mail.text, contract.title in mail.text) == (True, True, False)


def test_within_an_hour_of_a_mail_there_is_no_other(contract: Contract, spoil: Spoil) -> None:
    for kind in Kind:
        spoil(kind, OTHER)
    notice(Kind.DOCUMENT)
    assert len(told()) == 1
    notice(Kind.CERTIFICATE)
    assert told() == []
    with clock.stopped_at(clock.now() + timedelta(minutes=61)):
        assert len(told()) == 1
