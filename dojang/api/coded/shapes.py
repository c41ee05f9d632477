"""The calls that change contracts, and the list of templates, told to readers of the OpenAPI document.

What is taken and refused is in the calls' own modules.
"""

from typing import Literal

from pydantic import BaseModel, Field

from dojang.api.coded.action_results import Action
from dojang.api.coded.bulkstart.results import Bulk
from dojang.api.coded.description import Description, Example
from dojang.api.coded.reminder_results import Remind
from dojang.api.coded.startsimple.shapes import Locale, Number, StartExport, StartValue, Switch
from dojang.api.coded.template_list_results import Templates
from dojang.api.coded.termination_results import Ending

_COMPANY = Field(None, description="The token's company when absent; any other one is refused.")
_BIZ = Field(None, description='Echoed; "0" when absent.')
_MEMBER = Field(description="A member of the company, in whose name this is done.")


class ActionBody(BaseModel):
    """An act in the name of a signer."""

    workflow_id: Number
    action_id: Number = Field(description="The step that has the turn: 1, 2, 3 …")
    memb_email: str = Field(description="The e-mail address or phone number of that step's signer.")
    command: str = Field(description="CF approves, RT rejects; in any case.")
    comment: str | None = Field(None, description="The signer's opinion, at most 250 characters.")
    comp_id: str | None = None
    biz_id: Number | None = _BIZ


class ActionDone(BaseModel):
    """The act was done, now or before."""

    comp_id: str


class EndingBody(BaseModel):
    """How a contract is to end."""

    comp_id: str | None = _COMPANY
    biz_id: Number | None = _BIZ
    memb_email: str = _MEMBER
    workflow_id: Number
    command: str = Field(description="CANCEL in progress, DISPOSAL once complete, DELETE once canceled; in any case.")
    description: str | None = Field(None, description="The reason, at most 500 characters; DISPOSAL needs one.")
    timezone_offset: str | None = Field(None, description="±HH:MM, where the member is; DISPOSAL needs it.")


class EndingDone(BaseModel):
    """What was asked for, repeated."""

    comp_id: str
    biz_id: str
    memb_email: str
    workflow_id: str
    command: str


class RemindBody(BaseModel):
    """Whose signer is to be reminded."""

    comp_id: str | None = _COMPANY
    biz_id: Number | None = _BIZ
    workflow_id: Number
    memb_email: str = _MEMBER


class RemindDone(BaseModel):
    """What was asked for, repeated; of an embedded contract also where its signer signs now."""

    comp_id: str
    biz_id: str
    memb_email: str
    workflow_id: str
    play_url: str | None = None
    next_play_user: str | None = None
    next_play_user_name: str | None = None


class TemplatesBody(BaseModel):
    """Which templates, in what order."""

    comp_id: str | None = _COMPANY
    biz_id: Number | None = _BIZ
    memb_email: str = _MEMBER
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


class TemplatesDone(BaseModel):
    """The templates."""

    comp_id: str
    biz_id: str
    memb_email: str
    search_dir_id: str
    file_list: list[TemplateFile]


class BulkCustomer(BaseModel):
    """Somebody who signs."""

    email: str = Field(description="An e-mail address or a phone number.")
    name: str = Field(description="At most 64 characters, the title's forbidden ones excepted.")
    memb_id_type: str | None = Field(None, description="EMail or Mobile. Told by `email` when absent.")
    language: str | None = Locale
    enable_mobile_cert: Switch | None = None
    mobile_number: str | None = None
    enable_password_cert: Switch | None = None
    password: str | None = None
    password_hint: str | None = None


class BulkEntry(BulkCustomer):
    """One contract, by its first customer."""

    workflow_name: str | None = Field(None, description="Its title, if it has one of its own.")
    field_list: list[StartValue] | None = None


