"""Progress, sealed files, viewer and preview over HTTP."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from dojang.companies.models import Company
from dojang.contracts import links
from dojang.contracts.models import Contract, Event, Link, SealingFailure, Signer
from dojang.contracts.record import Actor, record
from dojang.documents.models import Sealed
from dojang.flow import seal_retries, start
from dojang.flow.start import StartedContract
from dojang.lib import blobs, clock
from dojang.library.pages import to_json
from dojang.signing.tests.visiting import approve_directly, come_in, current
from tests import factories
from tests.factories import STROKES, order

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
Kind = Event.Kind


@pytest.fixture
def started(acme: Company) -> StartedContract:
    return start.start(order(acme))


@pytest.fixture
def complete(started: StartedContract) -> Contract:
    """A contract that both approved, with files in the place of the sealed ones."""
    contract = started.contract
    approve_directly(contract, {"sign1": STROKES})
    approve_directly(contract, {"sign2": STROKES})
    return seal(contract)


def seal(contract: Contract) -> Contract:
    contract.refresh_from_db()
    for kind in Sealed.Kind.values:
        key = blobs.put("tests", f"%PDF-1.7 {kind}".encode(), ".pdf")
        Sealed.objects.create(
            contract=contract,
            kind=kind,
            blob=key,
            sha256=blobs.named_hash(key),
            size=9,
            pages=to_json([factories.page()]),
        )
    Contract.objects.filter(pk=contract.pk).update(status=Contract.Status.COMPLETE, ended_at=clock.now())
    return contract


def last_event() -> Event:
    return Event.objects.latest("id")


@pytest.mark.parametrize("address", ["document", "document?inline", "view/document", "view/document/1"])
def test_a_visitor_is_not_given_a_file_that_is_no_longer_what_was_sealed(
    client: Client, started: StartedContract, complete: Contract, address: str
) -> None:
    home = come_in(client, started.starter_token)
    assert client.get(f"{home}/{address}").status_code == 200
    Sealed.objects.filter(kind="document").update(sha256="0" * 64)
    page = client.get(f"{home}/{address}")
    assert (page.status_code, "원래와 다릅니다" in page.content.decode()) == (500, True)


def test_where_the_seal_fails_the_page_says_so_without_a_spinner_and_looks_again_by_itself(
    client: Client, started: StartedContract
) -> None:
    approve_directly(started.contract, {"sign1": STROKES})
    approve_directly(started.contract, {"sign2": STROKES})
    home = come_in(client, started.starter_token)
    assert "bar-busy" in client.get(home).content.decode()
    seal_retries.record_failure(started.contract.pk, SealingFailure.Reason.DOCUMENT, ValueError())
    page = client.get(home).content.decode()
    assert 'data-standing="delayed"' in page
    assert "평소보다 오래 걸려 확인하고 있습니다" in page
    assert ("bar-busy" in page, "<polite-refresh>" in page) == (False, True)


def test_the_starter_reads_who_has_done_what_and_fetches_nothing_yet(client: Client, started: StartedContract) -> None:
    approve_directly(started.contract, {"sign1": STROKES})
    home = come_in(client, started.starter_token)
    page = client.get(home).content.decode()
    assert "서명함" in page
    assert "작성 차례" in page
    assert "(UTC+09:00)" in page
    assert client.get(f"{home}/document").status_code == 403
    assert client.get(f"{home}/view/document/1").status_code == 403


def test_while_it_is_sealed_the_page_looks_again(client: Client, started: StartedContract) -> None:
    approve_directly(started.contract, {"sign1": STROKES})
    home = current(client, started.contract)
    client.post(f"{home}/approve", {"f3": json.dumps(STROKES)})
    page = client.get(home).content.decode()
    assert 'data-standing="sealing"' in page
    assert 'http-equiv="refresh"' in page


def test_when_complete_the_starter_fetches_both_files_and_the_history_says_so(
    client: Client, complete: Contract
) -> None:
    home = come_in(client, links.issue(complete, Link.Purpose.STARTER))
    answer = client.get(f"{home}/document")
    assert answer.content == b"%PDF-1.7 document"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert (last_event().kind, last_event().actor) == (Kind.DOCUMENT_DOWNLOADED, "member")
    client.get(f"{home}/certificate?inline")
    assert last_event().kind == Kind.CERTIFICATE_VIEWED


def test_a_copy_recipient_is_not_called_by_a_name_the_link_does_not_know(client: Client, complete: Contract) -> None:
    home = come_in(client, links.issue(complete, Link.Purpose.COPY))
    client.get(f"{home}/document")
    assert last_event().actor == "recipient"


def test_what_was_filled_in_can_be_found_and_heard_on_the_sealed_pages(
    client: Client, started: StartedContract
) -> None:
    approve_directly(started.contract, {"name": "이서연", "sign1": STROKES})
    approve_directly(started.contract, {"reply": "좋습니다", "sign2": STROKES})
    seal(started.contract)
    page = client.get(f"/view/{links.issue(started.contract, Link.Purpose.DOCUMENT)}").content.decode()
    assert ">name: </span>" in page
    assert ">이서연</span>" in page
    assert "sign2 — 작성됨" in page
    assert "A blank page." in page


def test_a_complete_contract_is_looked_at_from_its_own_pages(client: Client, complete: Contract) -> None:
    home = come_in(client, links.issue(complete, Link.Purpose.STARTER))
    progress = client.get(home).content.decode()
    for kind, event in (("document", Kind.DOCUMENT_VIEWED), ("certificate", Kind.CERTIFICATE_VIEWED)):
        assert f'href="{home}/view/{kind}"' in progress
        page = client.get(f"{home}/view/{kind}").content.decode()
        assert (last_event().kind, last_event().actor) == (event, "member")
        assert f'src="{home}/view/{kind}/1"' in page
        assert client.get(f"{home}/view/{kind}/1")["Content-Type"] == "image/png"
        assert client.get(f"{home}/view/{kind}/2").status_code == 404
    assert client.get(f"{home}/view/minutes").status_code == 404


def test_the_document_so_far_is_for_the_starter_and_for_who_has_approved(
    client: Client, started: StartedContract
) -> None:
    theirs = current(client, started.contract)
    client.post(f"{theirs}/approve", {"f0": "이서연", "f1": json.dumps(STROKES)})
    for home in (theirs, come_in(client, started.starter_token)):
        page = client.get(f"{home}/view/document").content.decode()
        assert "아직 봉인되지 않았습니다" in page
        assert ">이서연</span>" in page
        assert client.get(f"{home}/page/1").status_code == 200
        assert client.get(f"{home}/view/certificate")["Location"] == home


def test_a_signer_whose_turn_has_not_come_sees_no_document(client: Client, started: StartedContract) -> None:
    Signer.objects.filter(step=2).update(round=1)
    parks = come_in(client, links.issue(started.contract, Link.Purpose.SIGN, Signer.objects.get(step=2)))
    assert 'data-standing="waiting"' in client.get(parks).content.decode()
    assert client.get(f"{parks}/view/document")["Location"] == parks
    assert client.get(f"{parks}/page/1").status_code == 403
    assert client.get(f"{parks}/view/document/1").status_code == 403


def test_the_starter_sees_who_has_opened_it_and_whom_no_message_reached(
    client: Client, started: StartedContract
) -> None:
    home = come_in(client, started.starter_token)
    assert "열어 봄" not in client.get(home).content.decode()
    current(client, started.contract)
    contract = Contract.objects.get()
    record(contract, Kind.MESSAGE_FAILED, Actor(kind="system", step=1))
    page = client.get(home).content.decode()
    assert "열어 봄" in page
    assert "안내를 보내지 못했습니다" in page


@pytest.mark.parametrize("embed", [True, False])
def test_where_the_integrator_tells_people_nothing_is_promised_in_our_name(
    client: Client, started: StartedContract, embed: bool
) -> None:
    Contract.objects.update(embed=embed)
    home = current(client, started.contract)
    client.post(f"{home}/approve", {"f1": json.dumps(STROKES)})
    promises = [client.get(home).content.decode(), client.get(come_in(client, started.starter_token)).content.decode()]
    assert all(("Acme에서 전해 드립니다" in page) is embed for page in promises)
    assert ("완료 문서를 보내 드립니다" in promises[0]) is not embed


def test_asking_for_the_head_alone_is_no_look(client: Client, complete: Contract) -> None:
    token = links.issue(complete, Link.Purpose.DOCUMENT)
    before = last_event()
    assert client.head(f"/view/{token}").status_code == 200
    assert client.head(f"/download/{token}").status_code == 200
    assert last_event() == before


def test_the_viewer_shows_the_pages_and_notes_the_look(client: Client, complete: Contract) -> None:
    token = links.issue(complete, Link.Purpose.DOCUMENT)
    page = client.get(f"/view/{token}").content.decode()
    assert f'src="/view/{token}/page/1"' in page
    assert last_event().kind == Kind.DOCUMENT_VIEWED
    assert client.get(f"/view/{token}/page/1")["Content-Type"] == "image/png"
    assert client.get(f"/view/{token}/page/2").status_code == 404


def test_the_download_link_gives_the_file_as_an_attachment(client: Client, complete: Contract) -> None:
    answer = client.get(f"/download/{links.issue(complete, Link.Purpose.CERTIFICATE)}")
    assert answer.content == b"%PDF-1.7 certificate"
    assert "NDA%202026%20%EC%9D%B4%EB%A0%A5" in answer["Content-Disposition"]
    assert last_event().kind == Kind.CERTIFICATE_DOWNLOADED


@pytest.mark.parametrize(
    "signature",
    [STROKES, {"kind": "typed", "text": "Lee", "font": "pen"}, {"kind": "seal", "text": "이서연", "shape": "round"}],
    ids=lambda signature: signature["kind"],
)
def test_a_signature_that_an_export_names_is_shown_by_its_link(
    client: Client, started: StartedContract, signature: dict[str, object]
) -> None:
    token = links.issue(started.contract, Link.Purpose.PICTURE, picture=signature)
    assert client.get(f"/view/{token}")["Content-Type"] == "image/svg+xml"


def test_signing_links_open_no_file(client: Client, started: StartedContract) -> None:
    assert client.get(f"/view/{started.starter_token}").status_code == 404
    assert client.get(f"/download/{started.starter_token}").status_code == 404


def test_a_dead_document_link_is_gone(client: Client, complete: Contract) -> None:
    token = links.issue(complete, Link.Purpose.DOCUMENT)
    Link.objects.update(revoked_at=clock.now(), revoke_reason=Link.RevokeReason.REPLACED)
    assert client.get(f"/view/{token}").status_code == 410


def test_a_deleted_contract_shows_nothing_any_more(client: Client, started: StartedContract) -> None:
    home = come_in(client, started.starter_token)
    Contract.objects.update(status=Contract.Status.DELETED, turn=0, ended_at=clock.now())
    answer = client.get(home)
    assert answer.status_code == 410
    assert "NDA 2026" not in answer.content.decode()


def test_a_preview_shows_the_values_under_a_watermark_for_an_hour(client: Client, acme: Company) -> None:
    url = start.preview(order(acme, values={"name": "홍길동"}))
    path = url[url.index("/preview/") :]
    page = client.get(path).content.decode()
    assert "홍길동" in page
    assert page.count('class="watermark"') == 1
    assert client.get(f"{path}/page/1").status_code == 200
    with clock.stopped_at(clock.now() + timedelta(hours=1, seconds=1)):
        assert client.get(path).status_code == 410
        assert client.get(f"{path}/page/1").status_code == 410


def test_an_unknown_preview_is_not_found(client: Client, db: None) -> None:
    assert client.get("/preview/nothing").status_code == 404
