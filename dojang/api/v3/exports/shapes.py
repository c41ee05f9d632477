"""Shapes of the calls about exports."""

from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from dojang.api.v3.base import AtMost, Id, Moment, Next, PageQuery, RequestShape, ResponseShape
from dojang.exports.operations import Stuck
from dojang.exports.queries import Detail, ExportState
from dojang.exports.redaction import readable_body
from dojang.exports.streams import MAX_REASON
from dojang.lib.outgoing.client import MAX_URL

MAX_AUTHORIZATION = 4000
_ENDPOINT = "Any URL of the server that is meant: scheme, name and port count."
_REASON = Field("", max_length=MAX_REASON, description="Why, for whoever asks later.")


class ExportFilter(PageQuery):
    """Which exports are wanted."""

    workflow_id: Id | None = None
    state: ExportState | None = None
    since: Moment | None = Field(None, description="Planned since then.")
    until: Moment | None = Field(None, description="Planned before.")
    url: str = Field("", max_length=MAX_URL, description=_ENDPOINT)


class RetryOrder(RequestShape):
    """Either one contract, or all that are stuck in one of these ways."""

    workflow_id: Id | None = None
    stuck: Annotated[list[Stuck], AtMost(len(Stuck))] = Field(
        [],
        description="parked: every try has failed. stopped: the receiver said 410. failing: it waits for its next try.",
    )
    url: str = Field("", max_length=MAX_URL, description=f"Only with `stuck`. {_ENDPOINT}")
    reason: str = _REASON


class SkipOrder(RequestShape):
    """The first export in line of a contract is left out."""

    workflow_id: Id
    sequence: int | None = Field(None, ge=1, le=2**31 - 1, description="Makes sure that it is this one.")
    reason: str = Field(min_length=1, max_length=MAX_REASON, description="Why, for whoever asks later.")


class ReplayOneOrder(RequestShape):
    """Why."""

    reason: str = _REASON


class ReplayOrder(RequestShape):
    """Either one contract, or what was planned or delivered in a time."""

    workflow_id: Id | None = None
    since: Moment | None = None
    until: Moment | None = Field(None, description="Only with `since`.")
    url: str = Field("", max_length=MAX_URL, description=f"Only with `since`. {_ENDPOINT}")
    reason: str = _REASON
    dry_run: bool = Field(False, description="Only count what would be sent.")


class EndpointOrder(RequestShape):
    """The server that is meant."""

    url: str = Field(min_length=1, max_length=MAX_URL, description=_ENDPOINT)
    reason: str = _REASON


class ProbeOrder(RequestShape):
    """Where the test export goes."""

    url: str = Field(min_length=1, max_length=MAX_URL)
    authorization: str = Field(
        "", max_length=MAX_AUTHORIZATION, pattern=r"^[\x20-\x7e]*$", description="Sent as the header, kept nowhere."
    )


class RotateOrder(RequestShape):
    """How long the secret that is replaced signs as well."""

    keep_hours: int = Field(24, ge=0, le=24 * 30)


class AttemptShape(ResponseShape):
    """One try to deliver."""

    number: int
    started_at: AwareDatetime
    milliseconds: int = Field(validation_alias="duration")
    status: int | None = Field(description="Of HTTP; null: there was no answer, and `error` says why.")
    error: str
    remote_ip: str | None
    answer: str = Field(description="The beginning of the answer's body, without secrets that came back in it.")


class InterventionShape(ResponseShape):
    """What a person did. Without a contract it was done to many."""

    kind: str
    at: AwareDatetime
    actor: str = Field(description="The member's email address; operator: a person at the server itself.")
    reason: str
    workflow_id: int | None = Field(validation_alias="contract")
    sequence: int | None = Field(validation_alias="seq")
    endpoint: str = Field(validation_alias="target")
    since: AwareDatetime | None
    until: AwareDatetime | None
    exports: int = Field(validation_alias="deliveries", description="How many it put in line, or took out of it.")


class ExportShape(ResponseShape):
    """One export."""

    id: int
    workflow_id: int = Field(validation_alias="contract")
    workflow_name: str = Field(validation_alias="title")
    sequence: int = Field(validation_alias="seq", description="1, 2, 3 …: which of its contract's exports this is.")
    webhook_id: str
    event: str
    url: str = Field(description="Without the values of its query.")
    state: ExportState
    reason: str = Field(description="Why it is parked or stopped.")
    planned_at: AwareDatetime
    delivered_at: AwareDatetime | None
    attempt_count: int = Field(validation_alias="tries")
    last_attempt: AttemptShape | None = Field(validation_alias="last")
    first_in_line: bool = Field(validation_alias="first", description="The others of its contract wait for it.")
    next_attempt_at: AwareDatetime | None = Field(validation_alias="next_at")
    being_sent: bool = Field(validation_alias="sending")
    endpoint_paused: bool = Field(validation_alias="paused")


class ExportDetail(ExportShape):
    """One export with all there is about it."""

    attempts: list[AttemptShape]
    interventions: list[InterventionShape]
    body: dict[str, Any] | None = Field(
        description="What is sent, without its Authorization and the secrets of its links; with `?body=true`, else null."
    )

    @classmethod
    def of_detail(cls, detail: Detail, *, body: bool) -> "ExportDetail":
        shown = {
            "attempts": detail.tries,
            "interventions": detail.acts,
            "body": readable_body(detail.body) if body else None,
        }
        return cls.model_validate(vars(detail.export) | shown)


class ExportList(ResponseShape):
    """Exports, the newest first."""

    exports: list[ExportShape]
    next: Next


class PutInLine(ResponseShape):
    """How many exports go out now, or would, and of how many contracts."""

    exports: int = Field(validation_alias="deliveries")
    workflows: int = Field(validation_alias="contracts")


class Skipped(ResponseShape):
    """What was left out."""

    workflow_id: int
    sequence: int


class EndpointShape(ResponseShape):
    """A server that exports go to. All counts are of contracts."""

    origin: str
    workflows: int = Field(
        validation_alias="contracts", description="That export to it, whether something is in line or not."
    )
    running: int = Field(description="That have something in line, which is sent without help; so are the next two.")
    failing: int = Field(description="Whose last try failed.")
    waiting: int = Field(description="That are set aside until the server is well, has room, or is no longer paused.")
    parked: int
    stopped: int
    paused_at: AwareDatetime | None
    last_attempt: AttemptShape | None = Field(validation_alias="last")


class EndpointList(ResponseShape):
    """The servers that the company's exports go to."""

    endpoints: list[EndpointShape]


class ProbeResult(ResponseShape):
    """What came of a test export."""

    delivered: bool = Field(description="Whether a real export with this answer would count as delivered.")
    webhook_id: str
    url: str
    status: int | None
    error: str
    milliseconds: int
    remote_ip: str | None
    answer: str


class NewSecret(ResponseShape):
    """The secret that signs from now on. It is returned this once."""

    secret: str
    previous_until: AwareDatetime | None = Field(description="Until when the one before signs as well; null: no more.")
