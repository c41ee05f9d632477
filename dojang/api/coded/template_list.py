"""1123Q: the company's templates, in any order."""

from dojang.api import formats
from dojang.api.coded import lookups
from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.shapes import TEMPLATES
from dojang.api.coded.template_list_results import Templates
from dojang.companies.callers import Scope
from dojang.companies.models import Company, Edition
from dojang.lib import moments
from dojang.library.finding import Listed, Order, all_templates

# `display_order_mode`: what it sorts by, and whether upwards.
_ORDERS = {
    1: (Order.CREATED, False), 2: (Order.CREATED, True), 3: (Order.NAME, False), 4: (Order.NAME, True),
    5: (Order.NUMBER, False), 6: (Order.NUMBER, True), 7: (Order.BULK, False), 8: (Order.BULK, True),
    9: (Order.STEPS, False), 10: (Order.STEPS, True),
}  # fmt: skip
# Earlier editions number the keys of `file_list`. Those that every template shares leave the order as it is by number.
_ORDERS_2021 = {
    1: (Order.NUMBER, True), 2: (Order.NUMBER, True), 3: (Order.NAME, True), 4: (Order.NUMBER, True),
    5: (Order.CREATOR, True), 6: (Order.CREATED, True), 7: (Order.CREATOR_NAME, True), 8: (Order.STEPS, True),
    9: (Order.BULK, True), 10: (Order.NUMBER, True), 11: (Order.CHANGED, True),
}  # fmt: skip


def answer(question: CodedRequest) -> CodedResponse:
    """All templates lie in the one folder that a company shares; `my` are those that the member made."""
    company, body = question.caller().company, question.body
    folder = body.choice("search_dir_id", "all", "my", "shared") or "all"
    orders = _ORDERS_2021 if company.edition == Edition.Y2021 else _ORDERS
    mode = body.number("display_order_mode", least=1, most=max(orders)) or 1
    member = lookups.member(question, Templates.NOT_A_MEMBER)
    key, upwards = orders[mode]
    found = all_templates(company, by=member if folder == "my" else None, order=key, upwards=upwards)
    files = [_file(template, company) for template in found]
    return CodedResponse(
        row=Templates.DONE, body=lookups.echoed(question) | {"search_dir_id": folder, "file_list": files}
    )


def _file(listed: Listed, company: Company) -> dict[str, object]:
    template, zone = listed.template, moments.zone(company.timezone)
    return {
        "file_id": str(template.number),
        "file_type": "templete",  # so the API spells it
        "file_name": template.name,
        "dir_type": "shared",
        "create_memb_email": template.creator.email if template.creator else "",
        "create_date": formats.time(template.created_at, zone),
        "create_memb_name": template.creator.display_name if template.creator else "",
        "file_workflow_count": listed.steps,
        "file_workflow_type": "BULK" if listed.bulk else "WEBTYPE",
        "file_workflow_library_id": str(template.number),
        "last_modify_date": formats.time(template.changed_at, zone),
    }


CALL = Call(
    request_code="1123Q",
    act=answer,
    unreadable=Templates.UNREADABLE,
    wrong_parameter=Templates.UNREADABLE,
    scope=Scope.TEMPLATES_READ,
    describe=TEMPLATES,
)
