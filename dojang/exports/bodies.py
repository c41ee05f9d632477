"""The body of an export: exactly the keys, in exactly the order, that the editions of the API document."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dojang.contracts import links
from dojang.contracts.models import Contract, Event, EventPerson, FieldValue, Link
from dojang.contracts.news import News
from dojang.exports.models import ExportTarget
from dojang.lib import addresses
from dojang.lib.texts import Text

FIXED_KEYS = frozenset(
    ["wfluid", "clientid", "processid", "requestid", "actionid", "workdatetime", "worktype", "wfuid", "useremail", "opinion",
     "next_play_user", "play_url", "cert_url", "download_url", "status", "next_user_name", "user_name"]
)  # fmt: skip
_STATUS = {
    Contract.Status.PLAYING: "Playing",
    Contract.Status.COMPLETE: "Complete",
    Contract.Status.CANCELED: "Canceled",
}
_APPROVALS = {Event.Kind.APPROVED, Event.Kind.SEALED}
_EXPIRED = Text(ko="작성 기한이 지났습니다.", en="The deadline has passed.", ja="作成期限が過ぎました。")


def freeze(target: ExportTarget, news: News) -> bytes:
    """The JSON that every try will send, as UTF-8.

    A value of the document is asked for by `params`; a parameter named like a fixed key is left out, because a receiver must
    be able to rely on those. Pictures and signatures are told as links that show them.
    """
    header = {"api_name": "export", "session_id": "S1001", "request_code": target.request_code}
    if target.authorization:
        header["authorization"] = target.authorization
    params = {name: value for name, value in _params(target, news.contract).items() if name not in FIXED_KEYS}
    body = _what_happened(target, news) | params | _how_it_stands(target, news)
    return json.dumps({"header": header, "body": body}, ensure_ascii=False, separators=(",", ":")).encode()


def _what_happened(target: ExportTarget, news: News) -> dict[str, str]:
    # For a cancellation or an expiry, nobody acted: it is told of the step whose turn it was.
    step = str(news.acted.step if news.acted else news.event.payload["turn"])
    return {
        "wfluid": "0",
        "clientid": target.client_id or news.contract.company.client_id,
        "processid": step,
        "requestid": target.request_code,
        "actionid": step,
        "workdatetime": _wire_time((news.acted and news.acted.acted_at) or news.event.at),
        "worktype": "CF" if news.event.kind in _APPROVALS else "RT",
        "wfuid": str(news.contract.pk),
        "useremail": news.acted.contact_address if news.acted else _canceler(news.event),
        "opinion": _opinion(news),
    }


def _how_it_stands(target: ExportTarget, news: News) -> dict[str, str]:
    status = _STATUS[Contract.Status(news.contract.status)]
    acted = {"user_name": news.acted.name} if news.acted else {}
    if target.embed and news.invitation is not None:
        next_one = news.invitation.signer
        invited = {"next_play_user": next_one.contact_address, "play_url": news.invitation.url}
        return invited | {"status": status, "next_user_name": next_one.name} | acted
    if target.embed and news.documents is not None:
        return _document_links(target, news) | {"status": status} | acted
    return {"status": status}


def _document_links(target: ExportTarget, news: News) -> dict[str, str]:
    urls = news.documents
    if urls is None:
        return {}
    if target.download_links:
        return {"cert_url": urls.certificate_download, "download_url": urls.document_download}
    return {"cert_url": urls.certificate_view, "download_url": urls.document_view}


def _canceler(event: Event) -> str:
    person = EventPerson.objects.filter(event=event).first()
    _salt, contact = person.values.get("contact", ("", "")) if person else ("", "")
    return str(contact)


def _opinion(news: News) -> str:
    if news.acted is not None:
        return news.acted.opinion
    if news.event.kind == Event.Kind.EXPIRED:
        return _EXPIRED.of(news.contract.language)
    return news.contract.end_reason


def _params(target: ExportTarget, contract: Contract) -> dict[str, str]:
    wanted = {name for param in target.params for name in param["fields"]}
    rows = FieldValue.objects.filter(contract=contract, name__in=wanted) if wanted else []
    filled = {row.name: row for row in rows if row.text or row.data}
    return {param["name"]: _param(param, filled, contract) for param in target.params}


def _param(param: Mapping[str, Any], filled: Mapping[str, FieldValue], contract: Contract) -> str:
    first = next((filled[name] for name in param["fields"] if name in filled), None)
    if first is None:
        return str(param["default"])
    return first.text or addresses.view(links.issue(contract, Link.Purpose.PICTURE, field=first.name))


def _wire_time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.0")
