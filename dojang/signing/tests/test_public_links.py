"""The page behind a public link: looking changes nothing, the form starts a contract and opens it."""

import re
from typing import Any

import pytest
from django.test import Client

from dojang.companies.models import Company
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import links
from dojang.contracts.models import Contract, Link, PublicLink, Session
from dojang.exports.order import ExportOrder
from dojang.flow import public_links, start
from dojang.flow.orders import PublicLinkOrder
from dojang.lib import clock
from dojang.lib.texts import Language
from dojang.signing.tests.test_proving import sent_code
from dojang.signing.tests.visiting import refused
from tests.factories import CHOI, LEE, link_order, order

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]


def published(acme: Company, contract: dict[str, Any] | None = None, **given: Any) -> tuple[PublicLink, str]:
    """A link for three, and its address."""
    wanted = PublicLinkOrder(contract=link_order(acme, **(contract or {})), name="Fair", most=3, **given)
    link = public_links.publish(wanted).link
    return link, f"/link/{links.public_link_secret(link)}"


def form_of(client: Client, url: str, **query: str) -> str:
    page = client.get(url, query).content.decode()
    return str(re.findall(r'name="form" value="([^"]+)"', page)[0])


def send(client: Client, url: str, name: str = "Lee", contact: str = LEE, form: str = "", **more: Any) -> Any:
    return client.post(url, {"name": name, "contact": contact, "form": form or form_of(client, url)}, **more)


def test_looking_at_the_link_changes_nothing(client: Client, acme: Company) -> None:
    link, url = published(acme)
    page = client.get(url).content.decode()
    link.refresh_from_db()
    assert (link.used, Contract.objects.count(), Session.objects.count()) == (0, 0, 0)
    assert "NDA 2026" in page
    assert "Acme" in page
    assert "Fair" not in page


def test_the_form_begins_a_contract_and_opens_it_for_its_first_signer(client: Client, acme: Company) -> None:
    _, url = published(acme)
    answer = send(client, url, " Lee  Seo-yeon ")
    session = Session.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/s/{session.pk}")
    assert session.signer == Contract.objects.get().signers.get(step=1)
    assert session.signer.name == "Lee Seo-yeon"
    assert "NDA 2026" in client.get(answer["Location"]).content.decode()


def test_the_same_form_twice_is_one_contract(client: Client, acme: Company) -> None:
    _, url = published(acme)
    form = form_of(client, url)
    assert [send(client, url, form=form).status_code for _ in range(2)] == [303, 303]
    assert Contract.objects.count() == 1


def test_a_form_from_elsewhere_begins_nothing(acme: Company) -> None:
    _, url = published(acme)
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, url).status_code == 403
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', strict.get(url).content.decode())[0]
    sent = {"name": "Lee", "contact": LEE, "form": "x" * 43, "csrfmiddlewaretoken": token}
    assert strict.post(url, sent).status_code == 303


