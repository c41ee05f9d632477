"""Who gets which message, in which language, over which channel."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Session
from dojang.exports.order import ExportOrder
from dojang.flow import acts, entry, proofs, seal, start, termination
from dojang.flow.orders import CopyOrder
from dojang.lib import clock
from dojang.lib.contact import Contact
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY
from dojang.notifications.models import Message
from tests import factories
from tests.factories import CHOI, KIM, LEE, PARK, STROKES

Purpose = Message.Purpose


def begin(company: Company, **given: Any) -> Contract:
    return start.start(factories.order(company, **given)).contract


def copy(name: str, address: str, language: Language | None = None) -> CopyOrder:
    return CopyOrder(name=name, contact=Contact.read(address), language=language)


def enter(contract: Contract, step: int) -> Session:
    message = Message.objects.filter(contract=contract, signer__step=step).latest("pk")
    url = next(word for word in message.text.split() if "token=" in word)
    return factories.agreed(entry.exchange(url.partition("token=")[2], NOBODY).session)


def approve(contract: Contract, step: int) -> None:
    acts.approve(enter(contract, step), {f"sign{step}": STROKES}, "", NOBODY)


def cancel(contract: Contract, reason: str = "") -> None:
    termination.cancel(contract.pk, contract.starter, reason, NOBODY)


def told(purpose: Message.Purpose) -> list[str]:
    return sorted(Message.objects.filter(purpose=purpose).values_list("address", flat=True))


def test_only_the_signer_who_has_the_turn_is_invited(acme: Company) -> None:
    contract = begin(acme, copies=(copy("Choi", CHOI),))
    assert told(Purpose.INVITATION) == [LEE]
    approve(contract, 1)
    assert told(Purpose.INVITATION) == [LEE, PARK]


def test_each_person_is_told_in_their_own_language(acme: Company) -> None:
    signers = (factories.signer("Lee", LEE, language=Language.EN), factories.signer("Park", PARK, language=Language.JA))
    contract = begin(acme, signers=signers)
    approve(contract, 1)
    greetings = [message.text.splitlines()[0] for message in Message.objects.order_by("pk")]
    assert greetings == ["Hello Lee,", "Park 様"]


def test_in_korean_a_name_is_followed_by_nim(acme: Company) -> None:
    begin(acme)
    assert Message.objects.get().text.startswith("Lee 님, 안녕하세요.\n\nAcme의 Kim 님이 ‘NDA 2026’")


def test_the_invitation_names_the_deadline_with_its_zone(acme: Company) -> None:
    begin(acme, expires_at=datetime(2099, 1, 31, 14, 59, 59, tzinfo=UTC))
    message = Message.objects.get()
    assert "서명 기한: 2099년 1월 31일 23:59 (UTC+09:00)" in message.text
    assert "2099년 1월 31일 23:59 (UTC+09:00)" in message.html


def test_an_invitation_without_a_deadline_or_comment_has_no_empty_lines_for_them(acme: Company) -> None:
    begin(acme)
    assert ("서명 기한" in Message.objects.get().text, "전달 메시지" in Message.objects.get().text) == (False, False)


def test_sent_back_tells_who_did_it_why_and_until_when(acme: Company) -> None:
    contract = begin(acme, expires_at=datetime(2099, 1, 31, 14, 59, 59, tzinfo=UTC))
    approve(contract, 1)
    acts.reject(enter(contract, 2), "금액이 다릅니다", NOBODY)
    message = Message.objects.get(purpose=Purpose.SENT_BACK)
    assert (message.address, message.name) == (LEE, "Lee")
    for part in ("Park 님이", "사유: 금액이 다릅니다", "2099년 1월 31일 23:59 (UTC+09:00)", "token="):
        assert part in message.text


def test_the_end_is_told_to_everybody_each_address_once(acme: Company) -> None:
    contract = begin(acme, copies=(copy("Choi", CHOI), copy("Lee again", LEE.upper()), copy("Kim", KIM)))
    approve(contract, 1)
    approve(contract, 2)
    seal.seal(contract.pk)
    assert told(Purpose.COMPLETED) == [CHOI, KIM, LEE, PARK]


def test_two_spellings_of_a_phone_are_one_address(acme: Company) -> None:
    signers = (factories.signer("Lee", LEE), factories.signer("Park", "010-1234-5678"))
    contract = begin(acme, signers=signers, copies=(copy("Park", "01012345678"),))
    approve(contract, 1)
    approve(contract, 2)
    seal.seal(contract.pk)
    assert told(Purpose.COMPLETED) == ["010-1234-5678", KIM, LEE]


def test_a_contract_that_is_complete_says_which_link_is_the_document_and_which_its_certificate(acme: Company) -> None:
    contract = begin(acme)
    approve(contract, 1)
    approve(contract, 2)
    seal.seal(contract.pk)
    lines = Message.objects.get(purpose=Purpose.COMPLETED, address=KIM).text.splitlines()
    for label in ("완료 문서 보기:", "이력 인증서:"):
        assert "/view/" in lines[lines.index(label) + 1]


def test_a_canceled_contract_is_told_only_to_those_who_had_heard_of_it(acme: Company) -> None:
    cancel(begin(acme, copies=(copy("Choi", CHOI),)), "조건이 바뀌었습니다")
    assert told(Purpose.CANCELED) == [KIM, LEE]
    assert all("사유: 조건이 바뀌었습니다" in one.text for one in Message.objects.filter(purpose=Purpose.CANCELED))


def test_an_expired_contract_is_told_to_those_who_had_heard_of_it(acme: Company) -> None:
    contract = begin(acme, expires_at=clock.now() + timedelta(days=1), copies=(copy("Choi", CHOI),))
    approve(contract, 1)
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        termination.expire(contract.pk)
    assert told(Purpose.EXPIRED) == [KIM, LEE, PARK]


def test_the_first_signer_rejecting_is_told_as_the_end_with_the_reason(acme: Company) -> None:
    contract = begin(acme)
    acts.reject(enter(contract, 1), "too dear", NOBODY)
    assert told(Purpose.CANCELED) == [KIM, LEE]
    assert "too dear" in Message.objects.get(purpose=Purpose.CANCELED, address=KIM).text


def test_embed_tells_nobody_from_start_to_end(acme: Company) -> None:
    export = ExportOrder(url="https://example.com/hook", scope="ALL", request_code="embed")
    started = start.start(factories.order(acme, export=export, copies=(copy("Choi", CHOI),)))
    session = factories.agreed(entry.exchange(started.first.url.partition("token=")[2], NOBODY).session)
    acts.approve(session, {"sign1": STROKES}, "", NOBODY)
    cancel(started.contract)
    assert not Message.objects.exists()


def test_in_embed_mode_a_phone_is_proved_all_the_same(acme: Company) -> None:
    export = ExportOrder(url="https://example.com/hook", scope="ALL", request_code="embed")
    lee = factories.signer("Lee", LEE, mobile_number="010-1234-5678")
    started = start.start(factories.order(acme, export=export, signers=(lee, factories.signer("Park", PARK))))
    proofs.send_phone_code(entry.exchange(started.first.url.partition("token=")[2], NOBODY).session)
    message = Message.objects.get()
    assert (message.purpose, message.channel, message.address) == (Purpose.PHONE_CODE, "sms", "010-1234-5678")


def test_a_signer_who_is_the_starter_is_told_of_the_end_once(acme: Company) -> None:
    contract = begin(acme, signers=(factories.signer("Kim", KIM.upper()), factories.signer("Park", PARK)))
    cancel(contract)
    assert told(Purpose.CANCELED) == [KIM.upper()]


@pytest.mark.parametrize("mark", ["<b>", "&amp;", "</title><script>alert(1)</script>", "{{ url }}", "{title}", "%s"])
def test_what_people_wrote_stands_in_the_html_as_they_wrote_it(acme: Company, mark: str) -> None:
    acme.name = f"Acme {mark}"
    acme.save()
    signers = (factories.signer(f"Lee {mark}", LEE), factories.signer("Park", PARK))
    begin(acme, title=f"NDA {mark}", comment=f"line {mark}\nnext", signers=signers)
    message = Message.objects.get()
    escaped = mark.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert message.html.count(escaped) >= 5
    assert "<script" not in message.html
    for written in (f"Acme {mark}의", f"Lee {mark} 님", f"‘NDA {mark}’", f"line {mark}\nnext"):
        assert written in message.text


def test_the_link_of_an_invitation_is_said_to_be_the_readers_alone(acme: Company) -> None:
    contract = begin(acme)
    assert "다른 사람에게 전달하지 마세요" in Message.objects.get().text
    cancel(contract)
    assert "전달하지" not in Message.objects.get(purpose=Purpose.CANCELED, address=KIM).text
