"""What was in a database of an earlier commit is found by today's code."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier, Placeholder
from psycopg.types.json import Jsonb

from dojang.api.v3.bulk.rows import why
from dojang.bulk.models import Bulk, BulkRow
from dojang.bulk.progress import counted
from dojang.companies.models import AccessToken, Company
from dojang.contracts import links, queries
from dojang.contracts.models import Contract, Link, Signer
from dojang.exports.models import ExportEndpoint, ExportStream
from dojang.flow import termination
from dojang.lib.texts import Language
from dojang.lib.tokens import digest
from dojang.library.layout import Step
from dojang.library.models import Template
from tests.upgrades.early import build, migrate

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
PHOTO = {"kind": "picture", "blob": "companies/1/pictures/abc.png", "media_type": "image/png", "width": 2, "height": 2}


def insert(into: psycopg.Connection, table: str, **values: Any) -> None:
    names = [Identifier(name) for name in values]
    statement = SQL("INSERT INTO {} ({}) VALUES ({})").format(
        Identifier(table), SQL(", ").join(names), SQL(", ").join(Placeholder() * len(names))
    )
    into.execute(statement, [Jsonb(one) if isinstance(one, (dict, list)) else one for one in values.values()])


def company(into: psycopg.Connection, **more: Any) -> None:
    """Acme with Kim and a template of one version; `more` are columns of a company that came after the first commit."""
    insert(into, "companies_company", id=1, comp_id="Acme", name="Acme", client_id="c", language="ko", timezone="Asia/Seoul",
           edition="2022", export_secret="s", cors=True, frame_origins=[], usage=2, created_at=NOW, **more)  # fmt: skip
    insert(into, "companies_member", id=1, company_id=1, email="kim@acme.example", name="Kim", password="", device_id="d",
           created_at=NOW)  # fmt: skip
    insert(into, "library_template", id=7, company_id=1, number=1, name="NDA", created_at=NOW, changed_at=NOW)
    insert(into, "library_templateversion", id=3, template_id=7, number=1, pdf="a.pdf", sha256="0", size=1, pages=[],
           layout={"roles": [], "fields": []}, source="", created_at=NOW)  # fmt: skip


def contract(into: psycopg.Connection, number: int, status: str, **more: Any) -> None:
    ended = None if status == "playing" else NOW
    insert(into, "contracts_contract", id=number, company_id=1, starter_id=1, template_version_id=3, biz_id="0", title="계약",
           language="ko", timezone="Asia/Seoul", comment="", embed=False, layout={"roles": [], "fields": []}, status=status,
           turn=0 if ended else 1, step_count=1, started_at=NOW, ended_at=ended, end_reason="", event_count=0,
           chain_head=b"", **more)  # fmt: skip


def signer(into: psycopg.Connection, contract: int, step: int, address: str) -> None:
    insert(into, "contracts_signer", contract_id=contract, step=step, role="", name="Lee", language="ko", mobile_number="",
           contact_kind="email" if "@" in address else "phone", contact_address=address, access_code="", access_hint="",
           round=0, acted_round=0, act="", opinion="")  # fmt: skip


def test_contracts_of_the_first_commit_are_counted_found_and_listed(early: psycopg.Connection) -> None:
    build(early, "be519ad")
    company(early)
    insert(early, "companies_accesstoken", member_id=1, digest=digest("token"), created_at=NOW, expires_at=NOW)
    contract(early, 4, "playing")
    contract(early, 1005, "deleted")
    insert(early, "contracts_fieldvalue", contract_id=4, name="이름", text="홍길동 / 東京", set_at=NOW)
    migrate()
    acme, template = Company.objects.get(), Template.objects.get()
    page = queries.page(acme, 1, 10)
    assert ([one.pk for one in page.contracts], page.total) == ([4], 1)
    assert [one.pk for one in queries.with_value(template, "이름", "홍길동 / 東京").contracts] == [4]
    assert AccessToken.objects.get().scopes is None
    assert acme.api_allowed


def test_each_of_them_gets_a_folder_of_its_own_for_pictures(early: psycopg.Connection) -> None:
    build(early, "be519ad")
    company(early)
    contract(early, 4, "deleted")
    contract(early, 5, "playing")
    migrate()
    one, other = Contract.objects.order_by("pk").values_list("pictures", flat=True)
    assert one != other
    assert one.startswith("companies/1/pictures/")
    assert termination.erase(4)


def test_a_picture_s_link_shows_what_stood_in_its_box(early: psycopg.Connection) -> None:
    build(early, "eb5b77b")
    company(early)
    contract(early, 4, "playing")
    insert(early, "contracts_fieldvalue", contract_id=4, name="photo", text="", data=PHOTO, set_at=NOW)
    for secret, box in (("there", "photo"), ("gone", "nothing")):
        insert(early, "contracts_link", contract_id=4, purpose="picture", attachment=False, field=box, digest=digest(secret),
               created_at=NOW, death="", wrong_tries=0)  # fmt: skip
    insert(early, "contracts_link", contract_id=4, purpose="sign", attachment=False, field="", digest=digest("sign"),
           created_at=NOW, death="", wrong_tries=0)  # fmt: skip
    migrate()
    link = links.find("there")
    assert link is not None
    assert link.picture == PHOTO
    assert links.find("gone") is None
    assert Link.objects.get(purpose="sign").codes_sent == 0


def test_bulk_starts_of_before_their_tries_were_counted_go_on(early: psycopg.Connection) -> None:
    build(early, "e9ee3a3")
    company(early, api_allowed=True, alerts_email="", export_secret_before="")
    insert(early, "bulk_bulk", id=2, company_id=1, member_id=1, template_id=7, total=2, created_at=NOW, finished_at=NOW)
    for number, state in ((1, "failed"), (2, "waiting")):
        insert(early, "bulk_bulkrow", bulk_id=2, number=number, reference="", state=state, order=b"", warnings=[])
    migrate()
    bulk = Bulk.objects.get()
    assert counted([bulk])[2][BulkRow.State.FAILED] == 1
    assert list(bulk.rows.values_list("tries", flat=True)) == [0, 0]


def test_signers_of_contracts_in_progress_are_found_by_any_spelling_of_their_phone(early: psycopg.Connection) -> None:
    build(early, "be519ad")
    company(early)
    contract(early, 4, "playing")
    contract(early, 5, "canceled")
    people = {1: "+82 10-1234-5678", 2: "Lee@Example.test", 3: "+1 415 555 2671", 4: "1588-1234"}
    for step, address in people.items():
        signer(early, 4, step, address)
    signer(early, 5, 1, "010-1234-5678")
    migrate()
    kept = Signer.objects.filter(contract=4).order_by("step")
    assert [one.contact_key for one in kept] == [one.contact.key for one in kept]
    assert kept[0].contact_key == "01012345678"
    assert Signer.objects.get(contract=5).contact_key == ""


def test_why_rows_of_bulk_starts_failed_is_a_code_and_its_parameters(early: psycopg.Connection) -> None:
    build(early, "e9ee3a3")
    company(early, api_allowed=True, alerts_email="", export_secret_before="")
    insert(early, "bulk_bulk", id=2, company_id=1, member_id=1, template_id=7, total=6, created_at=NOW)
    said = {"code": "bad_parameter", "said": {"ko": "틀림", "en": "wrong", "ja": "誤り"}}
    refused = {"field": "name", "reason": "length", "details": {"most": 5}}
    for number, error in enumerate((
        said,
        {"error": "SignersDoNotMatch", "values": {"given": 1, "wanted": 2}},
        {"error": "ValueRefused", "values": refused},
        {"error": "StartGivenUp", "values": {"tries": 3}},
        {"error": "QuotaSpent", "values": {}},
        {"error": "Unexpected", "values": {}},
    ), start=1):  # fmt: skip
        insert(early, "bulk_bulkrow", bulk_id=2, number=number, reference="", state="failed", order=b"", warnings=[],
               error=error)  # fmt: skip
    migrate()
    assert list(BulkRow.objects.order_by("number").values_list("error", flat=True)) == [
        said,
        {"code": "signers_do_not_match", "params": {"given": 1, "wanted": 2}},
        {"code": "bad_value", "params": {"field": "name", "reason": "length", "most": 5}},
        {"code": "given_up", "params": {"tries": 3}},
        {"code": "quota_spent", "params": {}},
        {"code": "unexpected", "params": {}},
    ]
    assert why({"code": "bad_value", "params": {"field": "name", "reason": "length", "most": 5}}, Language.EN) == (
        "bad_value",
        "The value does not fit the box 'name': at most 5 characters are possible.",
    )


def test_a_contract_keeps_its_layout_by_its_version(early: psycopg.Connection) -> None:
    build(early, "be519ad")
    company(early)
    contract(early, 4, "playing")
    early.execute('UPDATE library_templateversion SET layout = \'{"steps": [{"step": 1}], "fields": []}\'')
    early.execute('UPDATE contracts_contract SET layout = \'{"fields": [], "steps": [{"step": 1}]}\'')
    migrate()
    assert Contract.objects.get(pk=4).read_layout().steps == (Step(step=1),)


def test_an_upgrade_stops_where_a_contract_has_a_layout_of_its_own(early: psycopg.Connection) -> None:
    build(early, "be519ad")
    company(early)
    contract(early, 4, "playing")
    contract(early, 5, "playing")
    early.execute('UPDATE contracts_contract SET layout = \'{"fields": [], "steps": [{"step": 1}]}\' WHERE id = 5')
    with pytest.raises(RuntimeError, match=r"version of their template: 5\. Nothing was changed"):
        migrate()
    assert early.execute("SELECT count(layout) FROM contracts_contract").fetchone() == (2,)


def test_endpoints_become_rows_with_what_was_known_of_them(early: psycopg.Connection) -> None:
    build(early, "f984bc9")
    company(early, api_allowed=True, alerts_email="", export_secret_before="")
    told, tried = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    for number, origin in (
        (4, "https://erp.example:443"),
        (5, "https://crm.example:443"),
        (6, "https://erp.example:443"),
    ):
        contract(early, number, "playing", via="api", template_id=7, pictures="")
        insert(early, "export_stream", contract_id=number, endpoint=f"1 {origin}", seq=1, pending=0, waiting=False, claim=0,
               fails=0, state="running", reason="")  # fmt: skip
    insert(early, "export_paused_endpoint", company_id=1, endpoint="1 https://crm.example:443", paused_at=NOW)
    insert(early, "export_told_endpoint", company_id=1, endpoint="1 https://erp.example:443", told_at=told)
    insert(early, "contracts_event", id=9, contract_id=4, seq=1, at=NOW, kind="signer:approved", actor="signer",
           payload={}, digests={}, previous_hash=b"", hash=b"")  # fmt: skip
    insert(early, "export_delivery", id=8, contract_id=4, event_id=9, seq=1, webhook_id=uuid4(), url="https://erp.example/",
           body=b"{}", state="pending", planned_at=NOW)  # fmt: skip
    insert(
        early, "export_attempt", delivery_id=8, number=1, started_at=tried, duration=1, status=500, error="", answer=""
    )
    migrate()
    crm, erp = ExportEndpoint.objects.order_by("origin")
    assert (crm.origin, crm.paused_at, crm.notified_at) == ("https://crm.example:443", NOW, None)
    assert (erp.origin, erp.paused_at, erp.notified_at) == ("https://erp.example:443", None, told)
    streams = ExportStream.objects.order_by("pk").values_list("endpoint", "tried_at")
    assert list(streams) == [(erp.pk, tried), (crm.pk, None), (erp.pk, None)]
