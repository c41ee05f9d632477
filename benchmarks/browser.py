"""One contract over real HTTP: the call that starts it, and each signer's visit from link to approval. Needs Django."""

import json
import os
import urllib.request
from typing import Any

from benchmarks.conductor import invitation, signers
from benchmarks.stopwatch import Stopwatch
from benchmarks.world import PASSWORD, TEMPLATE
from dojang.cli import samples
from dojang.cli.demo.browser import Signer
from dojang.cli.demo.story import FILLED
from dojang.contracts.models import Contract


def run(watch: Stopwatch) -> None:
    """Log in, start, let every signer approve; the seal is a worker's, and none runs."""
    token = _call("login", "1001Q", {"memb_email": samples.EMAIL, "memb_pwd": PASSWORD}, "")["access_token"]
    count = Contract.objects.values_list("step_count", flat=True).latest("pk")
    order = _order(count)
    with watch.phase("HTTP start"):
        contract = int(_call("startsimple", "5005Q", order, token)["workflow_id"])
    for step in range(1, count + 1):
        signer, url = Signer(f"Signer {step}"), invitation(contract, step)
        with watch.phase("HTTP sign"):
            signer.sign(url)
    assert Contract.objects.get(pk=contract).status == Contract.Status.SEALING


def _order(count: int) -> dict[str, Any]:
    people = [
        {"field_owner": str(step), "email": signer.contact.address, "name": signer.name}
        for step, signer in enumerate(signers(count), start=1)
    ]
    return {
        "memb_email": samples.EMAIL, "doc_id": TEMPLATE, "workflow_name": "근로계약서 박지훈", "language": "ko-KR",
        "player_list": people,
        "field_list": [{"field_name": name, "field_value": value} for name, value in FILLED.items()],
    }  # fmt: skip


def _call(call: str, code: str, body: dict[str, Any], token: str) -> dict[str, Any]:
    message = json.dumps({"header": {"request_code": code, "version": "9.9.99"}, "body": body}).encode()
    headers = {"Content-Type": "application/json", **({"Authorization": f"esignon {token}"} if token else {})}
    url = f"{os.environ['DOJANG_BASE_URL']}/api/{samples.COMP_ID}/{call}"
    request = urllib.request.Request(url, message, headers)  # noqa: S310 — our own server
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as reply:
        answer: dict[str, Any] = json.load(reply)
    assert answer["header"]["result_code"] == "00", answer
    told: dict[str, Any] = answer["body"]
    return told
