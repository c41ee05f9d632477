"""The export of v3: flat, with every box of the document.

Of the vendor's own keys few are known: workflow_id, client_id, status, field_list, sign_url, download_url. All others are those
of the coded protocol, with its forms of values, so that a receiver finds them where it knows them.
"""

from typing import Any

from dojang.contracts.announcement import Announcement
from dojang.contracts.models import Contract, FieldValue
from dojang.exports.models import ExportTarget
from dojang.exports.payloads.facts import Facts, client_id, document_links, text_of


def export(target: ExportTarget, announcement: Announcement, facts: Facts) -> dict[str, Any]:
    """The same keys each time; `is_embed` adds where the next signer signs or where the sealed files are, a public link its id."""
    body: dict[str, Any] = {
        "workflow_id": announcement.contract.pk,
        "client_id": client_id(target, announcement.contract),
        "actionid": str(facts.step),
        "workdatetime": facts.time,
        "worktype": facts.worktype,
        "useremail": facts.contact,
        "user_name": facts.name,
        "opinion": facts.opinion,
        "status": facts.status,
        "field_list": _fields(target, announcement.contract),
    }
    if announcement.contract.via == Contract.Via.LINK:
        body["link_id"] = announcement.contract.public_link_use.link_id
    return body | (_sign_fields(target, announcement) if target.embed else {})


def _sign_fields(target: ExportTarget, announcement: Announcement) -> dict[str, str]:
    if announcement.invitation is None:
        return document_links(target, announcement)
    signer = announcement.invitation.signer
    return {
        "sign_url": announcement.invitation.url,
        "next_play_user": signer.contact_address,
        "next_user_name": signer.name,
    }


def _fields(target: ExportTarget, contract: Contract) -> list[dict[str, str]]:
    """Every box in the layout's order, empty ones too, so that a receiver finds each name each time."""
    kept = {row.name: row for row in FieldValue.objects.filter(contract=contract)}
    names = [field.name for field in contract.read_layout().fields]
    return [
        {"name": target.new_names.get(name, name), "value": text_of(contract, kept[name]) if name in kept else ""}
        for name in names
    ]
