"""Shapes of the calls about public links. `*` in a description marks what is our own where the vendor is silent."""

from datetime import tzinfo
from typing import Annotated, Literal, Self

from pydantic import Field

from dojang.api import formats
from dojang.api.start.request import MAX_SIGNERS
from dojang.api.v3.base import AtMost, Next, PageQuery, ResponseShape
from dojang.api.v3.workflows.shapes import Number, Recipient, Switch, WorkflowOrder
from dojang.contracts import links
from dojang.contracts.models import PublicLink
from dojang.flow.public_links import MAX_NAME, MAX_USES
from dojang.lib import addresses

LinkStatus = Literal["open", "closed", "expired", "full"]


class LinkOrder(WorkflowOrder):
    """A link that many people open; each starts a contract from the template, as its first signer."""

    link_manage_name: str | None = Field(
        None, description=f"What you call the link; no visitor sees it. At most {MAX_NAME} characters; else the title."
    )
    link_max_count: Number | None = Field(
        None, description=f"Required. How many contracts may be started, 1 to {MAX_USES:,}."
    )
    enable_cert_mobile: Switch | None = Field(
        None, description="Each visitor gives a phone number and proves it by a one-time code."
    )
    enable_duplicate_sign: Switch | None = Field(
        None, description="Whether one contact may start several contracts. false unless given."
    )
    workflow_name: str | None = Field(None, description="* The title of the contracts; else the template's name.")
    expiry_date: str | None = Field(
        None, description="Until when contracts may be started: YYYY-MM-DD HH:MM:SS where `offset` says, else in the "
        "company's zone. Those that were started have no deadline.",
    )  # fmt: skip
    recipient_list: Annotated[list[Recipient], AtMost(MAX_SIGNERS)] | None = Field(
        None, description="* The signers of the steps from 2 on, all of them. Step 1 is the visitor."
    )
    is_preview: Switch | None = Field(None, description="Not for links: start a preview instead.")


class LinkPage(PageQuery):
    """Which part of the list of links is wanted."""

    offset: str | None = Field(None, description="The zone of dates: ±hh:mm, encoded as %2B09:00.")


class LinkShape(ResponseShape):
    """* A public link."""

    link_id: int
    link_url: str = Field(description="Give it to whom you like.")
    link_manage_name: str
    link_max_count: int
    link_use_count: int = Field(description="How many contracts have been started.")
    status: LinkStatus
    template_id: int
    workflow_name: str
    language: str
    enable_cert_mobile: bool
    enable_duplicate_sign: bool
    created_date: str
    expiry_date: str = Field(description="Empty: never.")
    closed_date: str = Field(description="Empty until it is closed.")
    creator_email: str = Field(description="The member in whose name contracts start.")

    @classmethod
    def of(cls, link: PublicLink, zone: tzinfo, **more: object) -> Self:
        own = {
            "link_id": link.pk,
            "link_url": addresses.public_link(links.public_link_secret(link)),
            "link_manage_name": link.name,
            "link_max_count": link.most,
            "link_use_count": link.used,
            "status": link.state,
            "template_id": link.template.number,
            "workflow_name": link.title,
            "language": link.language,
            "enable_cert_mobile": link.needs_phone,
            "enable_duplicate_sign": link.may_repeat,
            "created_date": formats.time(link.created_at, zone),
            "expiry_date": formats.time(link.expires_at, zone),
            "closed_date": formats.time(link.closed_at, zone),
            "creator_email": link.starter.email,
        }
        return cls.model_validate(own | more)


class LinkStarted(LinkShape):
    """* The link that was made."""

    warnings: list[str] | None = Field(default=None, description="* What was not used, in sentences.")


class LinkList(ResponseShape):
    """* Links, the newest first."""

    links: list[LinkShape]
    next: Next
