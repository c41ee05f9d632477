"""Contracts over v3: found, read, and acted on."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
import rfc8785

from dojang.api.tests.stories import approve, complete, reject
from dojang.api.v3.tests.calling import V3
from dojang.contracts import queries
from dojang.contracts.errors import LinkDead
from dojang.contracts.models import Contract, Event, Link, SealingFailure, Session, Signer
from dojang.documents.models import Sealed
from dojang.exports.order import EMBED, ExportOrder
from dojang.flow import entry, seal_retries
from dojang.flow.start import StartedContract, start
from dojang.lib import clock
from dojang.lib.visitor import NOBODY
from dojang.notifications.models import Message
from tests import factories
from tests.factories import LEE

Json = dict[str, Any]
EMBEDDED = ExportOrder(url="https://erp.example/exports", scope="ALL", request_code=EMBED)


@pytest.fixture
def program(v3: V3) -> V3:
    factories.template(v3.company)
    return v3


def begin(v3: V3, **order: Any) -> StartedContract:
    return start(factories.order(v3.company, **order))


def secret_of(url: str) -> str:
    return url.partition("token=")[2]


def test_a_filtered_page_looks_at_so_many_and_the_next_one_goes_on_there(
    program: V3, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MAX_LOOKED_AT", 3)
    for number in range(8):
        begin(program, title="Lease" if number in (0, 1, 5) else "NDA")
    pages, before = [], ""
    while True:
        told = program.get(f"/contracts?title=lease{before}")
        pages.append(len(told["contracts"]))
        if told["next"] is None:
            break
        before = f"&before={told['next']}"
    assert pages == [1, 0, 2]


def titles(v3: V3, query: str) -> list[str]:
    return [row["workflow_name"] for row in v3.get(f"/contracts?{query}")["contracts"]]


def events(contract: Contract) -> list[str]:
    return list(Event.objects.filter(contract=contract).order_by("seq").values_list("kind", flat=True))


# Lists


def test_a_list_is_read_page_by_page_and_misses_nothing(program: V3) -> None:
    for number in range(5):
        begin(program, title=f"NDA {number}")
    first = program.get("/contracts?limit=3")
    begin(program, title="came meanwhile")
    second = program.get(f"/contracts?limit=3&before={first['next']}")
    told = [row["workflow_name"] for row in first["contracts"] + second["contracts"]]
    assert told == ["NDA 4", "NDA 3", "NDA 2", "NDA 1", "NDA 0"]
    assert second["next"] is None


def test_a_list_holds_what_was_asked_for(program: V3) -> None:
    factories.template(program.company, 2)
    begin(program, title="NDA Lee")
    begin(program, title="Lease", template_number="2")
    canceled = begin(program, title="nda Park").contract
    program.post(f"/contracts/{canceled.pk}/cancel", {})
    assert titles(program, "title=NDA") == ["nda Park", "NDA Lee"]
    assert titles(program, "template_id=2") == ["Lease"]
    assert titles(program, "template_id=9") == []
    assert titles(program, "status=Canceled") == ["nda Park"]
    assert titles(program, "status=Playing&status=Canceled&title=park") == ["nda Park"]


def test_a_list_holds_what_was_started_in_the_period(program: V3) -> None:
    begin(program, title="early")
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        begin(program, title="late")
    assert titles(program, "since=2026-02-01T00:00:00Z") == ["late"]
    assert titles(program, "until=2026-02-01T00:00:00Z") == ["early"]
    assert titles(program, "since=2026-01-31T01:00:00Z&until=2026-01-31T10:00:01%2B09:00") == ["early"]
    assert titles(program, "since=2026-02-01T20:31:00%2B20:31") == ["late"]


@pytest.mark.parametrize(
    "query",
    [
        "status=Lost",
        "limit=0",
        "limit=201",
        "sealing_failure=perhaps",
        "before=x",
        "since=yesterday",
        "until=2026-01-31",
        "since=0001-01-01T00:00:00%2B20:00",
    ],
)
def test_a_list_that_cannot_be_is_refused(program: V3, query: str) -> None:
    assert program.problem("GET", f"/contracts?{query}") == (422, "bad_parameter")


# Reading


def test_a_contract_tells_its_people_and_no_access_code(program: V3) -> None:
    lee = factories.signer("Lee", LEE, access_code="secret9", access_hint="the usual", mobile_number="010-1234-5678")
    contract = begin(program, signers=[lee, factories.signer("Park", "park@example.test")]).contract
    told = program.get(f"/contracts/{contract.pk}")
    assert (told["status"], told["turn"], told["steps"]) == ("Playing", 1, 2)
    assert told["signers"][0] | {"role": ""} == {
        "step": 1, "role": "", "name": "Lee", "email": LEE, "language": "ko", "mobile_number": "010-1234-5678",
        "has_password": True, "password_hint": "the usual", "act": "", "acted_at": None, "opinion": "",
    }  # fmt: skip
    assert "argon2" not in json.dumps(told)


def test_what_was_approved_stands_with_its_signer(program: V3) -> None:
    contract = begin(program).contract
    approve(contract, opinion="fine")
    lee = program.get(f"/contracts/{contract.pk}")["signers"][0]
    assert (lee["act"], lee["opinion"], lee["acted_at"]) == ("approved", "fine", "2026-01-31T01:00:00Z")


def test_the_boxes_tell_what_stands_in_them_and_who_put_it_there(program: V3) -> None:
    contract = begin(program, values={"name": "Lee"}).contract
    approve(contract)
    boxes = {box["name"]: box for box in program.get(f"/contracts/{contract.pk}/fields")["fields"]}
    assert (boxes["name"]["value"], boxes["name"]["set_by"]) == ("Lee", None)
    assert boxes["sign1"]["value"].startswith("http")
    assert (boxes["sign1"]["set_by"], boxes["reply"]["set_at"]) == (1, None)


def test_anybody_can_check_the_chain_from_the_history_alone(program: V3) -> None:
    contract = begin(program).contract
    approve(contract)
    found: list[Json] = []
    after: int | None = 0
    while after is not None:
        page = program.get(f"/contracts/{contract.pk}/events?limit=2&after={after}")
        found, after = found + page["events"], page["next"]
    assert len(found) == page["count"]
    head = ""
    for event in found:
        told = {"v": 1, "contract": str(contract.pk), "personal": event["digests"]}
        leaf = told | {key: event[key] for key in ("seq", "at", "kind", "actor", "step", "payload", "previous")}
        assert event["previous"] == head
        head = hashlib.sha256(b"\x00" + rfc8785.dumps(leaf)).hexdigest()
        assert event["hash"] == head
        for value in event["personal"].values():
            assert hashlib.sha256(bytes.fromhex(value["salt"]) + value["value"].encode()).hexdigest() == value["digest"]
    assert page["head"] == head


# Ending


def test_a_canceled_contract_can_be_signed_by_nobody(program: V3) -> None:
    started = begin(program)
    told = program.post(f"/contracts/{started.contract.pk}/cancel", {"reason": "a mistake"})
    assert (told["status"], told["end_reason"], told["turn"]) == ("Canceled", "a mistake", 0)
    with pytest.raises(LinkDead):
        entry.exchange(secret_of(started.first.url), NOBODY)
    assert program.problem("POST", f"/contracts/{started.contract.pk}/cancel", {}) == (409, "wrong_state")


def test_a_cancellation_sent_twice_with_one_key_is_one(program: V3) -> None:
    path = f"/contracts/{begin(program).contract.pk}/cancel"
    assert program.post(path, {}, Idempotency_Key="k") == program.post(path, {}, Idempotency_Key="k")


def test_a_complete_contract_is_disposed_of_with_a_reason(program: V3) -> None:
    contract = complete(begin(program).contract)
    assert program.problem("POST", f"/contracts/{contract.pk}/dispose", {"reason": " "}) == (422, "bad_parameter")
    assert program.post(f"/contracts/{contract.pk}/dispose", {"reason": "twice"})["status"] == "Disposal"
    assert program.problem("POST", f"/contracts/{contract.pk}/dispose", {"reason": "x"}) == (409, "wrong_state")


def test_a_canceled_contract_is_deleted_with_its_people_but_not_its_history(program: V3) -> None:
    contract = begin(program, title="NDA").contract
    path = f"/contracts/{contract.pk}"
    assert program.problem("DELETE", path) == (409, "wrong_state")
    program.post(f"{path}/cancel", {})
    program.call("DELETE", path, status=204)
    told = program.get(path)
    assert (told["status"], told["workflow_name"], told["signers"][0]["name"]) == ("Truncate", "", "")
    history = program.get(f"{path}/events")["events"]
    assert history[0]["personal"] == {}
    assert history[0]["digests"]
    assert (titles(program, ""), titles(program, "status=Truncate")) == ([], [""])


# Changing


def test_a_reminder_kills_the_link_before_it(program: V3) -> None:
    started = begin(program)
    told = program.post(f"/contracts/{started.contract.pk}/resend")
    assert told == {"workflow_id": started.contract.pk, "step": 1, "email": LEE, "sign_url": None}
    assert Message.objects.filter(purpose=Message.Purpose.REMINDER, address=LEE).count() == 1
    with pytest.raises(LinkDead):
        entry.exchange(secret_of(started.first.url), NOBODY)


def test_reminded_too_often_says_when_to_come_again(program: V3) -> None:
    path = f"/contracts/{begin(program).contract.pk}/resend"
    for _ in range(5):
        program.post(path)
    refused = program.raw("POST", f"{path}?lang=en")
    header = json.loads(refused.content)["header"]
    assert (refused.status_code, refused["Retry-After"], header["result_code"]) == (429, "720", "reminded_too_often")
    assert header["result_msg"].endswith("Please try again in 12 minutes.")


def test_of_an_embedded_contract_the_caller_gets_the_link(program: V3) -> None:
    contract = begin(program, export=EMBEDDED).contract
    url = program.post(f"/contracts/{contract.pk}/resend")["sign_url"]
    assert entry.exchange(secret_of(url), NOBODY).session.signer == contract.signers.get(step=1)
    assert not Message.objects.exists()


def test_a_deadline_is_moved_taken_away_and_written_down(program: V3) -> None:
    contract = begin(program).contract
    path = f"/contracts/{contract.pk}/expiry"
    assert (
        program.call("PUT", path, {"expires_at": "2026-03-01T18:00:00+09:00"})["expires_at"] == "2026-03-01T09:00:00Z"
    )
    assert program.call("PUT", path, {"never": True})["expires_at"] is None
    assert program.call("PUT", path, {"never": True})["expires_at"] is None  # changes nothing
    told = [event["payload"] for event in program.get(f"/contracts/{contract.pk}/events")["events"][1:]]
    day = "2026-03-01T09:00:00.000000Z"
    assert told == [{"before": None, "after": day}, {"before": day, "after": None}]


@pytest.mark.parametrize(
    "body",
    [{}, {"never": False}, {"never": True, "expires_at": "2026-03-01T00:00:00Z"}, {"expires_at": "2026-01-31T01:00:00Z"},
     {"expires_at": "2026-03-01"}, {"expires_at": "2026-03-01T00:00:00"}, {"expires_at": "9999-12-31T00:00:00Z"}],
)  # fmt: skip
def test_a_deadline_that_is_none_is_refused(program: V3, body: Json) -> None:
    contract = begin(program).contract
    assert program.problem("PUT", f"/contracts/{contract.pk}/expiry", body) == (422, "bad_parameter")
    assert events(contract) == ["contract:started"]


def test_what_has_expired_is_not_brought_back(program: V3) -> None:
    contract = begin(program, expires_at=clock.now() + timedelta(hours=1)).contract
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        assert program.problem("PUT", f"/contracts/{contract.pk}/expiry", {"never": True}) == (409, "wrong_state")


# Changing a signer


def test_who_has_the_turn_is_replaced_and_the_new_one_invited(program: V3) -> None:
    started = begin(program)
    opened = entry.exchange(secret_of(started.first.url), NOBODY)
    path = f"/contracts/{started.contract.pk}/signers/1"
    told = program.call("PATCH", path, {"name": "Choi", "email": "choi@example.test"})
    assert (told["name"], told["email"], told["sign_url"]) == ("Choi", "choi@example.test", None)
    with pytest.raises(LinkDead):
        entry.exchange(secret_of(started.first.url), NOBODY)
    link = Link.objects.get(pk=opened.session.link_id)
    assert link.revoke_reason == Link.RevokeReason.REPLACED
    invitation = Message.objects.filter(address="choi@example.test").get()
    assert invitation.purpose == Message.Purpose.INVITATION


def test_a_change_is_in_the_chain_with_who_it_was(program: V3) -> None:
    contract = begin(program).contract
    program.call("PATCH", f"/contracts/{contract.pk}/signers/1", {"name": "Choi", "password": "secret9"})
    event = program.get(f"/contracts/{contract.pk}/events")["events"][-1]
    assert (event["kind"], event["payload"]) == (
        "signer:changed",
        {"signer": 1, "changed": ["access_code", "name"]},
    )
    assert {name: value["value"] for name, value in event["personal"].items() if name.startswith("name_")} == {
        "name_before": "Lee",
        "name_after": "Choi",
    }
    assert "secret9" not in json.dumps(event)


def test_a_starter_who_was_the_signer_cannot_sign_for_the_new_one(program: V3) -> None:
    kim = factories.signer("Kim", program.member.email)
    started = begin(program, signers=[kim, factories.signer("Park", "park@example.test")])
    opened = entry.exchange(started.starter_token, NOBODY)
    assert opened.session.signer is not None
    program.call("PATCH", f"/contracts/{started.contract.pk}/signers/1", {"name": "Lee", "email": LEE})
    assert entry.session_of(opened.session.pk, opened.secret) is None
    assert entry.exchange(started.starter_token, NOBODY).session.signer is None


def test_who_waits_for_the_turn_is_changed_and_not_told(program: V3) -> None:
    started = begin(program)
    Message.objects.all().delete()
    program.call("PATCH", f"/contracts/{started.contract.pk}/signers/2", {"email": "choi@example.test"})
    assert not Message.objects.exists()
    entry.exchange(secret_of(started.first.url), NOBODY)  # Lee's link lives
    approve(started.contract)
    assert Message.objects.get(purpose=Message.Purpose.INVITATION).address == "choi@example.test"


def test_proofs_are_asked_for_and_taken_away(program: V3) -> None:
    contract = begin(program).contract
    path = f"/contracts/{contract.pk}/signers/1"
    given = {"password": "secret9", "password_hint": "usual", "mobile_number": "010-1234-5678", "language": "ja"}
    told = program.call("PATCH", path, given)
    assert (told["has_password"], told["password_hint"], told["mobile_number"]) == (True, "usual", "010-1234-5678")
    signer = Signer.objects.get(contract=contract, step=1)
    assert (signer.language, signer.access_code[:7]) == ("ja", "$argon2")
    told = program.call("PATCH", path, {"password": "", "password_hint": "", "mobile_number": ""})
    assert (told["has_password"], told["password_hint"], told["mobile_number"]) == (False, "", "")


def test_an_embedded_signer_s_new_link_comes_in_the_answer(program: V3) -> None:
    contract = begin(program, export=EMBEDDED).contract
    url = program.call("PATCH", f"/contracts/{contract.pk}/signers/1", {"name": "Choi"})["sign_url"]
    session: Session = entry.exchange(secret_of(url), NOBODY).session
    assert session.signer is not None
    assert session.signer.name == "Choi"


def test_a_change_that_changes_nothing_leaves_the_link_alone(program: V3) -> None:
    started = begin(program)
    program.call("PATCH", f"/contracts/{started.contract.pk}/signers/1", {"name": "Lee", "email": LEE})
    entry.exchange(secret_of(started.first.url), NOBODY)
    assert "signer:changed" not in events(started.contract)


def test_who_has_acted_stays_even_when_the_turn_comes_back(program: V3) -> None:
    contract = begin(program).contract
    approve(contract)
    reject(contract)
    change = {"name": "Choi"}
    assert program.problem("PATCH", f"/contracts/{contract.pk}/signers/1", change) == (409, "signer_has_acted")
    assert program.problem("PATCH", f"/contracts/{contract.pk}/signers/2", change) == (409, "signer_has_acted")
    assert program.problem("PATCH", f"/contracts/{contract.pk}/signers/3", change) == (404, "not_found")


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"email": " "}, {"name": "a/b"}, {"name": "x" * 65}, {"name": "a\nb"}, {"email": "nobody"}, {"email": "12"},
     {"mobile_number": "1"}, {"password": "abc"}, {"password": "x" * 16}, {"password": "비밀번호"}, {"language": "xx"},
     {"password": "secret9", "password_hint": "it is Secret9"}, {"password_hint": "x" * 51}, {"name": 7}, {"name": "a\0"}],
)  # fmt: skip
def test_a_signer_who_breaks_a_rule_is_refused(program: V3, change: Json) -> None:
    contract = begin(program).contract
    status, code = program.problem("PATCH", f"/contracts/{contract.pk}/signers/1", change)
    assert (status, code) in ((422, "bad_parameter"), (400, "unreadable"))
    assert events(contract) == ["contract:started"]


def test_nobody_is_changed_once_it_has_ended(program: V3) -> None:
    contract = begin(program).contract
    program.post(f"/contracts/{contract.pk}/cancel", {})
    assert program.problem("PATCH", f"/contracts/{contract.pk}/signers/1", {"name": "Choi"}) == (409, "wrong_state")


# Files


@pytest.mark.parametrize("kind", ["document", "certificate"])
def test_the_files_of_a_complete_contract_are_fetched_and_checked(program: V3, kind: str) -> None:
    contract = complete(begin(program).contract)
    content = f"%PDF-1.7 {kind}".encode()
    sha256 = hashlib.sha256(content).hexdigest()
    Sealed.objects.filter(contract=contract, kind=kind).update(sha256=sha256)
    response = program.raw("GET", f"/contracts/{contract.pk}/{kind}")
    assert (response.status_code, response["Content-Type"], response.content) == (200, "application/pdf", content)
    assert response["ETag"] == f'"{sha256}"'
    assert response["Repr-Digest"].startswith("sha-256=:")
    assert response["Content-Disposition"].startswith("attachment")
    assert events(contract)[-1] == f"{kind}:downloaded"


def test_a_file_that_the_caller_has_is_not_sent_again(program: V3) -> None:
    contract = complete(begin(program).contract)
    etag = program.raw("GET", f"/contracts/{contract.pk}/document")["ETag"]
    before = events(contract)
    response = program.raw("GET", f"/contracts/{contract.pk}/document", If_None_Match=etag)
    assert (response.status_code, response.content) == (304, b"")
    assert events(contract) == before


@pytest.mark.parametrize("kind", ["document", "certificate"])
def test_there_is_no_file_before_it_is_complete(program: V3, kind: str) -> None:
    contract = begin(program).contract
    assert program.problem("GET", f"/contracts/{contract.pk}/{kind}") == (409, "wrong_state")
    assert program.problem("GET", f"/contracts/{contract.pk + 1}/{kind}") == (404, "not_found")


@pytest.mark.parametrize(
    ("language", "word"), [("ko", "이미 승인하거나"), ("en", "already approved"), ("ja", "すでに承認")]
)
def test_refusals_are_told_in_the_language_asked_for(program: V3, language: str, word: str) -> None:
    contract = begin(program).contract
    approve(contract)
    response = program.raw("PATCH", f"/contracts/{contract.pk}/signers/1?lang={language}", b'{"name": "Choi"}')
    assert word in json.loads(response.content)["header"]["result_msg"]


def unsealed(program: V3) -> Contract:
    """One that both have approved and that cannot be sealed."""
    contract = begin(program).contract
    approve(contract)
    approve(contract)
    seal_retries.record_failure(
        contract.pk, SealingFailure.Reason.TEMPLATE_MISSING, FileNotFoundError("/data/blobs/x.pdf")
    )
    return contract


def test_one_that_cannot_be_sealed_says_since_when_why_and_how_often(program: V3) -> None:
    contract = unsealed(program)
    told = program.get(f"/contracts/{contract.pk}")
    assert (told["status"], told["turn"]) == ("Playing", 0)
    assert (told["sealing_failure"]["tries"], told["sealing_failure"]["reason"]) == (1, "template-missing")
    assert "/data" not in json.dumps(told)


def test_those_that_cannot_be_sealed_are_listed(program: V3) -> None:
    others = {begin(program).contract.pk, complete(begin(program).contract).pk}
    failed = unsealed(program)
    assert listed(program, "?sealing_failure=true") == {failed.pk}
    assert listed(program, "?sealing_failure=true&status=Playing&title=nda&limit=1") == {failed.pk}
    assert listed(program, "?sealing_failure=true&status=Complete") == set()
    assert listed(program, "?sealing_failure=false") == others
    assert listed(program, "") == others | {failed.pk}
    program.post(f"/contracts/{failed.pk}/cancel", {"reason": "The template is lost."})
    assert listed(program, "?sealing_failure=true") == set()


def test_those_that_cannot_be_sealed_are_found_behind_any_number_of_others(
    program: V3, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = unsealed(program)
    for _ in range(3):
        begin(program)
    monkeypatch.setattr(queries, "MAX_LOOKED_AT", 2)
    assert program.get("/contracts?sealing_failure=true")["contracts"][0]["workflow_id"] == failed.pk


def test_another_companys_that_cannot_be_sealed_are_not_listed(program: V3) -> None:
    Contract.objects.filter(pk=unsealed(program).pk).update(company=factories.company("other"))
    assert listed(program, "?sealing_failure=true") == set()


def listed(program: V3, query: str) -> set[int]:
    return {one["workflow_id"] for one in program.get(f"/contracts{query}")["contracts"]}


def test_one_that_cannot_be_sealed_is_tried_again_or_canceled(program: V3) -> None:
    path = f"/contracts/{unsealed(program).pk}"
    told = program.post(f"{path}/reseal")
    assert datetime.fromisoformat(told["sealing_failure"]["next_try_at"]) == clock.now()
    told = program.post(f"{path}/cancel", {"reason": "The template is lost."})
    assert (told["status"], told["sealing_failure"]) == ("Canceled", None)
    assert program.problem("POST", f"{path}/reseal", {}) == (409, "wrong_state")


def test_one_that_is_sealed_already_stays_as_it_is(program: V3) -> None:
    contract = complete(begin(program).contract)
    assert program.post(f"/contracts/{contract.pk}/reseal")["status"] == "Complete"
    assert program.problem("POST", f"/contracts/{begin(program).contract.pk}/reseal", {}) == (409, "wrong_state")
