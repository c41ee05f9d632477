"""Each method once, with every argument that it takes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from dojang_client import Dojang
from dojang_client.orders import Copy, NamedValue, NewName, Recipient, Row, WorkflowExport

WHEN = "2026-01-31T01:00:00+09:00"
URL = "https://erp.example/exports"
LEE = Recipient(
    order=1, email="lee@example.test", name="Lee", language="en", mobile_number="010-1234-5678", password="hanbit2026",
    password_hint="Company and year",
)  # fmt: skip
NAME = NamedValue(name="name", value="Lee")
CHOI = Copy(email="choi@example.test", name="Choi", language="ja")
TOLD = WorkflowExport(
    url=URL, api_type="ALL", authorization="Bearer abc", is_embed=True, link_type="download",
    field_names=[NewName(field_name="name", new_name="employee")],
)  # fmt: skip
ROW = Row(
    reference="A-1", workflow_name="NDA", language="en", expiry_date="2099-12-31 09:00:00", comment="Please.", comment_to="all",
    recipient_list=[LEE], field_list=[NAME], customer_list=[CHOI], export_api_info=TOLD,
)  # fmt: skip

CALLS: Mapping[str, Callable[[Dojang, Path], object]] = {
    "whoami": lambda d, _: d.whoami(),
    "members.add": lambda d, _: d.members.add("lee@acme.test", "correct horse", name="Lee"),
    "members.list": lambda d, _: d.members.list(),
    "members.set_password": lambda d, _: d.members.set_password(7, "a new password"),
    "members.remove": lambda d, _: d.members.remove(7),
    "tokens.create": lambda d, _: d.tokens.create("Billing", ["contracts:read"], days=30),
    "tokens.list": lambda d, _: d.tokens.list(),
    "tokens.revoke": lambda d, _: d.tokens.revoke(7),
    "company.read": lambda d, _: d.company.read(),
    "company.change": lambda d, _: d.company.change(
        language="en", timezone="Asia/Seoul", edition="2022", cors=True, frame_origins=[], alerts_email="kim@acme.test"
    ),
    "workflows.start": lambda d, _: d.workflows.start(
        template_id=1, workflow_name="NDA", recipient_list=[LEE], field_list=[NAME], language="en",
        expiry_date="2099-12-31 09:00:00", comment="Please.", comment_to="all", customer_list=[CHOI], export_api_info=TOLD, offset="+09:00",
    ),
    "workflows.list": lambda d, _: d.workflows.list(
        step="all", status="Playing", date_condition="created_date", start_date="2026-01-01", end_date="2026-12-31",
        imminent=False, important=False, template_id=1, offset="+09:00",
    ),
    "workflows.read": lambda d, _: d.workflows.read(17, offset="+09:00"),
    "workflows.search": lambda d, _: d.workflows.search(
        template_id=1, field_name="name", field_value="Lee", offset="+09:00"
    ),
    "contracts.list": lambda d, _: d.contracts.list(
        status=["Playing", "Complete"], template_id=1, title="NDA", link_id=5, sealing_failure=True, since=WHEN, until=WHEN
    ),
    "contracts.read": lambda d, _: d.contracts.read(17),
    "contracts.fields": lambda d, _: d.contracts.fields(17),
    "contracts.history": lambda d, _: d.contracts.history(17),
    "contracts.document": lambda d, _: d.contracts.document(17),
    "contracts.save_document": lambda d, folder: d.contracts.save_document(17, folder / "document.pdf"),
    "contracts.certificate": lambda d, _: d.contracts.certificate(17),
    "contracts.save_certificate": lambda d, folder: d.contracts.save_certificate(17, folder / "certificate.pdf"),
    "contracts.cancel": lambda d, _: d.contracts.cancel(17, reason="A mistake"),
    "contracts.reseal": lambda d, _: d.contracts.reseal(17),
    "contracts.dispose": lambda d, _: d.contracts.dispose(17, reason="Replaced"),
    "contracts.delete": lambda d, _: d.contracts.delete(17),
    "contracts.remind": lambda d, _: d.contracts.remind(17),
    "contracts.set_deadline": lambda d, _: d.contracts.set_deadline(17, WHEN),
    "contracts.change_signer": lambda d, _: d.contracts.change_signer(
        17, 1, name="Park", email="park@example.test", language="ko", mobile_number="", password="", password_hint=""
    ),
    "links.start": lambda d, _: d.links.start(
        template_id=1, link_max_count=100, link_manage_name="Fair", enable_cert_mobile=True, enable_duplicate_sign=True,
        workflow_name="NDA", recipient_list=[LEE], field_list=[NAME], language="en", expiry_date="2099-12-31 09:00:00",
        comment="Please.", comment_to="all", customer_list=[CHOI], export_api_info=TOLD, offset="+09:00",
    ),
    "links.list": lambda d, _: d.links.list(offset="+09:00"),
    "links.read": lambda d, _: d.links.read(5, offset="+09:00"),
    "links.close": lambda d, _: d.links.close(5, offset="+09:00"),
    "templates.upload": lambda d, _: d.templates.upload("NDA", b"%PDF-", {"steps": [], "fields": []}),
    "templates.read_upload": lambda d, _: d.templates.read_upload(5),
    "templates.upload_version": lambda d, _: d.templates.upload_version(1, pdf=b"%PDF-", layout={"steps": []}),
    "templates.list": lambda d, _: d.templates.list(archived=True),
    "templates.read": lambda d, _: d.templates.read(1),
    "templates.change": lambda d, _: d.templates.change(1, name="NDA 2027", archived=False),
    "templates.document": lambda d, _: d.templates.document(1, version=2),
    "templates.preview": lambda d, _: d.templates.preview(1, version=2),
    "templates.save_document": lambda d, folder: d.templates.save_document(1, folder / "template.pdf", version=2),
    "bulk.start": lambda d, _: d.bulk.start(
        template_id=1, rows=[ROW], workflow_name="NDA", recipient_list=[LEE], field_list=[NAME], language="en",
        expiry_date="2099-12-31 09:00:00", comment="Please.", comment_to="all", customer_list=[CHOI], export_api_info=TOLD,
    ),
    "bulk.list": lambda d, _: d.bulk.list(),
    "bulk.read": lambda d, _: d.bulk.read(3),
    "bulk.rows": lambda d, _: d.bulk.rows(3, state="failed"),
    "bulk.cancel": lambda d, _: d.bulk.cancel(3),
    "exports.list": lambda d, _: d.exports.list(workflow_id=17, state="parked", since=WHEN, until=WHEN, url=URL),
    "exports.read": lambda d, _: d.exports.read(1042, body=True),
    "exports.endpoints": lambda d, _: d.exports.endpoints(),
    "exports.retry": lambda d, _: d.exports.retry(workflow_id=17, stuck=["parked"], url=URL, reason="Back."),
    "exports.skip": lambda d, _: d.exports.skip(17, sequence=2, reason="By hand."),
    "exports.replay": lambda d, _: d.exports.replay(
        workflow_id=17, since=WHEN, until=WHEN, url=URL, reason="Lost.", dry_run=True
    ),
    "exports.replay_one": lambda d, _: d.exports.replay_one(1042, reason="Lost."),
    "exports.pause": lambda d, _: d.exports.pause(URL, reason="Away."),
    "exports.resume": lambda d, _: d.exports.resume(URL, reason="Back."),
    "exports.test": lambda d, _: d.exports.test(URL, authorization="Bearer abc"),
    "exports.rotate_secret": lambda d, _: d.exports.rotate_secret(keep_hours=24),
    "exports.retire_secret": lambda d, _: d.exports.retire_secret(),
}  # fmt: skip
# Of the coded calls, or of this side alone.
OTHERS = {"log_in", "close", "bulk.wait", "workflows.preview", "esignon.login", "esignon.startsimple", "esignon.call"}


_NOBODY = Dojang("http://dojang.test")


def methods() -> set[str]:
    """Every public method, as one calls it."""
    nouns = {name: noun for name, noun in vars(_NOBODY).items() if not name.startswith("_")}
    own = {name for name in dir(Dojang) if not name.startswith("_")}
    return own | {f"{noun}.{name}" for noun, thing in nouns.items() for name in dir(thing) if not name.startswith("_")}


def method(name: str) -> Callable[..., object]:
    """The function that is called so."""
    thing: object = _NOBODY
    for part in name.split("."):
        thing = getattr(thing, part)
    return cast("Callable[..., object]", thing)
