"""The export of the coded protocol: exactly the keys, in exactly the order, that the editions of its document have."""

from collections.abc import Mapping
from typing import Any

from dojang.contracts.announcement import Announcement
from dojang.contracts.models import Contract, FieldValue
from dojang.exports.models import ExportTarget
from dojang.exports.payloads.facts import Facts, client_id, document_links, text_of

FIXED_KEYS = frozenset(
    ["wfluid", "clientid", "processid", "requestid", "actionid", "workdatetime", "worktype", "wfuid", "useremail", "opinion",
     "next_play_user", "play_url", "cert_url", "download_url", "status", "next_user_name", "user_name"]
)  # fmt: skip


def export(target: ExportTarget, announcement: Announcement, facts: Facts) -> dict[str, Any]:
    """Header and body.

    A value of the document is asked for by `params`; a parameter named like a fixed key is left out, because a receiver must
    be able to rely on those.
    """
    header = {"api_name": "export", "session_id": "S1001", "request_code": target.request_code}
    if target.authorization:
        header["authorization"] = target.authorization
    params = _params(target, announcement.contract)
    return {
        "header": header,
        "body": _event_fields(target, announcement, facts) | params | _state_fields(target, announcement, facts),
    }


def _event_fields(target: ExportTarget, announcement: Announcement, facts: Facts) -> dict[str, str]:
    step = str(facts.step)
    return {
        "wfluid": "0",
        "clientid": client_id(target, announcement.contract),
        "processid": step,
        "requestid": target.request_code,
        "actionid": step,
        "workdatetime": facts.time,
        "worktype": facts.worktype,
        "wfuid": str(announcement.contract.pk),
        "useremail": facts.contact,
        "opinion": facts.opinion,
    }


def _state_fields(target: ExportTarget, announcement: Announcement, facts: Facts) -> dict[str, str]:
    status = {"status": facts.status}
    if target.embed and announcement.invitation is not None:
        next_one = announcement.invitation.signer
        invited = {"next_play_user": next_one.contact_address, "play_url": announcement.invitation.url}
        return invited | status | {"next_user_name": next_one.name, "user_name": facts.name}
    if target.embed and announcement.documents is not None:
        return document_links(target, announcement) | status | {"user_name": facts.name}
    return status


def _params(target: ExportTarget, contract: Contract) -> dict[str, str]:
    wanted = [param for param in target.params if param["name"] not in FIXED_KEYS]
    names = {name for param in wanted for name in param["fields"]}
    rows = FieldValue.objects.filter(contract=contract, name__in=names) if names else []
    filled = {row.name: row for row in rows if row.text or row.data}
    return {param["name"]: _param(param, filled, contract) for param in wanted}


def _param(param: Mapping[str, Any], filled: Mapping[str, FieldValue], contract: Contract) -> str:
    first = next((filled[name] for name in param["fields"] if name in filled), None)
    return text_of(contract, first) if first else str(param["default"])
