"""The calls that change contracts, asked for as integrators do."""

from typing import Any

from dojang.api.tests.calling import Api, Json
from dojang.companies.models import Company
from dojang.contracts.models import Contract
from tests import factories
from tests.factories import KIM, LEE, field

COMMON = "/JEDOC/Common.do"


def jedoc(api: Api, code: str, body: Json, **given: Any) -> Json:
    """A call at the address that all companies share; a parameter that is `...` is left out."""
    return api.ask(COMMON, code, {key: value for key, value in body.items() if value is not ...}, **given)


def act(api: Api, contract: Contract, **changes: Any) -> Json:
    """A 5010Q: Lee approves step 1, unless it says otherwise."""
    lang = changes.pop("lang", "")
    body = {
        "comp_id": api.company.comp_id, "biz_id": "0", "memb_email": LEE, "action_id": "1", "workflow_id": str(contract.pk),
        "comment": "", "command": "CF",
    } | changes  # fmt: skip
    given = {key: value for key, value in body.items() if value is not ...}
    header = {"api_name": "start api", "session_id": "", "version": "1.1.60"}
    return api.ask(f"/api/{api.company.comp_id}/action", "5010Q", given, header=header, lang=lang)


def end(api: Api, contract: Contract, command: Any = "CANCEL", **changes: Any) -> Json:
    """A 1510Q. A disposal says why, and where."""
    lang, header = changes.pop("lang", ""), changes.pop("header", {})
    said = {"description": "twice", "timezone_offset": "+09:00"} if str(command).upper() == "DISPOSAL" else {}
    body = {
        "comp_id": api.company.comp_id, "biz_id": "0", "memb_email": KIM, "workflow_id": str(contract.pk),
        "command": command,
    } | said | changes  # fmt: skip
    header = {"request_msg": "", "session_id": "1510", "version": "1.1.60"} | header
    return jedoc(api, "1510Q", body, header=header, lang=lang)


def remind(api: Api, contract: Contract, **changes: Any) -> Json:
    """A 1429Q."""
    lang = changes.pop("lang", "")
    body = {"comp_id": api.company.comp_id, "biz_id": "0", "workflow_id": str(contract.pk), "memb_email": KIM} | changes
    return jedoc(
        api, "1429Q", body, header={"request_msg": "Remind 를 요청합니다.", "session_id": "thread_023"}, lang=lang
    )


def list_templates(api: Api, **changes: Any) -> Json:
    """A 1123Q."""
    lang = changes.pop("lang", "")
    body = {
        "comp_id": api.company.comp_id, "memb_email": KIM, "biz_id": "0", "search_dir_id": "all", "display_order_mode": "1",
    } | changes  # fmt: skip
    return jedoc(api, "1123Q", body, header={"request_msg": "", "session_id": "", "version": "1.1.60"}, lang=lang)


def bulk(api: Api, **changes: Any) -> Json:
    """A 1410Q for Lee alone, from template 2, unless it says otherwise."""
    lang, headers = changes.pop("lang", ""), changes.pop("headers", {})
    body = {
        "comp_id": api.company.comp_id, "biz_id": "0", "memb_email": KIM, "workflow_name": "NDA 2026",
        "workflow_lib_id": "2", "unset_player_list": [customer()], "comment": "please", "enable_legal_agreement": "false",
    } | changes  # fmt: skip
    header = {"request_msg": "", "session_id": "thread_023", "version": "1.1.60"}
    return jedoc(api, "1410Q", body, header=header, lang=lang, **headers)


def customer(**changes: Any) -> Json:
    """An entry of a bulk start as the documents write it."""
    return {
        "memb_id_type": "EMail", "email": LEE, "name": "Lee", "language": "ko-KR", "enable_mobile_cert": "false",
        "mobile_number": "", "enable_password_cert": "false", "password_hint": "", "password": "",
    } | changes  # fmt: skip


def template_for_bulk(of: Company, number: int = 2, *, starters: tuple[int, ...] = (2,), steps: int = 2) -> int:
    """A template for bulk and its number; its steps `starters` are the starter's, each has a text and a signature."""
    boxes = [field(f"text{step}", "text", step, step / 10) for step in range(1, steps + 1)]
    boxes += [field(f"sign{step}", "signature", step, 0.5 + step / 10) for step in range(1, steps + 1)]
    made = factories.template(of, number, fields=boxes, steps=steps, name="Bulk NDA")
    version = made.latest()
    version.layout["bulk"] = True
    for step in version.layout["steps"]:
        step["starter"] = step["step"] in starters
    version.save(update_fields=["layout"])
    return number


def free_of_duties(api: Api) -> None:
    """Template 1 asks for nothing: its boxes may stay empty."""
    boxes = [field("a", "text", 1), field("b", "text", 2, 0.3)]
    factories.give_layout(api.company.templates.get(number=1), factories.layout(boxes))
