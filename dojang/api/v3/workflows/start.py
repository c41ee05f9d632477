"""What a start of v3 asks for, parsed. Where v3 has a word of its own, the coded call's is understood as well."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from dojang.api.messages import Parameter
from dojang.api.parameters import LAST_YEAR, Parameters, offset_as_meant
from dojang.api.start.complaints import Complaint, RuleBroken
from dojang.api.start.export import MAX_URL, authorization_of, has_receiver, scope_of
from dojang.api.start.notices import Notice
from dojang.api.start.order import ValueRequest, values_of
from dojang.api.start.people import read_copies, read_signer
from dojang.api.start.request import MAX_ID, MAX_SIGNERS, StartRequest, Terms, given
from dojang.companies.callers import Caller
from dojang.exports.order import EMBED, ExportOrder, Protocol
from dojang.flow.orders import StartOrder
from dojang.lib.texts import composed
from dojang.library.layout import MAX_FIELDS, Layout

PLACE = "order"
# v3's own words, and those of the coded calls.
_CODED = {"template_id": "doc_id", "recipient_list": "player_list", PLACE: "field_owner"}
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?")
_MARKS = {"1": "Y", "0": "N", "true": "Y", "false": "N"}
_DAYS_END = time(23, 59, 59)


@dataclass(frozen=True)
class EitherWords(Parameters):
    """Parameters that may have the coded calls' names; complaints name them as v3 does."""

    def get(self, key: str) -> Any:
        own = super().get(key)
        return super().get(_CODED.get(key, "")) if own is None else own


def read_workflow(items: Mapping[str, Any], offset: str | None, caller: Caller, *, first_step: int = 1) -> StartRequest:
    """The start that is asked for; its signers are those from `first_step` on.

    Raises `InvalidParameter` for what is missing or has the wrong type.
    """
    body = EitherWords("", items)
    is_preview = bool(body.switch("is_preview"))
    if not body.has("workflow_name"):
        raise body.wrong("workflow_name", Parameter.REQUIRED)
    template = body.identifier("template_id", MAX_ID)
    if not template:
        raise body.wrong("template_id", Parameter.REQUIRED)
    starter, parts = _starter(body, caller), body.parts("recipient_list", MAX_SIGNERS)
    if not parts and first_step == 1:
        raise body.wrong("recipient_list", Parameter.REQUIRED)
    request = StartRequest(
        title=body.text("workflow_name"),
        template=template,
        starter_email=starter,
        comment=body.text("comment"),
        offset=_offset(body, offset),
        signers=tuple(
            read_signer(part, ("signers", index), PLACE, Parameters.reader_language) for index, part in enumerate(parts)
        ),
        copies=read_copies(body, Parameters.reader_language),
        terms=_terms(body, template, is_preview=is_preview),
        first_step=first_step,
    )
    for part in parts:
        part.required("name")
    return request


def spell_marks(order: StartOrder, layout: Layout) -> StartOrder:
    """The order with what v3's clients are seen to send for boxes that hold a mark as those boxes take it."""
    boxes = {composed(field.name) for field in layout.fields if field.kind.is_mark}
    values = {
        name: _MARKS.get(value.strip().lower(), value) if name in boxes else value
        for name, value in order.values.items()
    }
    return replace(order, values=values)


def _starter(body: Parameters, caller: Caller) -> str:
    """Whose token it is, unless the coded calls' `memb_email` says otherwise."""
    named = Parameters("", {"memb_email": body.get("memb_email") or caller.member.email})
    return named.required("memb_email")


def _offset(body: Parameters, in_query: str | None) -> str:
    meant = offset_as_meant(in_query or "") or body.get("timezone_offset")
    return Parameters("", {"offset": meant}).text("offset")


def _terms(body: Parameters, template: str, *, is_preview: bool) -> Terms:
    notices: list[Notice] = []
    coded = Parameters("", {"is_preview": body.get("preview")})
    return Terms(
        preview=given(lambda: is_preview or coded.choice("is_preview", "preview") == "preview"),
        language=given(body.language, "language"),
        values=given(lambda: values_of(_values(body), template, notices)),
        comment_to_all=given(lambda: body.choice("comment_to", "first", "all") == "all"),
        biz_id=given(body.identifier, "biz_id", MAX_ID),
        export=given(_export, body),
        until=given(_until, body),
        notices=tuple(notices),
    )


def _values(body: Parameters) -> Iterator[ValueRequest]:
    for item in body.parts("field_list", MAX_FIELDS):
        own = {"name": _first(item, "name", "field_name"), "template_id": item.get("doc_id")}
        named, value = Parameters(item.path, own), _written(_first(item, "value", "field_value"))
        name = composed(named.exact("name"))
        if value is not None and value != "":
            yield ValueRequest(item.path, name, value, named.identifier("template_id", MAX_ID))


def _first(item: Parameters, *keys: str) -> Any:
    return next((item.get(key) for key in keys if item.has(key)), None)


def _written(value: Any) -> Any:
    """A value as boxes take it; JSON's own true and numbers are what v3 clients send too."""
    if isinstance(value, bool):
        return "Y" if value else "N"
    return str(value) if isinstance(value, int | float) else value


def _until(body: Parameters) -> datetime | None:
    """`YYYY-MM-DD HH:MM:SS`, or a day, whose last second counts then."""
    text = body.text("expiry_date" if body.has("expiry_date") else "expireddate")
    if not text:
        return None
    match = _MOMENT.fullmatch(text)
    try:
        day = datetime.fromisoformat(match[1]) if match else None
        clock_time = time.fromisoformat(match[2]) if match and match[2] else _DAYS_END
    except ValueError:
        day = None
    if day is None or day.year > LAST_YEAR:
        raise RuleBroken(Complaint.BAD_DATE, ("until",))
    return datetime.combine(day.date(), clock_time)


def _export(body: Parameters) -> ExportOrder | None:
    part = body.part("export_api_info")
    if part is None:
        return None
    url = part.text("url", MAX_URL)
    embed = bool(part.switch("is_embed")) or part.identifier("request_code").lower() == EMBED
    if not has_receiver(part, url, embed=embed):
        return None
    return ExportOrder(
        url=url,
        scope=scope_of(part),
        protocol=Protocol.V3,
        request_code=EMBED if embed else "",
        authorization=authorization_of(part),
        download_links=part.choice("link_type", "download", "viewer") == "download",
        new_names=_new_names(part),
    )


def _new_names(part: Parameters) -> dict[str, str]:
    """Which boxes are exported under another name. Two boxes under one name could not be distinguished."""
    names: dict[str, str] = {}
    for item in part.parts("field_names", MAX_FIELDS):
        box, new = item.required("field_name"), item.required("new_name")
        if names.setdefault(box, new) != new or len(set(names.values())) < len(names):
            raise item.wrong("new_name", Parameter.TWO_NAMES, name=new)
    return names
