"""Kim's program as it is written with `dojang-client`, in both of its flavours, against a whole server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from queue import Queue
from typing import cast

import pytest

from dojang.cli.listen.receiver import Arrival, Receiver
from dojang_client import (
    BadRequest,
    Conflict,
    Dojang,
    Export,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    Refused,
    WaitedInVain,
    verify_export,
)
from dojang_client.answers import WorkflowStarted
from dojang_client.orders import Recipient, Row, WorkflowExport
from dojang_client.tests.awaiting import FLAVOURS, Flavour, client
from tests.journeys import sealed
from tests.journeys.integrator import COMP_ID, EMAIL, EXPORT_WAIT
from tests.journeys.people import Person
from tests.journeys.server import PASSWORD, Server, wait_until
from tests.journeys.stories import CONSENT, TESTAPI, posted, sample

CONSENT_ID = int(CONSENT.number)
LEE = CONSENT.steps[0]
SIGNER = Recipient(email=LEE.contact, name=LEE.name)


class Arrivals:
    """Kim's end of the exports: what came, checked as the client checks it."""

    def __init__(self) -> None:
        self.secret = ""
        self._arrived: Queue[Arrival] = Queue()
        self.receiver = Receiver(self._take)

    def next(self) -> Export:
        arrival = self._arrived.get(timeout=EXPORT_WAIT)
        return verify_export(arrival.body, arrival.headers, self.secret)

    def _take(self, arrival: Arrival) -> int:
        self._arrived.put(arrival)
        return 204


@pytest.fixture(params=FLAVOURS)
def kim(request: pytest.FixtureRequest, server: Server) -> Iterator[Dojang]:
    with client(cast("Flavour", request.param), server.url, language="en") as dojang:
        dojang.log_in(COMP_ID, EMAIL, PASSWORD)
        yield dojang


@pytest.fixture
def arrivals(kim: Dojang) -> Iterator[Arrivals]:
    one = Arrivals()
    one.secret = kim.exports.rotate_secret(keep_hours=0)["secret"]
    one.receiver.start()
    yield one
    one.receiver.stop()


def start(kim: Dojang, title: str = "Photography consent", key: str | None = None, url: str = "") -> WorkflowStarted:
    exports = WorkflowExport(url=url, is_embed=True, api_type="ALL", link_type="download") if url else None
    return kim.workflows.start(
        template_id=CONSENT_ID, workflow_name=title, recipient_list=[SIGNER],
        field_list=[{"name": "event", "value": "Company party 2026"}], export_api_info=exports, key=key,
    )  # fmt: skip


def test_a_contract_goes_from_its_start_to_a_saved_document(
    kim: Dojang, arrivals: Arrivals, server: Server, tmp_path: Path
) -> None:
    started = start(kim, url=arrivals.receiver.url)
    person = Person(LEE.name)
    person.approve(person.follow(started["sign_url"] or ""), posted("consent", LEE))
    export = arrivals.next()
    contract = started["workflow_id"]
    assert (export.workflow_id, export.status, export.contact) == (contract, "Complete", LEE.contact)
    assert export.values["event"] == "Company party 2026"
    document = kim.contracts.save_document(contract, tmp_path / "contract.pdf").read_bytes()
    assert document == kim.contracts.document(contract) == person.fetch(export.document_url)
    assert kim.contracts.certificate(contract) == person.fetch(export.certificate_url)
    sealed.assert_sealed(document, server.authority(), tmp_path)
    events = list(kim.contracts.history(contract, page_size=2))
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert all(event["previous"] == before["hash"] for before, event in pairwise(events))
    assert list(kim.contracts.history(contract, after=2)) == events[2:]


def test_a_preview_shows_what_would_be_and_starts_nothing(kim: Dojang) -> None:
    newest = next(kim.contracts.list())["workflow_id"]
    url = kim.workflows.preview(template_id=CONSENT_ID, workflow_name="Only a look", recipient_list=[SIGNER])
    assert "Only a look" in Person("Kim").fetch(url).decode()
    assert next(kim.contracts.list())["workflow_id"] == newest


