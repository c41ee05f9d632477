"""1123Q: the company's templates, in any order."""

from typing import Literal

from pydantic import BaseModel, Field

from dojang.api import formats
from dojang.api.coded import lookups
from dojang.api.coded.call import Call, CodedRequest, CodedResponse, Echo
from dojang.api.coded.description import Description, Example
from dojang.api.coded.results import UNREADABLE, CodedResult
from dojang.api.coded.shapes import BIZ, COMPANY, MEMBER, WHO, Number
from dojang.companies.callers import Scope
from dojang.companies.models import Company, Edition
from dojang.lib import times
from dojang.lib.texts import Text
from dojang.library.queries import TemplateOrder, TemplateSummary, all_templates


class Templates:
    """1123Q."""

    DONE = CodedResult("00", Text(ko="파일 리스트입니다.", en="file list", ja="ファイルリストです。"))
    NOT_A_MEMBER = CodedResult("10", Text(ko="실패", en="fail", ja="失敗"), detail=Text(
        ko="memb_email은 회사에 가입된 사람이어야 합니다.",
        en="memb_email must be a member of the company.",
        ja="memb_emailは会社のメンバーでなければなりません。",
    ))  # fmt: skip
    UNREADABLE = CodedResult("12", UNREADABLE)


class TemplatesBody(BaseModel):
    """Which templates, in what order."""

    comp_id: str | None = COMPANY
    biz_id: Number | None = BIZ
    memb_email: str = MEMBER
    search_dir_id: Literal["all", "my", "shared", ""] | None = Field(
        None, description="my: those that `memb_email` made. The others are all of the company's."
    )
    display_order_mode: Number | None = Field(
        None, description="1, 2 made; 3, 4 name; 5, 6 id; 7, 8 kind; 9, 10 steps: each downwards, then upwards."
    )


class TemplateFile(BaseModel):
    """A template in the list."""

    file_id: str = Field(description="Its number: the `doc_id` of a start.")
    file_type: Literal["templete"]
    file_name: str
    dir_type: Literal["shared"]
    create_memb_email: str
    create_date: str
    create_memb_name: str
    file_workflow_count: int = Field(description="Its steps.")
    file_workflow_type: Literal["WEBTYPE", "BULK"]
    file_workflow_library_id: str = Field(description="The `workflow_lib_id` of a bulk start.")
    last_modify_date: str

    @classmethod
    def of(cls, listed: TemplateSummary, company: Company) -> "TemplateFile":
        template, zone = listed.template, times.zone(company.timezone)
        return cls(
            file_id=str(template.number),
            file_type="templete",  # so the API spells it
            file_name=template.name,
            dir_type="shared",
            create_memb_email=template.creator.email if template.creator else "",
            create_date=formats.time(template.created_at, zone),
            create_memb_name=template.creator.display_name if template.creator else "",
            file_workflow_count=listed.steps,
            file_workflow_type="BULK" if listed.bulk else "WEBTYPE",
            file_workflow_library_id=str(template.number),
            last_modify_date=formats.time(template.changed_at, zone),
        )


class TemplatesDone(Echo):
    """The templates."""

    search_dir_id: str
    file_list: list[TemplateFile]


# `display_order_mode`: what it sorts by, and whether upwards.
_ORDERS = {
    1: (TemplateOrder.CREATED, False), 2: (TemplateOrder.CREATED, True), 3: (TemplateOrder.NAME, False), 4: (TemplateOrder.NAME, True),
    5: (TemplateOrder.NUMBER, False), 6: (TemplateOrder.NUMBER, True), 7: (TemplateOrder.BULK, False), 8: (TemplateOrder.BULK, True),
    9: (TemplateOrder.STEPS, False), 10: (TemplateOrder.STEPS, True),
}  # fmt: skip
# Earlier editions number the keys of `file_list`. Those that every template shares leave the order as it is by number.
_ORDERS_2021 = {
    1: (TemplateOrder.NUMBER, True), 2: (TemplateOrder.NUMBER, True), 3: (TemplateOrder.NAME, True), 4: (TemplateOrder.NUMBER, True),
    5: (TemplateOrder.CREATOR, True), 6: (TemplateOrder.CREATED, True), 7: (TemplateOrder.CREATOR_NAME, True),
    8: (TemplateOrder.STEPS, True), 9: (TemplateOrder.BULK, True), 10: (TemplateOrder.NUMBER, True), 11: (TemplateOrder.CHANGED, True),
}  # fmt: skip


def answer(request: CodedRequest) -> CodedResponse:
    """All templates lie in the one folder that a company shares; `my` are those that the member made."""
    company, body = request.caller().company, request.body
    folder = body.choice("search_dir_id", "all", "my", "shared") or "all"
    orders = _ORDERS_2021 if company.edition == Edition.Y2021 else _ORDERS
    mode = body.number("display_order_mode", least=1, most=max(orders)) or 1
    member = lookups.member(request, Templates.NOT_A_MEMBER)
    key, upwards = orders[mode]
    found = all_templates(company, by=member if folder == "my" else None, order=key, upwards=upwards)
    files = [TemplateFile.of(template, company) for template in found]
    done = TemplatesDone(**lookups.echoed(request), search_dir_id=folder, file_list=files)
    return CodedResponse(Templates.DONE, done)


CALL = Call(
    request_code="1123Q",
    act=answer,
    unreadable=Templates.UNREADABLE,
    wrong_parameter=Templates.UNREADABLE,
    scope=Scope.TEMPLATES_READ,
    describe=Description(
        group="templates",
        title="List templates",
        request=TemplatesBody,
        answer=TemplatesDone,
        results=Templates,
        examples=(
            Example(
                request=WHO | {"search_dir_id": "all", "display_order_mode": "1"},
                answer=WHO | {"search_dir_id": "all", "file_list": [{
                    "file_id": "1", "file_type": "templete", "file_name": "NDA", "dir_type": "shared",
                    "create_memb_email": "kim@acme.test", "create_date": "2026-01-31 10:00:00", "create_memb_name": "Kim",
                    "file_workflow_count": 2, "file_workflow_type": "WEBTYPE", "file_workflow_library_id": "1",
                    "last_modify_date": "2026-01-31 10:00:00",
                }]},
            ),
        ),
    ),
)  # fmt: skip
