"""The v3 way to say what a start is: read into the order of 5005Q, so that one set of rules serves both.

Where v3 has a word of its own, the coded call's is understood as well; complaints name parameters as v3 does.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from dojang.api.coded.results import Refused
from dojang.api.coded.startsimple.export import authorization_of, check_receiver, scope_of
from dojang.api.coded.startsimple.request import read_draft
from dojang.api.coded.startsimple.results import Start
from dojang.api.messages import Parameter
from dojang.api.parameters import LAST_YEAR, Parameters, offset_as_meant
from dojang.api.start.order import Wanted, read_order
from dojang.api.start.rules import check
from dojang.companies.callers import Caller
from dojang.exports.order import EMBED, ExportOrder, Protocol
from dojang.flow.orders import StartOrder
from dojang.lib import clock, moments
from dojang.lib.texts import composed
from dojang.lib.visitor import Visitor
from dojang.library.finding import find_template
from dojang.library.layout import MOST_FIELDS, Layout, trusted_layout

MOST_URL, MOST_AUTHORIZATION = 2000, 4000
_SPELLED = {
    "doc_id": "template_id",
    "player_list": "recipient_list",
    "field_owner": "order",
    "field_name": "name",
    "field_value": "value",
    "expireddate": "expiry_date",
    "timezone_offset": "offset",
    "preview": "is_preview",
}
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?")
_MARKS = {"1": "Y", "0": "N", "true": "Y", "false": "N"}
_DAYS_END = time(23, 59, 59)


@dataclass(frozen=True)
class Respelled(Parameters):
    """A part whose items have the coded names, and which tells its sender the names of v3."""

    def name(self, key: str) -> str:
        return super().name(_SPELLED.get(key, key))


def read_workflow(
    body: Mapping[str, Any],
    offset: str | None,
    caller: Caller,
    visitor: Visitor,
    ticked: Collection[str] | None = None,
) -> Wanted:
    """The order, with the export and the deadline as v3 has them. `ticked` spares looking for `ticked_boxes` of the template.

    Raises `InvalidParameter`, and `Refused` with the row of 5005Q whose rule is broken.
    """
    own = Parameters("", body)
    draft = read_draft(Respelled("", _coded(body, offset, caller)))
    for player in draft.players:
        player.part.required("name")
    check(draft)
    wanted = read_order(draft, caller.company, visitor, caller.member)
    order = replace(
        wanted.order,
        values=_marked(wanted.order, ticked),
        export=_export(own),
        expires_at=_deadline(own, wanted.order.timezone),
    )
    return replace(wanted, order=order)


def ticked_boxes(layout: Layout) -> frozenset[str]:
    """The boxes that hold a mark, by their names as orders write them."""
    return frozenset(composed(field.name) for field in layout.fields if field.kind.is_mark)


def _marked(order: StartOrder, ticked: Collection[str] | None) -> dict[str, str]:
    """The values, with what clients of v3 are seen to send for boxes that are ticked as the coded calls write it."""
    if ticked is None:
        template = find_template(order.company, order.template_number)
        ticked = ticked_boxes(trusted_layout(template.latest().layout)) if template else ()
    return {
        name: _MARKS.get(value.strip().lower(), value) if name in ticked else value
        for name, value in order.values.items()
    }


def _coded(body: Mapping[str, Any], offset: str | None, caller: Caller) -> dict[str, Any]:
    """The body with the coded call's names; what is not of the expected shape is left for the reader to refuse."""
    told = {**body, "doc_id": _first(body, "template_id", "doc_id")}
    told["memb_email"] = body.get("memb_email") or caller.member.email
    told["player_list"] = _each(_first(body, "recipient_list", "player_list"), _recipient)
    told["field_list"] = _each(body.get("field_list"), _value)
    told["timezone_offset"] = offset_as_meant(offset or "") or body.get("timezone_offset")
    told["preview"] = "preview" if Parameters("", body).switch("is_preview") else body.get("preview")
    for name in ("export_api_info", "expireddate"):  # v3 writes these in another way, which is read below
        told.pop(name, None)
    return told


def _first(items: Mapping[str, Any], *names: str) -> Any:
    return next((items[name] for name in names if items.get(name) is not None), None)


def _each(items: Any, respell: Callable[[Mapping[str, Any]], dict[str, Any]]) -> Any:
    if not isinstance(items, list):
        return items
    return [respell(item) if isinstance(item, dict) else item for item in items]


def _recipient(item: Mapping[str, Any]) -> dict[str, Any]:
    return {**item, "field_owner": _first(item, "order", "field_owner")}


def _value(item: Mapping[str, Any]) -> dict[str, Any]:
    return {**item, "field_name": _first(item, "name", "field_name"), "field_value": _written(item)}


def _written(item: Mapping[str, Any]) -> Any:
    """A value as boxes take it; JSON's own true and numbers are what v3 clients send too."""
    value = _first(item, "value", "field_value")
    if isinstance(value, bool):
        return "Y" if value else "N"
    return str(value) if isinstance(value, int | float) else value


def _deadline(body: Parameters, timezone: str) -> datetime | None:
    """`YYYY-MM-DD HH:MM:SS`, or a day, whose last second counts then; where `offset` or the company says."""
    key = "expiry_date" if body.has("expiry_date") else "expireddate"
    text = body.text(key)
    if not text:
        return None
    match = _MOMENT.fullmatch(text)
    try:
        day = datetime.fromisoformat(match[1]) if match else None
        clock_time = time.fromisoformat(match[2]) if match and match[2] else _DAYS_END
    except ValueError:
        day = None
    if day is None or day.year > LAST_YEAR:
        raise Refused(Start.BAD_DATE)
    deadline = datetime.combine(day.date(), clock_time, tzinfo=moments.zone(timezone))
    if deadline <= clock.now():
        raise Refused(Start.PAST_DATE)
    return deadline


def _export(body: Parameters) -> ExportOrder | None:
    part = body.part("export_api_info")
    if part is None:
        return None
    url, embed = part.text("url", MOST_URL), _is_embed(part)
    if not url:
        if embed:
            # To start all the same would send the very messages that embed is there to prevent.
            raise part.wrong("url", Parameter.REQUIRED)
        return None
    check_receiver(part, url)
    return ExportOrder(
        url=url,
        scope=scope_of(part),
        protocol=Protocol.V3,
        request_code=EMBED if embed else "",
        authorization=authorization_of(part),
        download_links=part.choice("link_type", "download", "viewer") == "download",
        new_names=_new_names(part),
    )


def _is_embed(part: Parameters) -> bool:
    return bool(part.switch("is_embed")) or part.identifier("request_code").lower() == EMBED


def _new_names(part: Parameters) -> dict[str, str]:
    """Which boxes are told under another name. Two boxes under one name could not be told apart."""
    names: dict[str, str] = {}
    for item in part.parts("field_names", MOST_FIELDS):
        box, new = item.required("field_name"), item.required("new_name")
        if names.setdefault(box, new) != new or len(set(names.values())) < len(names):
            raise item.wrong("new_name", Parameter.TWO_NAMES, name=new)
    return names
