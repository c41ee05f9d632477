"""The page on which anybody checks a file."""

import re
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from dojang.companies import rate_limits
from dojang.contracts.models import Contract
from dojang.documents import keys
from dojang.documents.models import Sealed
from dojang.flow import start
from dojang.lib import blobs
from dojang.lib.sentences import Sentence
from dojang.lib.slow import BUSY
from dojang.lib.texts import Language
from dojang.pdf import child, judging
from dojang.verify import page_texts, texts, views
from dojang.verify.page_texts import TITLES
from dojang.verify.report import Outcome
from dojang.verify.tests.kinds import KINDS, made, ours
from tests import factories

pytestmark = pytest.mark.django_db


def send(client: Client, data: bytes, language: str = "en", name: str = "contract.pdf", **extra: Any) -> HttpResponse:
    file = SimpleUploadedFile(name, data, "application/pdf")
    response: HttpResponse = client.post(f"/verify?lang={language}", {"file": file}, **extra)  # type: ignore[assignment]
    return response


def shown(response: HttpResponse) -> str:
    """What a reader sees of the answer, without its marks."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_is_called_what_it_is(client: Client, kind: str) -> None:
    outcome = KINDS[kind][1]
    response = send(client, made(kind))
    assert response.status_code == 200
    assert f">{TITLES[Outcome(outcome)].english}</h1>" in response.content.decode()


@pytest.mark.parametrize("language", Language)
def test_the_conclusion_comes_in_the_readers_language(client: Client, language: Language) -> None:
    response = send(client, made("document"), language)
    assert (response["Content-Language"], TITLES[Outcome.GOOD].of(language) in shown(response)) == (language, True)
    assert texts.DOCUMENT.of(language) in shown(response)


def test_who_sealed_it_and_when_and_what_it_is_are_told(client: Client) -> None:
    told = shown(send(client, made("certificate")))
    for expected in ("certificate of completion", "Sealed by Tests of Dojang", "Pages 1", "File contract.pdf"):
        assert expected in told
    assert re.search(r"Sealed at 20\d\d-\d\d-\d\d [\d:]{8} \(UTC\+00:00\)", told)


def test_another_products_word_for_its_seal_never_makes_it_a_document_of_ours(client: Client) -> None:
    told = shown(send(client, made("two signers")))
    assert "Sealed by Other Inc." in told
    assert "Sealed by Second Ltd." in told
    assert "Kind" not in told


def test_a_file_that_is_on_record_here_is_told_so(client: Client) -> None:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    contract: Contract = start.start(factories.order(company)).contract
    data = ours()
    key = blobs.put("tests", data, ".pdf")
    Sealed.objects.create(contract=contract, kind="document", blob=key, sha256=blobs.named_hash(key), size=len(data))
    assert "identical, byte for byte, to a completed document kept on this server" in shown(send(client, data))
    assert "identical" not in shown(send(client, ours()))


def test_what_a_file_calls_itself_never_becomes_markup(client: Client) -> None:
    response = send(client, b"%PDF-1.7", name='<img src=x onerror="alert(1)">.pdf')
    assert b"<img src=x" not in response.content


@pytest.mark.parametrize("language", Language)
def test_without_a_file_the_form_says_what_is_missing(client: Client, language: Language) -> None:
    response = client.post(f"/verify?lang={language}")
    assert (response.status_code, page_texts.FAULTS["no_file"].of(language) in response.content.decode()) == (422, True)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post(
        "/verify?lang=en",
        BytesIO(b"x"),
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(40 * 1024**2),
    )
    assert (response.status_code, "Up to 32 MB can be checked" in response.content.decode()) == (413, True)


def test_one_address_may_check_so_often_and_then_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "CHECKS", rate_limits.RateLimit("verify", 2, views.CHECKS.per))
    codes = [send(client, b"text").status_code for _ in range(3)]
    refused = send(client, b"text")
    assert (codes, refused.status_code) == ([200, 200, 429], 429)
    assert 0 < int(refused["Retry-After"]) <= 300
    assert "Too many checks in a short time" in refused.content.decode()
    assert send(client, b"text", REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("language", Language)
def test_when_all_places_are_taken_it_says_when_to_try_again(client: Client, language: Language) -> None:
    extra: Any = {BUSY: True}
    busy = send(client, ours(), language, **extra)
    assert (busy.status_code, busy["Retry-After"]) == (503, "10")
    assert page_texts.FAULTS["busy"].of(language, seconds=10) in busy.content.decode()


def test_nothing_is_kept_of_the_file(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.BLOBS_URL = (tmp_path / "blobs").as_uri()
    send(client, made("document"))
    send(client, made("document") + b" " * 3_000_000)  # which Django keeps on disk while it reads
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_that_takes_too_much_is_told_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_BOUNDS", child.Bounds(wall=0))
    assert TITLES[Outcome.TOO_COMPLEX].english in shown(send(client, ours()))


def test_the_page_is_guarded_and_needs_no_cookie(client: Client) -> None:
    response = client.get("/verify")
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert (response["X-Content-Type-Options"], response["Cache-Control"], response.cookies) == (
        "nosniff",
        "no-store",
        {},
    )
    assert Client(enforce_csrf_checks=True).post("/verify").status_code == 422


@pytest.mark.parametrize(("method", "status"), [("head", 200), ("put", 405), ("delete", 405)])
def test_it_takes_no_other_methods(client: Client, method: str, status: int) -> None:
    assert getattr(client, method)("/verify").status_code == status


def test_the_authoritys_certificate_is_there_with_its_fingerprint(client: Client) -> None:
    response = client.get("/verify/authority.pem")
    assert (response.content, response["Content-Type"]) == (keys.authority(), "application/x-pem-file")
    page = client.get("/verify?lang=en").content.decode()
    assert re.search(r"SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}", page)


def every() -> Iterator[Sentence]:
    for table in (page_texts.PAGE, page_texts.FAULTS, page_texts.TITLES, page_texts.CONCLUSIONS):
        yield from table.values()


def test_every_outcome_has_a_title_and_no_text_is_said_in_another_language() -> None:
    assert set(TITLES) == set(Outcome)
    assert [text.english for text in every() if len({text.of(language) for language in Language}) < 3] == []
