"""1410Q in the OpenAPI document."""

from typing import Literal

from pydantic import BaseModel, Field

from dojang.api.coded.bulkstart.results import Bulk
from dojang.api.coded.call import Echo, Fault
from dojang.api.coded.description import Description, Example
from dojang.api.coded.shapes import BIZ, COMPANY, WHO, Locale, Number, Switch
from dojang.api.coded.startsimple.shapes import StartExport, StartValue


class BulkCustomer(BaseModel):
    """A signer."""

    email: str = Field(description="An email address or a phone number.")
    name: str = Field(description="At most 64 characters, the title's forbidden ones excepted.")
    memb_id_type: str | None = Field(None, description="EMail or Mobile. By the look of `email` when absent.")
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

    comp_id: str | None = COMPANY
    biz_id: Number | None = BIZ
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


class BulkDone(Echo):
    """What became of each entry, in their order."""

    workflow_lib_id: str
    workflow_list: list[BulkRow]


class NoneStarted(BulkDone, Fault):
    """The same after what was wrong, where no contract was started."""


DESCRIPTION = Description(
    group="contracts",
    title="Start contracts in bulk",
    text="Starts one contract for each customer, from a template for bulk. A wrong entry does not stop the others.",
    request=BulkBody,
    answer=BulkDone,
    results=Bulk,
    examples=(
        Example(
            request=WHO | {
                "workflow_lib_id": "2", "workflow_name": "NDA 2026",
                "unset_player_list": [{"memb_id_type": "EMail", "email": "lee@example.test", "name": "Lee"}],
            },
            answer=WHO | {"workflow_lib_id": "2", "workflow_list": [{
                "workflow_id": "17", "unset_player_email": "lee@example.test", "unset_player_name": "Lee", "result": "OK",
                "description": "", "workflow_name": "NDA 2026", "token": "…", "lang": "ko-KR", "reg_date": "",
            }]},
        ),
    ),
)  # fmt: skip
