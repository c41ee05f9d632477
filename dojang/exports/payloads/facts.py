"""What an export has to tell, before any protocol gives it keys."""

from dataclasses import dataclass
from datetime import UTC, datetime

from dojang.contracts import links
from dojang.contracts.announcement import Announcement
from dojang.contracts.models import Contract, Event, EventPerson, FieldValue, Link
from dojang.exports.models import ExportTarget
from dojang.lib import addresses
from dojang.lib.texts import Text

_STATUS = {
    Contract.Status.PLAYING: "Playing",
    Contract.Status.COMPLETE: "Complete",
    Contract.Status.CANCELED: "Canceled",
}
_APPROVALS = {Event.Kind.APPROVED, Event.Kind.SEALED}
_EXPIRED = Text(ko="서명 기한이 지났습니다.", en="The deadline has passed.", ja="署名期限が過ぎました。")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Who did what at which step, and how the contract stands now. No person acts when a deadline passes."""

    step: int
    time: str
    worktype: str
    name: str
    contact: str
    opinion: str
    status: str


def facts_of(announcement: Announcement) -> Facts:
    """A cancellation or an expiry is reported for the step whose turn it was."""
    name, contact = _who(announcement)
    return Facts(
        step=announcement.acted.step if announcement.acted else announcement.event.payload["turn"],
        time=_wire_time((announcement.acted and announcement.acted.acted_at) or announcement.event.at),
        worktype="CF" if announcement.event.kind in _APPROVALS else "RT",
        name=name,
        contact=contact,
        opinion=_opinion(announcement),
        status=_STATUS[Contract.Status(announcement.contract.status)],
    )


def client_id(target: ExportTarget, contract: Contract) -> str:
    """The one given at the start, else the company's own."""
    return target.client_id or contract.company.client_id


def document_links(target: ExportTarget, announcement: Announcement) -> dict[str, str]:
    """Where the sealed files are, once there are any: both protocols have the same keys for it."""
    urls = announcement.documents
    if urls is None:
        return {}
    if target.download_links:
        return {"cert_url": urls.certificate_download, "download_url": urls.document_download}
    return {"cert_url": urls.certificate_view, "download_url": urls.document_view}


def text_of(contract: Contract, value: FieldValue) -> str:
    """The value of a box, as text; a picture or a drawing as a link that shows it as it is now."""
    if value.data is None:
        return value.text
    return addresses.view(links.issue(contract, Link.Purpose.PICTURE, picture=value.data))


def _who(announcement: Announcement) -> tuple[str, str]:
    if announcement.acted is not None:
        return announcement.acted.name, announcement.acted.contact_address
    person = EventPerson.objects.filter(event=announcement.event).first()
    values = person.values if person else {}
    return values.get("name", ["", ""])[1], values.get("contact", ["", ""])[1]


def _opinion(announcement: Announcement) -> str:
    if announcement.acted is not None:
        return announcement.acted.opinion
    if announcement.event.kind == Event.Kind.EXPIRED:
        return _EXPIRED.of(announcement.contract.language)
    return announcement.contract.end_reason


def _wire_time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.0")