@pytest.mark.parametrize(("name", "contact", "says"), [
    ("", LEE, "이름을 입력"), ("x" * 65, LEE, "64자까지"), ("win http://evil.test", LEE, "쓸 수 없는 문자"),
    ("a\x00b", LEE, "쓸 수 없는 문자"),
    ("Lee", "", "이메일 또는 휴대폰 번호를 입력"), ("Lee", "lee@", "형식이 맞지"), ("Lee", "010-12", "형식이 맞지"),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_it_and_nothing_entered_is_lost(
    client: Client, acme: Company, name: str, contact: str, says: str
) -> None:
    _, url = published(acme)
    assert send(client, url, name, contact)["Location"] == url
    page = client.get(url).content.decode()
    assert says in page
    assert f'value="{contact}"' in page
    assert not Contract.objects.exists()


def test_a_form_without_its_number_is_shown_again(client: Client, acme: Company) -> None:
    _, url = published(acme)
    page = refused(client, url, {"name": "Lee", "contact": LEE, "form": "1"})
    assert len(re.findall(r'name="form" value="([^"]{43})"', page)) == 1


def test_a_phone_is_asked_for_and_proved_before_the_document_opens(client: Client, acme: Company) -> None:
    _, url = published(acme, needs_phone=True)
    send(client, url)
    assert "형식이 맞지" in client.get(url).content.decode()
    home = send(client, url, contact="０１０-1234-5678")["Location"]
    assert "NDA 2026" not in client.get(home).content.decode()
    client.post(f"{home}/phone/send")
    client.post(f"{home}/phone", {"code": sent_code()})
    assert "NDA 2026" in client.get(home).content.decode()


@pytest.mark.parametrize(("state", "status", "says"), [
    ("closed", 410, "마감된 링크"), ("expired", 410, "참여 기한이 지났"), ("full", 410, "모두 찼습니다"),
    ("resting", 409, "지금은 시작할 수 없습니다"),
])  # fmt: skip
def test_a_link_that_begins_nothing_says_why_and_whom_to_ask(
    client: Client, acme: Company, state: str, status: int, says: str
) -> None:
    link, url = published(acme)
    form = form_of(client, url)
    changes: dict[str, dict[str, Any]] = {
        "closed": {"closed_at": clock.now()},
        "expired": {"expires_at": clock.now()},
        "full": {"used": 3},
    }
    PublicLink.objects.filter(pk=link.pk).update(**changes.get(state, {"order": b""}))
    if state == "resting":
        Company.objects.update(capacity=0)
    for answer in (client.get(url), send(client, url, form=form)):
        page = answer.content.decode()
        assert answer.status_code == status
        assert says in page
        assert "Acme" in page


def test_somebody_who_has_begun_is_sent_to_their_message(client: Client, acme: Company) -> None:
    _, url = published(acme)
    send(client, url)
    answer = send(Client(), url)
    assert answer.status_code == 409
    assert "보내 드린 메시지의 링크" in answer.content.decode()


def test_where_nobody_is_told_anything_the_page_promises_no_message(client: Client, acme: Company) -> None:
    export = ExportOrder(url="https://erp.example/", scope="ALL", request_code="embed")
    _, url = published(acme, {"export": export})
    assert "보내 드립니다" not in client.get(url).content.decode()
    send(client, url)
    assert "메시지" not in send(Client(), url).content.decode()


def test_too_many_at_once_are_asked_to_wait_and_keep_what_they_entered(
    client: Client, acme: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_links, "OF_LINK", RateLimit("begin", 1, public_links.OF_LINK.per))
    _, url = published(acme)
    send(client, url)
    answer = send(client, url, "Choi", CHOI)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert f'value="{CHOI}"' in answer.content.decode()


def test_the_form_of_a_contract_that_was_signed_says_that_it_has_done_its_work(client: Client, acme: Company) -> None:
    _, url = published(acme)
    form = form_of(client, url)
    send(client, url, form=form)
    Link.objects.update(revoked_at=clock.now(), revoke_reason=Link.RevokeReason.USED)
    answer = send(client, url, form=form)
    assert (answer.status_code, "이미 처리된" in answer.content.decode()) == (410, True)


def test_the_page_speaks_the_links_language_until_another_is_chosen_which_is_then_the_signers(
    client: Client, acme: Company
) -> None:
    _, url = published(acme, {"language": Language.JA})
    assert '<html lang="ja">' in client.get(url, headers={"Accept-Language": "ko"}).content.decode()
    assert f'action="{url}?lang=en"' in client.get(url, {"lang": "en"}).content.decode()
    home = send(client, f"{url}?lang=en")["Location"]
    assert '<html lang="en">' in client.get(home).content.decode()
    assert Contract.objects.get().signers.get(step=1).language == "en"


def test_the_openers_options_reach_the_session(client: Client, acme: Company) -> None:
    _, url = published(acme)
    answer = send(client, f"{url}?callback_fn=true&next_sign=false")
    assert answer.cookies[f"dojang_o{Session.objects.get().pk}"].value == "callback_fn=true&next_sign=false"


def test_the_companys_own_pages_may_frame_it(client: Client, acme: Company) -> None:
    Company.objects.update(frame_origins=["https://shop.acme.test"])
    _, url = published(acme)
    assert "frame-ancestors https://shop.acme.test" in client.get(url)["Content-Security-Policy"]


def test_a_made_up_link_is_unknown_and_a_public_one_is_no_signing_link(client: Client, acme: Company) -> None:
    contract = start.start(order(acme)).contract
    signing = Link.objects.get(contract=contract, purpose=Link.Purpose.SIGN)
    public = PublicLink(pk=signing.pk)  # whatever has the same number is another thing
    assert client.get("/link/p1.0:made-up").status_code == 404
    assert client.get(f"/link/{links.link_secret(signing)}").status_code == 404
    assert client.get(f"/link/{links.public_link_secret(public)}").status_code == 404
    assert client.post("/mail/sign", {"token": links.public_link_secret(public)}).status_code == 404
