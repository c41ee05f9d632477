"""What a 5005Q asks for, parsed: the right types, nothing indispensable missing. The rules come after."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time

from dojang.api.coded.startsimple.export import read_export
from dojang.api.messages import Parameter
from dojang.api.parameters import Parameters, read_day
from dojang.api.start.complaints import Complaint, RuleBroken
from dojang.api.start.notices import Notice
from dojang.api.start.order import ValueRequest, values_of
from dojang.api.start.people import read_copies, read_signer
from dojang.api.start.request import MAX_ID, MAX_SIGNERS, StartRequest, Terms, given
from dojang.lib.texts import composed
from dojang.library.layout import MAX_FIELDS

SPELLING: Mapping[str, str] = {
    "title": "workflow_name",
    "signers": "player_list",
    "copies": "customer_list",
    "contact": "email",
    "access_hint": "password_hint",
}
PLACE = "field_owner"
_DAYS_END = time(23, 59, 59)


def read_start(body: Parameters) -> StartRequest:
    """Raises `InvalidParameter` for what is missing or has the wrong type."""
    if not body.has("workflow_name"):
        raise body.wrong("workflow_name", Parameter.REQUIRED)
    template = body.identifier("doc_id", MAX_ID)
    if not template:
        raise body.wrong("doc_id", Parameter.REQUIRED)
    starter, signers = body.required("memb_email"), body.parts("player_list", MAX_SIGNERS)
    if not signers:
        raise body.wrong("player_list", Parameter.REQUIRED)
    return StartRequest(
        title=body.text("workflow_name"),
        template=template,
        starter_email=starter,
        comment=body.text("comment"),
        offset=body.text("timezone_offset"),
        signers=tuple(read_signer(part, ("signers", index), PLACE) for index, part in enumerate(signers)),
        copies=read_copies(body),
        terms=read_terms(body, template),
    )


def read_terms(body: Parameters, template: str) -> Terms:
    """The rest of it, which also an entry of a 1410Q has."""
    notices: list[Notice] = []
    return Terms(
        preview=given(lambda: body.choice("preview", "preview") == "preview"),
        language=given(body.language, "language"),
        values=given(lambda: values_of(_values(body), template, notices)),
        comment_to_all=given(lambda: body.choice("comment_to", "first", "all") == "all"),
        biz_id=given(body.identifier, "biz_id", MAX_ID),
        export=given(read_export, body, template, notices),
        until=given(_until, body),
        notices=tuple(notices),
    )


def _values(body: Parameters) -> Iterator[ValueRequest]:
    for item in body.parts("field_list", MAX_FIELDS):
        name, value = composed(item.exact("field_name")), item.get("field_value")
        if value is not None and value != "":
            yield ValueRequest(item.path, name, value, item.identifier("doc_id", MAX_ID))


def _until(body: Parameters) -> datetime | None:
    """The last second of the day `expireddate`."""
    raw = body.get("expireddate")
    if raw is None or not str(raw).strip():
        return None
    day = read_day(raw)
    if day is None:
        raise RuleBroken(Complaint.BAD_DATE, ("until",))
    return datetime.combine(day, _DAYS_END)