def test_the_same_key_starts_one_contract(kim: Dojang) -> None:
    key = f"order-{datetime.now(UTC).timestamp()}"
    assert start(kim, key=key)["workflow_id"] == start(kim, key=key)["workflow_id"]
    with pytest.raises(BadRequest) as caught:
        start(kim, "Another", key=key)
    assert caught.value.code == "key_used"
    assert start(kim)["workflow_id"] != start(kim)["workflow_id"]


def test_lists_go_on_page_by_page_and_the_newest_comes_first(kim: Dojang) -> None:
    title = f"Paged {datetime.now(UTC).timestamp()}"
    started = [start(kim, title)["workflow_id"] for _ in range(3)]
    listed = kim.contracts.list(title=title, status=["Playing"], page_size=2)
    assert [entry["workflow_id"] for entry in listed] == started[::-1]
    newest = kim.workflows.list(template_id=CONSENT_ID, page_size=1)
    assert [next(newest)["workflow_id"] for _ in started] == started[::-1]
    assert list(kim.contracts.list(title=title, since=datetime.now(UTC) + timedelta(days=1))) == []


def test_a_contract_is_changed_reminded_canceled_and_deleted(kim: Dojang) -> None:
    contract = start(kim)["workflow_id"]
    changed = kim.contracts.change_signer(contract, 1, name="Park", email="park@example.com")
    assert (changed["name"], changed["email"]) == ("Park", "park@example.com")
    assert kim.contracts.remind(contract)["email"] == "park@example.com"
    later = datetime(2099, 12, 31, 9, tzinfo=UTC)
    assert kim.contracts.set_deadline(contract, later)["expires_at"] == "2099-12-31T09:00:00Z"
    assert kim.contracts.set_deadline(contract, None)["expires_at"] is None
    assert "Company party 2026" in [box["value"] for box in kim.contracts.fields(contract)]
    assert kim.contracts.cancel(contract, reason="A mistake")["end_reason"] == "A mistake"
    kim.contracts.delete(contract)
    assert kim.contracts.read(contract)["status"] == "Truncate"


def test_what_is_refused_says_why(kim: Dojang, server: Server) -> None:
    contract = start(kim)["workflow_id"]
    with pytest.raises(NotFound):
        kim.contracts.read(2**40)
    with pytest.raises(Conflict):
        kim.contracts.document(contract)
    with pytest.raises(BadRequest, match="recipient_list") as caught:
        kim.workflows.start(template_id=CONSENT_ID, workflow_name="NDA", recipient_list=[])
    assert (caught.value.status, caught.value.code) == (422, "bad_parameter")
    with pytest.raises(Refused, match="login") as wrong:
        kim.log_in(COMP_ID, EMAIL, "wrong password")
    assert (wrong.value.status, wrong.value.code) == (200, "10")
    with Dojang(server.url, "unknown-token") as choi, pytest.raises(NotAuthenticated):
        choi.whoami()


def test_a_token_may_do_what_it_was_made_for_until_it_is_revoked(kim: Dojang, server: Server) -> None:
    made = kim.tokens.create("Reports", ["contracts:read"], days=1)
    with Dojang(server.url, made["token"]) as reports:
        assert reports.whoami()["scopes"] == ["contracts:read"]
        with pytest.raises(NotAllowed) as caught:
            start(reports)
        assert caught.value.code == "scope_missing"
        assert made["id"] in [token["id"] for token in kim.tokens.list(page_size=1)]
        kim.tokens.revoke(made["id"])
        with pytest.raises(NotAuthenticated):
            reports.whoami()


def test_a_template_is_uploaded_given_a_new_version_and_archived(kim: Dojang, tmp_path: Path) -> None:
    consent = sample("consent")
    made = kim.templates.upload("사진 동의서", consent.pdf, consent.layout)
    file = tmp_path / "consent.pdf"
    file.write_bytes(consent.pdf)
    one_box_less = consent.layout | {"fields": consent.layout["fields"][:-1]}
    again = kim.templates.upload_version(made["template_id"], pdf=file, layout=one_box_less)
    assert [version["version"] for version in again["versions"]] == [2, 1]
    assert kim.templates.document(made["template_id"], version=1).startswith(b"%PDF-")
    kim.templates.change(made["template_id"], archived=True)
    assert not kim.templates.read(made["template_id"])["can_start"]
    assert made["template_id"] in [entry["template_id"] for entry in kim.templates.list(archived=True, page_size=1)]


