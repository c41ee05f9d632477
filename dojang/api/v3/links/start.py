"""What `link/start` asks for: a v3 start without its first signer, who is the visitor."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter, Parameters
from dojang.api.start.notices import Notice
from dojang.api.start.order import order_of
from dojang.api.start.request import MAX_ID, MAX_SIGNERS, taken
from dojang.api.start.rules import FORBIDDEN, check, require_plain
from dojang.api.v3.workflows.start import read_workflow, spell_marks
from dojang.companies.callers import Caller
from dojang.flow.orders import PublicLinkOrder, StartOrder
from dojang.flow.public_links import MAX_NAME, MAX_USES
from dojang.flow.start import Startable, StartContext
from dojang.lib.visitor import Visitor


@dataclass(frozen=True)
class LinkWanted:
    """A link that may be made, and what its caller should know."""

    order: PublicLinkOrder
    context: StartContext
    notices: tuple[Notice, ...]


def read_link(body: Mapping[str, Any], offset: str | None, caller: Caller, visitor: Visitor) -> LinkWanted:
    """Raises `InvalidParameter`, `RuleBroken`, and what `Startable.find` and `StartContext.of` raise."""
    own = Parameters("", body)
    number = own.identifier("template_id", MAX_ID) or own.identifier("doc_id", MAX_ID)
    if not number:
        raise own.wrong("template_id", Parameter.REQUIRED)
    startable = Startable.find(caller.company, number)
    start = {
        **body,
        "workflow_name": own.text("workflow_name") or _title(startable.version.template.name),
        "recipient_list": _later_signers(own, len(startable.layout.steps)),
    }
    request = read_workflow(start, offset, caller, first_step=2)
    check(request)
    order = order_of(request, caller.company, visitor, caller.member)
    if taken(request.terms.preview):
        raise InvalidParameter(Parameter.NOT_VALID, parameter="is_preview")
    link = _link(own, spell_marks(order, startable.layout))
    return LinkWanted(link, StartContext.of(order, startable), request.terms.notices)


def _link(own: Parameters, contract: StartOrder) -> PublicLinkOrder:
    name, most = own.text("link_manage_name", MAX_NAME), own.number("link_max_count", least=1, most=MAX_USES)
    require_plain(name, ("link_manage_name",))
    if most is None:
        raise own.wrong("link_max_count", Parameter.REQUIRED)
    return PublicLinkOrder(
        contract=replace(contract, expires_at=None),
        name=name or contract.title,
        most=most,
        needs_phone=bool(own.switch("enable_cert_mobile")),
        may_repeat=bool(own.switch("enable_duplicate_sign")),
        expires_at=contract.expires_at,
    )


def _title(template: str) -> str:
    """The template's name, as titles may be written."""
    return "".join(" " if character in FORBIDDEN else character for character in template).strip()


def _later_signers(own: Parameters, steps: int) -> list[dict[str, Any]]:
    """Those of the steps from 2 on, each with its step: all that the template has, no more and no fewer."""
    key = "recipient_list" if own.has("recipient_list") else "player_list"
    parts, wanted = own.parts(key, MAX_SIGNERS), [str(step) for step in range(2, steps + 1)]
    if parts and not wanted:
        raise own.wrong(key, Parameter.NOBODY_AFTER_THE_LINK)
    given = [part.identifier("order") or part.identifier("field_owner") for part in parts]
    places = [place.lstrip("0") for place in given] if any(given) else wanted
    if len(parts) != len(wanted) or sorted(places) != sorted(wanted):
        raise own.wrong(key, Parameter.AFTER_THE_LINK, steps=steps)
    return [{**part.items, "order": place} for part, place in zip(parts, places, strict=True)]
