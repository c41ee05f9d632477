"""Links that many people sign, as the server returns them. Times are in the zone of `offset`."""

from typing import Literal, TypedDict

LinkStatus = Literal["open", "closed", "expired", "full"]


class Link(TypedDict):
    """A public link: each visitor of `link_url` starts a contract as its first signer."""

    link_id: int
    link_url: str
    link_manage_name: str
    link_max_count: int
    link_use_count: int
    status: LinkStatus
    template_id: int
    workflow_name: str
    language: str
    enable_cert_mobile: bool
    enable_duplicate_sign: bool
    created_date: str
    expiry_date: str
    closed_date: str
    creator_email: str


class LinkStarted(Link):
    """A link that was made; `warnings` say what was not used."""

    warnings: list[str] | None
