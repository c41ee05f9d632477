"""What a start is made of. Keys are those of the API; its page on v3 says what each may hold."""

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict


class Recipient(TypedDict):
    """A signer. `order` (1, 2, 3 …) is given for all or for none; `email` may be a phone number."""

    email: str
    name: str
    order: NotRequired[int]
    language: NotRequired[str]
    mobile_number: NotRequired[str]
    password: NotRequired[str]
    password_hint: NotRequired[str]


class NamedValue(TypedDict):
    """The value of a field before anyone signs. A picture is base64, a day YYYY-MM-DD, a tick true or false."""

    name: str
    value: str | int | float | bool


class Copy(TypedDict):
    """Someone who gets copies."""

    email: str
    name: str
    language: NotRequired[str]


class NewName(TypedDict):
    """A box that exports tell under another name."""

    field_name: str
    new_name: str


class WorkflowExport(TypedDict):
    """Where exports of the contract go. With `is_embed` Dojang sends no messages, and you deliver `sign_url`."""

    url: str
    api_type: NotRequired[Literal["ALL", "StartAndEnd"]]
    authorization: NotRequired[str]
    is_embed: NotRequired[bool]
    link_type: NotRequired[Literal["download", "viewer"]]
    field_names: NotRequired[Sequence[NewName]]


class Row(TypedDict, total=False):
    """A contract of a bulk start; what is absent is as the bulk says. `reference` is your own."""

    reference: str
    workflow_name: str
    language: str
    expiry_date: str
    comment: str
    comment_to: Literal["first", "all"]
    recipient_list: Sequence[Recipient]
    field_list: Sequence[NamedValue]
    customer_list: Sequence[Copy]
    export_api_info: WorkflowExport
