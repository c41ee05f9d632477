"""5005Q in the OpenAPI document; what is accepted and refused is in `request`, `export` and `api.start`."""

from typing import Literal

from pydantic import BaseModel, Field

from dojang.api.coded.call import CodedBody
from dojang.api.coded.description import Description, Example
from dojang.api.coded.shapes import Locale, Number, Switch
from dojang.api.coded.startsimple.results import Start


class StartSigner(BaseModel):
    """A signer."""

    email: str = Field(description="An email address or a phone number.")
    name: str = Field(description="At most 64 characters, the title's forbidden ones excepted.")
    field_owner: Number | None = Field(None, description="The signer's place: 1, 2, 3 …; given for all or for none.")
    id_type: str | None = Field(
        None, description="EMail or Mobile; `memb_id_type` too. By the look of `email` when absent."
    )
    language: str | None = Locale
    enable_mobile_cert: Switch | None = None
    mobile_number: str | None = Field(None, description="Given: the signer proves this phone by a one-time code.")
    enable_password_cert: Switch | None = None
    password: str | None = Field(None, description="Given: the signer enters it. 4–15 characters, no Hangul.")
    password_hint: str | None = Field(None, description="At most 50 characters.")


class StartValue(BaseModel):
    """The value of a box before the first signer acts."""

    field_name: str
    field_value: str | None = Field(None, description="Check and radio: Y or N. Date: YYYY-MM-DD. Picture: base64.")
    doc_id: Number | None = None


class StartCopy(BaseModel):
    """Someone who gets copies."""

    email: str
    name: str
    language: str | None = Locale


class ExportSource(BaseModel):
    """A box whose value is sent along."""

    field_name: str
    doc_id: Number | None = None


class ExportParameter(BaseModel):
    """A value sent along under a name of your own: of the first box that has one, else `param_value`."""

    param_id: str
    param_value: str | None = None
    fields: list[ExportSource] | None = None


class StartExport(BaseModel):
    """The webhook that every step of the contract is exported to."""

    url: str = Field(description="https and public. Blank: no exports.")
    api_type: Literal["ALL", "StartAndEnd"]
    request_code: str | None = Field(
        None, description="Any value, or `embed`: no signer is notified, you deliver `play_url`."
    )
    link_type: Literal["download", "viewer", "null", ""] | None = None
    authorization: str | None = Field(None, description="The exports' `Authorization` header.")
    clientid: Number | None = None
    request_params: list[ExportParameter] | None = None
    enable: Switch | None = Field(None, description='"false": no exports.')


class StartBody(BaseModel):
    """A contract to be started."""

    workflow_name: str = Field(description="The title: 1–128 characters, none of ' \" \\ / : | < > * ?")
    doc_id: Number = Field(description="The template.")
    memb_email: str = Field(description="The starter, a member of the company.")
    biz_id: Number | None = Field(None, description='Echoed; "0" when absent.')
    language: str | None = Locale
    comment: str | None = Field(None, description="A message to the first signer, at most 250 characters.")
    comment_to: Literal["first", "all", ""] | None = Field(
        None, description="Who gets `comment`: `first`, or `all` signers."
    )
    expireddate: str | None = Field(
        None, description="YYYY-MM-DD; the contract is canceled after that day's last second."
    )
    timezone_offset: str | None = Field(None, description="±HH:MM: where `expireddate` ends.")
    preview: Literal["preview", ""] | None = Field(
        None, description="Nothing is started; `preview_url` shows it for an hour."
    )
    player_list: list[StartSigner] = Field(description="As many signers as the template has steps.")
    field_list: list[StartValue] | None = None
    customer_list: list[StartCopy] | None = None
    export_api_info: StartExport | list[StartExport] | None = Field(None, description="An object, or an array of one.")


class StartDone(CodedBody):
    """A contract that was started; of a preview only `preview_url`."""

    comp_id: str | None = None
    biz_id: str | None = None
    memb_email: str | None = None
    workflow_id: str | None = None
    workflow_name: str | None = None
    token: str | None = Field(default=None, description="The starter's: `/mail/sign?token=…`")
    lang: str | None = None
    play_url: str | None = Field(default=None, description="Of `embed`: where the first signer signs.")
    next_play_user: str | None = None
    next_play_user_name: str | None = None
    preview_url: str | None = None
    warnings: list[str] | None = Field(default=None, description="What was not used, in sentences.")


_BODY = {
    "workflow_name": "NDA 2026", "doc_id": "1", "memb_email": "kim@acme.test",
    "player_list": [{"email": "lee@example.test", "name": "Lee"}, {"email": "park@example.test", "name": "Park"}],
    "field_list": [{"field_name": "name", "field_value": "Lee"}],
}  # fmt: skip
_ANSWER = {
    "comp_id": "testapi", "biz_id": "0", "memb_email": "kim@acme.test", "workflow_id": "17",
    "workflow_name": "NDA 2026", "token": "…", "lang": "ko-KR",
}  # fmt: skip
DESCRIPTION = Description(
    group="contracts",
    title="Start a contract",
    text="Starts a contract that its signers sign from afar, or shows what it would be.",
    request=StartBody,
    answer=StartDone,
    results=Start,
    examples=(
        Example(request=_BODY, answer=_ANSWER),
        Example(
            name="preview",
            request=_BODY | {"preview": "preview"},
            answer={"preview_url": "http://localhost:8000/preview/…"},
            result=Start.PREVIEW,
            with_session=False,
        ),
    ),
)