class BulkBody(BaseModel):
    """One contract for each entry of `unset_player_list`."""

    comp_id: str | None = _COMPANY
    biz_id: Number | None = _BIZ
    memb_email: str = Field(
        description="The starter, a member of the company; signs the template's steps of the starter."
    )
    workflow_lib_id: Number = Field(description="The template, which has to be for bulk: `file_workflow_library_id`.")
    workflow_name: str | None = Field(None, description="The title of contracts whose entry has none.")
    unset_player_list: list[BulkEntry] = Field(description="At most 300.")
    customer_list: list[BulkCustomer] | None = Field(
        None, description="Further customers, the same in every contract; as many as the template has further steps."
    )
    comment: str | None = Field(None, description="A message to the first signer, at most 250 characters.")
    comment_to: Literal["first", "all", ""] | None = Field(
        None, description="Who gets `comment`: `first`, or `all` signers."
    )
    field_list: list[StartValue] | None = Field(None, description="Values for every contract whose entry has none.")
    language: str | None = Locale
    expireddate: str | None = None
    timezone_offset: str | None = None
    export_api_info: StartExport | list[StartExport] | None = None
    enable_legal_agreement: Switch | None = Field(None, description="Not used.")


class BulkRow(BaseModel):
    """What became of an entry. `description` says why it was not started, or what of it was not used."""

    workflow_id: str
    unset_player_email: str
    unset_player_name: str
    result: Literal["OK", "FAIL"]
    description: str
    workflow_name: str
    token: str
    lang: str
    reg_date: str = Field(description="When the company's plan ends.")


class BulkDone(BaseModel):
    """What became of each entry, in their order."""

    comp_id: str
    biz_id: str
    memb_email: str
    workflow_lib_id: str
    workflow_list: list[BulkRow]


_WHO = {"comp_id": "testapi", "biz_id": "0", "memb_email": "kim@acme.test"}

ACTION = Description(
    group="contracts",
    title="Approve or reject",
    text="Acts in the name of the signer who has the turn. The history and the certificate say that the company did so.",
    request=ActionBody,
    answer=ActionDone,
    results=Action,
    examples=(
        Example(
            request={
                "comp_id": "testapi", "biz_id": "0", "memb_email": "lee@example.test", "action_id": "1",
                "workflow_id": "17", "comment": "The price is wrong", "command": "RT",
            },
            answer={"comp_id": "testapi"},
        ),
    ),
)  # fmt: skip
ENDING = Description(
    group="contracts",
    title="Cancel, dispose of, delete",
    text="Cancels a contract in progress, disposes of a completed one, deletes a canceled one with all it held of people.",
    request=EndingBody,
    answer=EndingDone,
    results=Ending,
    examples=(
        Example(
            request=_WHO | {"workflow_id": "17", "command": "CANCEL", "description": "The price is wrong"},
            answer=_WHO | {"workflow_id": "17", "command": "CANCEL"},
        ),
    ),
)
REMIND = Description(
    group="contracts",
    title="Remind the signer",
    text="Gives the signer who has the turn a fresh link; the old one dies.",
    request=RemindBody,
    answer=RemindDone,
    results=Remind,
    examples=(Example(request=_WHO | {"workflow_id": "17"}, answer=_WHO | {"workflow_id": "17"}),),
)
TEMPLATES = Description(
    group="templates",
    title="List templates",
    request=TemplatesBody,
    answer=TemplatesDone,
    results=Templates,
    examples=(
        Example(
            request=_WHO | {"search_dir_id": "all", "display_order_mode": "1"},
            answer=_WHO | {"search_dir_id": "all", "file_list": [{
                "file_id": "1", "file_type": "templete", "file_name": "NDA", "dir_type": "shared",
                "create_memb_email": "kim@acme.test", "create_date": "2026-01-31 10:00:00", "create_memb_name": "Kim",
                "file_workflow_count": 2, "file_workflow_type": "WEBTYPE", "file_workflow_library_id": "1",
                "last_modify_date": "2026-01-31 10:00:00",
            }]},
        ),
    ),
)  # fmt: skip
BULK = Description(
    group="contracts",
    title="Start contracts in bulk",
    text="Starts one contract for each customer, from a template for bulk. A wrong entry does not stop the others.",
    request=BulkBody,
    answer=BulkDone,
    results=Bulk,
    examples=(
        Example(
            request=_WHO | {
                "workflow_lib_id": "2", "workflow_name": "NDA 2026",
                "unset_player_list": [{"memb_id_type": "EMail", "email": "lee@example.test", "name": "Lee"}],
            },
            answer=_WHO | {"workflow_lib_id": "2", "workflow_list": [{
                "workflow_id": "17", "unset_player_email": "lee@example.test", "unset_player_name": "Lee", "result": "OK",
                "description": "", "workflow_name": "NDA 2026", "token": "…", "lang": "ko-KR", "reg_date": "",
            }]},
        ),
    ),
)  # fmt: skip