def test_many_are_started_and_those_that_fail_say_why(kim: Dojang) -> None:
    bulk = kim.bulk.start(
        template_id=CONSENT_ID, workflow_name="Consent 2026",
        rows=[{"reference": "A-1", "recipient_list": [SIGNER]}, {"reference": "A-2", "recipient_list": []}],
    )  # fmt: skip
    done = kim.bulk.wait(bulk["bulk_id"], timeout=60, every=0.1)
    assert (done["status"], done["started"], done["failed"]) == ("finished", 1, 1)
    (failed,) = kim.bulk.rows(bulk["bulk_id"], state="failed")
    assert failed["reference"] == "A-2"
    assert failed["error"] is not None
    assert failed["error"]["code"] == "bad_parameter"
    assert bulk["bulk_id"] == next(iter(kim.bulk.list()))["bulk_id"]


def test_who_waits_for_a_bulk_start_need_not_wait_for_ever(kim: Dojang) -> None:
    bulk = kim.bulk.start(template_id=CONSENT_ID, workflow_name="Consent", recipient_list=[SIGNER], rows=[Row()] * 50)
    with pytest.raises(WaitedInVain):
        kim.bulk.wait(bulk["bulk_id"], timeout=0.0)
    assert kim.bulk.cancel(bulk["bulk_id"])["status"] in ("canceled", "finished")


def test_exports_are_looked_at_and_sent_again(kim: Dojang, arrivals: Arrivals) -> None:
    started = start(kim, url=arrivals.receiver.url)
    kim.contracts.cancel(started["workflow_id"], reason="A mistake")
    first = arrivals.next()
    wait_until(lambda: next(kim.exports.list(workflow_id=first.workflow_id))["state"] == "delivered")
    told = kim.exports.read(next(kim.exports.list(workflow_id=first.workflow_id))["id"], body=True)
    assert told["webhook_id"] == first.webhook_id
    assert kim.exports.replay_one(told["id"], reason="Lost") == {"exports": 1, "workflows": 1}
    again = arrivals.next()
    assert (again.webhook_id, again.attempt, again.body) == (first.webhook_id, 2, first.body)
    assert arrivals.receiver.url.startswith(tuple(one["origin"] for one in kim.exports.endpoints()))


def test_a_receiver_is_tried(kim: Dojang, arrivals: Arrivals) -> None:
    assert kim.exports.test(arrivals.receiver.url)["delivered"]
    assert arrivals.next().workflow_id == 0


def test_the_company_is_read_and_changed(kim: Dojang) -> None:
    zone = kim.company.read()["timezone"]
    assert kim.company.change(timezone="Asia/Tokyo")["timezone"] == "Asia/Tokyo"
    assert kim.company.change(timezone=zone)["timezone"] == zone


def test_a_link_is_made_and_closed(kim: Dojang) -> None:
    made = kim.links.start(template_id=CONSENT_ID, link_max_count=3, link_manage_name="Fair")
    assert (made["status"], made["link_use_count"]) == ("open", 0)
    assert kim.links.close(made["link_id"])["status"] == "closed"
    assert next(kim.links.list())["link_id"] == made["link_id"]


def test_an_integration_for_esignon_starts_as_it_did(kim: Dojang, server: Server) -> None:
    token = kim.tokens.create("ERP", ["contracts:write"])["token"]
    with Dojang(server.url, token) as erp:  # which finds out by itself whose token it has
        key = f"esignon-{datetime.now(UTC).timestamp()}"
        started = [erp.esignon.startsimple(TESTAPI.body(), key=key) for _ in range(2)]
        assert started[0] == started[1]
        with pytest.raises(Refused) as caught:
            erp.esignon.startsimple(TESTAPI.body(expireddate="2020-01-01"))
        assert (caught.value.status, caught.value.code) == (200, "20")
    found = kim.workflows.search(template_id=int(TESTAPI.number), field_name="name", field_value=TESTAPI.given["name"])
    assert started[0]["workflow_id"] in [str(one["workflow_id"]) for one in found]
    assert kim.workflows.read(int(started[0]["workflow_id"]))["recipient_list"][1]["email"] == TESTAPI.steps[1].contact
