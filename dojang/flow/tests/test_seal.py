"""The end of a contract: sealed once, proven, and published."""

from typing import Any

import pytest

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.documents import keys
from dojang.documents.models import Sealed
from dojang.exports.models import Delivery
from dojang.exports.order import ExportOrder
from dojang.flow import entry, seal, sealed_files, start
from dojang.flow.tests.test_acts import HERE, acme, approve, enter_step, kinds, state
from dojang.lib import blobs
from dojang.notifications.models import Message
from dojang.pdf.validate import validate
from tests import factories

__all__ = ["acme"]
Status = Contract.Status


def approved_by_all(company: Company, **given: Any) -> Contract:
    contract = start.start(factories.order(company, **given)).contract
    approve(enter_step(contract, 1), name="이영희 高橋 Lee")
    approve(enter_step(contract, 2))
    return contract


def test_a_contract_is_sealed_once_however_often_it_is_asked(acme: Company) -> None:
    contract = approved_by_all(acme)
    assert [seal.seal(contract.pk), seal.seal(contract.pk)] == [True, False]
    assert (state(contract), kinds(contract).count("contract:sealed")) == ((Status.COMPLETE, 0), 1)
    assert sorted(row.kind for row in Sealed.objects.all()) == ["certificate", "document"]


def test_both_files_carry_a_good_seal_of_this_instance(acme: Company) -> None:
    seal.seal(approved_by_all(acme).pk)
    for sealed in Sealed.objects.all():
        verdict = validate(blobs.get(sealed.blob), [keys.authority()])
        assert (verdict.bottom_line, verdict.signatures[0].pades) == (True, "B-B")


def test_the_document_keeps_the_templates_bytes_and_holds_what_was_written(acme: Company) -> None:
    import pypdfium2

    contract = approved_by_all(acme)
    seal.seal(contract.pk)
    data = blobs.get(Sealed.objects.get(kind="document").blob)
    assert data.startswith(blobs.get(contract.template_version.pdf))
    assert "이영희 高橋 Lee" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


def test_the_certificate_names_everybody_and_both_hashes(acme: Company) -> None:
    import pypdfium2

    contract = approved_by_all(acme)
    seal.seal(contract.pk)
    pages = pypdfium2.PdfDocument(blobs.get(Sealed.objects.get(kind="certificate").blob))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    text = "".join(text.split())
    document = Sealed.objects.get(kind="document")
    for told in ("Lee", "Park", "Kim", contract.title, document.sha256, contract.template_version.sha256, HERE.ip):
        assert told.replace(" ", "") in text


def test_the_last_export_goes_out_with_the_seal_and_its_urls_work(acme: Company) -> None:
    import json

    export = ExportOrder(url="https://example.com/hook", scope="ALL", request_code="embed")
    started = start.start(factories.order(acme, export=export))
    for step in (1, 2):
        url = started.first.url if step == 1 else json.loads(bytes(Delivery.objects.get().body))["body"]["play_url"]
        approve(factories.agreed(entry.exchange(url.partition("token=")[2], HERE).session))
    assert Delivery.objects.count() == 1
    seal.seal(started.contract.pk)
    body = json.loads(bytes(Delivery.objects.latest("seq").body))["body"]
    assert (body["status"], body["worktype"]) == ("Complete", "CF")
    assert sealed_files.open_document(body["download_url"].rpartition("/")[2]).kind == "document"
    assert sealed_files.open_document(body["cert_url"].rpartition("/")[2]).kind == "certificate"


def test_everybody_is_told_once_where_the_document_is(acme: Company) -> None:
    seal.seal(approved_by_all(acme).pk)
    told = Message.objects.filter(purpose=Message.Purpose.COMPLETED)
    assert sorted(message.address for message in told) == ["kim@acme.test", "lee@example.test", "park@example.test"]


@pytest.mark.parametrize("language", ["ko", "en", "ja"])
def test_a_certificate_can_be_made_in_every_language(acme: Company, language: str) -> None:
    from dojang.lib.texts import Language

    contract = approved_by_all(acme, language=Language(language))
    assert seal.seal(contract.pk)


def test_a_contract_with_a_signature_in_hundreds_of_boxes_is_sealed(acme: Company) -> None:
    boxes = [factories.field(f"initial{number}", "signature", 1) for number in range(200)]
    factories.template(acme, 7, fields=[*factories.two_steps(), *boxes])
    contract = start.start(factories.order(acme, template_number="7")).contract
    drawings = [{"kind": "drawn", "ratio": 2, "strokes": [[[0.1, 0.2], [0.9, number / 100]]]} for number in range(100)]
    approve(enter_step(contract, 1), **{box["name"]: drawings[number // 2] for number, box in enumerate(boxes)})
    approve(enter_step(contract, 2))
    assert seal.seal(contract.pk)
