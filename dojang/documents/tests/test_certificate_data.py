"""The certificate's data: who did what, how they were notified, and what is unknown."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from PIL import Image

from dojang.companies.models import Company
from dojang.contracts import consents
from dojang.contracts.models import Contract, Event, EventPerson, Session
from dojang.contracts.record import SYSTEM, record, signer_actor
from dojang.documents import keys
from dojang.documents.certificate import certificate
from dojang.documents.certificate.data import CertificateData
from dojang.documents.certificate.labels import EVENTS, STATUSES
from dojang.exports.order import ExportOrder
from dojang.flow import acts, entry, proofs, public_links, start
from dojang.flow.acts import ActOrder
from dojang.flow.errors import WrongCode
from dojang.flow.jobs import send_message
from dojang.flow.orders import CopyOrder, PublicLinkOrder
from dojang.flow.public_links import FirstSigner
from dojang.lib import clock
from dojang.lib.contact import Contact
from dojang.lib.texts import Language
from dojang.lib.visitor import Visitor
from dojang.notifications.models import Message
from tests import factories
from tests.factories import CHOI, LEE, PARK, STROKES, field

HERE = Visitor(ip="203.0.113.9", peer="10.0.0.1", user_agent="Test/1")
NOW = datetime(2026, 1, 31, 4, 23, 28, tzinfo=UTC)
OFFICE = Visitor(ip="198.51.100.7")
TOLD = "2026-01-31 13:23:28 (UTC+09:00)"


@pytest.fixture
def acme(db: None) -> Company:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return company


def begin(company: Company, **given: Any) -> Contract:
    return start.start(factories.order(company, **{"language": Language.EN} | given)).contract


def enter(contract: Contract, step: int, *, agreed: bool = True) -> Session:
    message = Message.objects.filter(contract=contract, signer__step=step).latest("pk")
    url = next(word for word in message.text.split() if "token=" in word)
    session = entry.exchange(url.partition("token=")[2], HERE).session
    return factories.agreed(session) if agreed else session


def approve(contract: Contract, step: int, **values: Any) -> None:
    acts.approve(enter(contract, step), {f"sign{step}": STROKES} | values, f"opinion {step}", HERE)


def gather(contract: Contract) -> CertificateData:
    contract.refresh_from_db()
    return certificate.gather(contract, "a" * 64, 1234, keys.seal().facts)[0]


def test_a_step_that_sent_back_and_then_approved_is_approved_and_its_history_tells_both(acme: Company) -> None:
    contract = begin(acme)
    approve(contract, 1)
    acts.reject(enter(contract, 2), "fix the date", HERE)
    approve(contract, 1)
    approve(contract, 2)
    told = gather(contract)
    assert [(one["outcome"], one["opinion"]) for one in told["signers"]] == [
        ("approved", "opinion 1"),
        ("approved", "opinion 2"),
    ]
    kinds = [event["kind"] for event in told["events"] if event["kind"] in {"Approved", "Rejected"}]
    assert kinds == ["Approved", "Rejected", "Approved", "Approved"]


def by_the_api(contract: Contract, step: int, **given: Any) -> None:
    contact = Contact.read({1: LEE, 2: PARK}[step])
    acts.reject_on_behalf(
        ActOrder(contract_id=contract.pk, step=step, contact=contact, member=contract.starter, visitor=OFFICE, **given)
    )


def test_what_the_company_did_in_a_signers_name_is_told_as_the_companys(acme: Company) -> None:
    contract = begin(acme)
    approve(contract, 1)
    enter(contract, 2)
    by_the_api(contract, 2, opinion="by phone")
    told = gather(contract)
    lee, park = told["signers"]
    assert (lee["acted_by"], park["outcome"], park["opinion"]) == ("", "rejected", "by phone")
    assert park["acted_by"] == (
        "The company (Kim) acted through the API, not the signer. "
        "No consent of the signer to electronic signing is recorded."
    )
    assert (park["ip"], told["events"][-1]["actor"], told["events"][-1]["ip"]) == (HERE.ip, "Member Kim", OFFICE.ip)


def test_the_certificate_names_the_proofs_that_nobody_made_for_an_act_by_the_api(acme: Company) -> None:
    lee = factories.signer("Lee", LEE, access_code="1234", mobile_number="010-1234-5678")
    contract = begin(acme, signers=(lee, factories.signer("Park", PARK)))
    proofs.prove_access_code(enter(contract, 1), "1234", HERE)
    by_the_api(contract, 1)
    told = gather(contract)["signers"][0]["acted_by"]
    assert told.endswith("asked of the signer, this was not completed: One-time code by phone.")


def test_the_consent_is_told_with_its_version_hash_and_address(acme: Company) -> None:
    with clock.stopped_at(NOW):
        contract = begin(acme)
        acts.consent(enter(contract, 1, agreed=False), consents.CURRENT, Language.JA, HERE)
    lee, park = gather(contract)["signers"]
    assert lee["consent"] == {
        "version": consents.CURRENT, "language": "ja", "sha256": consents.sha256(consents.CURRENT, Language.JA),
        "url": f"http://localhost:8000/consent/{consents.CURRENT}.ja.txt", "at": TOLD,
    }  # fmt: skip
    assert park["consent"] is None


def test_a_consent_given_before_the_company_acted_is_not_denied(acme: Company) -> None:
    contract = begin(acme)
    acts.consent(enter(contract, 1, agreed=False), consents.CURRENT, Language.EN, HERE)
    by_the_api(contract, 1)
    assert "No consent" not in gather(contract)["signers"][0]["acted_by"]


def test_reading_to_the_end_is_told_when_it_was_seen(acme: Company) -> None:
    contract = begin(acme)
    assert gather(contract)["signers"][0]["viewed_at"] is None
    with clock.stopped_at(NOW):
        session = enter(contract, 1)
        acts.last_page_displayed(session, HERE)
        acts.last_page_displayed(session, HERE)
    told = gather(contract)
    assert told["signers"][0]["viewed_at"] == TOLD
    assert [event["kind"] for event in told["events"]].count("Last page displayed") == 1


def test_the_certificate_says_that_a_contract_was_started_in_bulk(acme: Company) -> None:
    told = [gather(begin(acme, via=via))["starter"]["via"] for via in (Contract.Via.API, Contract.Via.BULK)]
    assert told == ["API", "Bulk start"]


def test_the_certificate_says_that_the_first_signer_began_through_a_public_link_and_had_shown_nothing(
    acme: Company,
) -> None:
    wanted = factories.link_order(acme, language=Language.EN)
    link = public_links.publish(PublicLinkOrder(contract=wanted, name="Fair", most=1)).link
    choi = FirstSigner(name="Choi", contact=Contact.read(CHOI), language=Language.EN)
    session = public_links.start(link, choi, "form", HERE).session
    told = gather(session.link.contract)
    assert told["starter"]["via"].startswith("Public link: the first signer started it")
    assert (told["starter"]["name"], told["starter"]["ip"]) == ("Kim", "")
    assert told["events"][0]["actor"] == "Signer Choi"
    assert told["signers"][0]["proofs"] == []
    enter(session.link.contract, 1)
    proofs = gather(session.link.contract)["signers"][0]["proofs"]
    assert [proof["method"] for proof in proofs] == ["Personal link"]


def test_the_events_are_told_in_order_with_their_hashes_up_to_the_head(acme: Company) -> None:
    contract = begin(acme)
    approve(contract, 1)
    told = gather(contract)
    assert [event["seq"] for event in told["events"]] == [1, 2, 3]
    assert told["events"][-1]["hash"] == told["chain_head"] == bytes(contract.chain_head).hex()
    assert (told["events"][0]["actor"], told["events"][1]["actor"]) == ("Member Kim", "Signer Lee")
    assert (told["events"][1]["ip"], told["events"][1]["user_agent"]) == ("203.0.113.9", "Test/1")


def test_times_are_told_in_the_contracts_zone(acme: Company) -> None:
    with clock.stopped_at(NOW):
        contract = begin(acme)
        approve(contract, 1)
        told = gather(contract)
    lee, park = told["signers"]
    assert {told["issued_at"], told["contract"]["started_at"], lee["opened_at"], lee["acted_at"]} == {TOLD}
    assert (park["outcome"], park["opened_at"], park["acted_at"]) == ("waiting", None, None)


def test_each_code_that_failed_or_passed_is_told_after_the_link_which_alone_passes_nothing(acme: Company) -> None:
    lee = factories.signer("Lee", LEE, access_code="1234", mobile_number="010-1234-5678")
    contract = begin(acme, signers=(lee, factories.signer("Park", PARK)))
    session = enter(contract, 1)
    with pytest.raises(WrongCode):
        proofs.prove_access_code(session, "9999", HERE)
    proofs.prove_access_code(session, "1234", HERE)
    proofs.send_phone_code(session)
    found = re.search(r"\d{6}", Message.objects.get(purpose="phone-code").text)
    assert found is not None
    proofs.prove_phone(session, found[0], HERE)
    passed = [(proof["method"], proof["passed"]) for proof in gather(contract)["signers"][0]["proofs"]]
    assert passed == [
        ("Personal link", None), ("Access code", False), ("Access code", True), ("One-time code by phone", True),
    ]  # fmt: skip
    assert "1234" not in str([event["kind"] for event in gather(contract)["events"]])


def test_contacts_are_masked_for_signers_and_copy_recipients(acme: Company) -> None:
    copies = (CopyOrder(name="Choi", contact=Contact.read(CHOI)),)
    contract = begin(
        acme, signers=(factories.signer("Lee", "010-1234-5678"), factories.signer("Park", PARK)), copies=copies
    )
    told = gather(contract)
    assert [one["contact"] for one in told["signers"]] == ["010-****-5678", "pa***@example.test"]
    assert [(one["name"], one["contact"]) for one in told["copies"]] == [("Choi", "ch***@other.test")]


def test_what_waits_for_a_provider_is_not_told_as_sent(acme: Company) -> None:
    contract = begin(acme, signers=(factories.signer("Lee", "010-1234-5678"), factories.signer("Park", PARK)))
    send_message(Message.objects.get().pk)
    assert [one["reached"] for one in gather(contract)["signers"]] == [[], []]


@pytest.mark.parametrize(("kind", "result"), [("message:sent", "sent"), ("message:failed", "failed")])
def test_how_a_signer_was_reached_is_read_from_the_history(acme: Company, kind: str, result: str) -> None:
    with clock.stopped_at(NOW):
        contract = begin(acme)
        record(contract, Event.Kind(kind), SYSTEM, {"channel": "email"}, {"address": LEE.upper()})
    lee, park = gather(contract)["signers"]
    assert lee["reached"] == [{"how": "Email", "result": result, "at": TOLD}]
    assert park["reached"] == []


def test_in_embed_mode_everybody_was_reached_through_the_integrating_system(acme: Company) -> None:
    export = ExportOrder(url="https://example.com/hook", scope="ALL", request_code="embed")
    told = gather(begin(acme, export=export, copies=(CopyOrder(name="Choi", contact=Contact.read(CHOI)),)))
    ways = [one["how"] for person in (*told["signers"], *told["copies"]) for one in person["reached"]]
    assert ways == ["Through the integrating system"] * 3


def red_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "PNG")
    return out.getvalue()


def test_every_signature_and_stamp_is_shown_as_it_was_made(acme: Company) -> None:
    fields = [
        field("drawn", "signature", 1, 0.1), field("image", "signature", 1, 0.2), field("stamp", "stamp", 1, 0.3),
        field("photo", "picture", 1, 0.4), field("left empty", "signature", 1, 0.5),
        field("typed", "signature", 1, 0.6), field("seal", "stamp", 1, 0.7),
    ]  # fmt: skip
    factories.template(acme, 2, fields=fields, steps=1)
    contract = begin(acme, template_number="2", signers=(factories.signer("Lee", LEE),))
    pictured = {"image": red_picture(), "stamp": red_picture(), "photo": red_picture()}
    named = {
        "typed": {"kind": "typed", "text": "Lee", "font": "pen"},
        "seal": {"kind": "seal", "text": "이", "shape": "oval"},
    }
    acts.approve(enter(contract, 1), {"drawn": STROKES, **pictured, **named}, "", HERE)
    data, pictures = certificate.gather(contract, "a" * 64, 1, keys.seal().facts)
    signatures = data["signers"][0]["signatures"]
    assert [one["kind"] for one in signatures] == ["drawn", "picture", "stamp", "typed", "stamp made from the name"]
    assert [str(one["picture"])[-4:] for one in signatures] == [".svg", ".png", ".png", ".svg", ".svg"]
    assert set(pictures) - {data["verify"]["qr"]} == {one["picture"] for one in signatures}


def test_the_certificate_names_the_page_on_which_anybody_checks_it(acme: Company) -> None:
    data, pictures = certificate.gather(begin(acme), "a" * 64, 1, keys.seal().facts)
    assert data["verify"]["url"] == "http://localhost:8000/verify"
    assert pictures[data["verify"]["qr"]].startswith(b"<?xml")
    assert "pdfsig" in data["t"]["verify_alone"]


def test_what_was_erased_is_left_blank_and_the_rest_stays(acme: Company) -> None:
    contract = begin(acme)
    approve(contract, 1)
    whole = gather(contract)
    EventPerson.objects.filter(event__contract=contract).delete()
    told = gather(contract)
    assert [event["hash"] for event in told["events"]] == [event["hash"] for event in whole["events"]]
    assert (told["signers"][0]["ip"], told["events"][1]["actor"]) == ("", "Signer")


@pytest.mark.parametrize(
    ("language", "status"), [(Language.KO, "진행 중"), (Language.EN, "In progress"), (Language.JA, "進行中")]
)
def test_the_certificate_speaks_the_contracts_language(acme: Company, language: Language, status: str) -> None:
    told = gather(begin(acme, language=language))
    assert (told["language"], told["contract"]["status"]) == (language.value, status)


def test_every_event_and_status_that_can_be_has_its_word() -> None:
    assert {str(kind) for kind in Event.Kind} <= set(EVENTS)
    assert {str(status) for status in Contract.Status} == set(STATUSES)


def test_proofs_and_messages_without_end_are_printed_by_their_first_and_last(acme: Company) -> None:
    contract = begin(acme)
    with transaction.atomic():
        lent = Contract.objects.select_for_update().get(pk=contract.pk)
        lee = signer_actor(contract.signers.get(step=1), HERE)
        for number in range(500):
            record(lent, Event.Kind.FAILED_PROOF if number else Event.Kind.PROVED, lee, {"method": "phone"})
            record(lent, Event.Kind.MESSAGE_SENT, SYSTEM, {"channel": "email"}, {"address": LEE})
    told = gather(contract)["signers"][0]
    assert [one["passed"] for one in told["proofs"]] == [True, *[False] * 9, None, *[False] * 10]
    assert told["proofs"][10]["method"].startswith("Not printed here: 480 in between.")
    assert (len(told["reached"]), told["reached"][10]["how"]) == (21, told["proofs"][10]["method"])


def test_a_history_without_end_is_printed_by_its_first_and_last_events(acme: Company) -> None:
    contract = begin(acme)
    with transaction.atomic():
        lent = Contract.objects.select_for_update().get(pk=contract.pk)
        for _ in range(certificate.MAX_EVENTS + 50):
            record(lent, Event.Kind.NEW_DEADLINE, SYSTEM, {"after": ""})
    rows, all_of_them = gather(contract)["events"], Event.objects.filter(contract=contract).count()
    assert (len(rows), rows[0]["seq"], rows[-1]["seq"]) == (certificate.MAX_EVENTS + 1, 1, all_of_them)
    gap = rows[certificate.MAX_EVENTS // 2]
    assert gap["kind"].startswith(f"{all_of_them - certificate.MAX_EVENTS} events in between")
