"""Contracts as far as a test of a reading call needs them, and the calls that read."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from dojang.api.tests.calling import Api, Json
from dojang.contracts import machine
from dojang.contracts.models import Contract
from dojang.contracts.readers import Raw
from dojang.documents.models import Sealed
from dojang.flow import acts, entry, termination
from dojang.flow.orders import CopyOrder
from dojang.flow.outbox import invite
from dojang.flow.start import start
from dojang.lib import blobs
from dojang.lib.contact import Contact
from dojang.lib.visitor import NOBODY
from tests import factories
from tests.factories import CHOI, STROKES

CHOI_READS = CopyOrder(name="Choi", contact=Contact.read(CHOI))


def begin(api: Api, **order: Any) -> Contract:
    """A contract between Lee and Park that Kim has started."""
    return start(factories.order(api.company, **order)).contract


def approve(contract: Contract, raw: Mapping[str, Raw] | None = None, opinion: str = "") -> None:
    """The signer who has the turn approves."""
    contract.refresh_from_db()
    session = factories.agreed(entry.exchange(invite(contract).url.partition("token=")[2], NOBODY).session)
    acts.approve(session, {f"sign{contract.turn}": STROKES} if raw is None else raw, opinion, NOBODY)
    contract.refresh_from_db()


def reject(contract: Contract, opinion: str = "") -> None:
    """The signer who has the turn sends it back."""
    contract.refresh_from_db()
    session = factories.agreed(entry.exchange(invite(contract).url.partition("token=")[2], NOBODY).session)
    acts.reject(session, opinion, NOBODY)
    contract.refresh_from_db()


def complete(contract: Contract) -> Contract:
    """Both approve and it is sealed; files of a few bytes stand in the place of the sealed ones."""
    approve(contract)
    approve(contract)
    for kind in Sealed.Kind.values:
        key = blobs.put("tests", f"%PDF-1.7 {kind}".encode(), ".pdf")
        Sealed.objects.create(contract=contract, kind=kind, blob=key, sha256=blobs.named_hash(key), size=9)
    machine.sealed(contract, {})
    return contract


def cancel(api: Api, contract: Contract, reason: str = "") -> Contract:
    return termination.cancel(contract.pk, api.member, reason, NOBODY)


def delete(api: Api, contract: Contract) -> Contract:
    """Canceled, and then deleted."""
    cancel(api, contract)
    return termination.delete(contract.pk, api.member, NOBODY)


def dispose(api: Api, contract: Contract, reason: str = "") -> Contract:
    return termination.dispose(contract.pk, api.member, reason, NOBODY)


def get(api: Api, address: str, **headers: str) -> Json:
    """The answer to a GET."""
    given = {"Authorization": f"esignon {api.token}"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return read(api.client.get(address, headers=given))


def post(api: Api, address: str, body: Any, **headers: str) -> Json:
    """The answer to flat JSON."""
    return read(api.raw(address, json.dumps(body), **headers))


def search(api: Api, code: str, body: Any, *, lang: str = "") -> Json:
    """The answer to a 5008Q or 5009Q."""
    message = {
        "header": {"request_code": code, "api_name": "start api", "session_id": "", "version": "1.1.60"},
        "body": body,
    }
    return api.post("search", json.dumps(message), lang=lang)


def read(response: Any) -> Json:
    assert isinstance(response, HttpResponse)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    answer: Json = json.loads(response.content)
    return answer


def wfuids(answer: Json) -> list[int]:
    """The contracts in a list, by their ids."""
    listed = answer["body"].get("wf_list", answer["body"].get("workflow_list"))
    return [int(row["wfuid"]) for row in listed]
