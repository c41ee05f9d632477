"""The company's own program, which sees to it that there is always something for made-up calls to be about."""

import json
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

import requests

from dojang.api.v3.templates.examples import UPLOAD
from dojang.api.v3.workflows.examples import START
from tests.journeys.server import wait_until

_LEE, _PARK = "lee@example.test", "park@example.test"  # as in the example
_PATIENCE = 60.0  # seconds for one answer
_OF_SEALED = ("/dispose", "/certificate", "contract_id}/document", "/download")
_MAX_FINISHED = 8
# Nothing listens there, so that exports to it stay in line.
DEAD = "http://127.0.0.1:9/exports"


class Program:
    """Calls one server with a token that may do everything."""

    def __init__(self, url: str, comp_id: str, token: str, receiver: str) -> None:
        self._url, self._comp_id, self.token, self.receiver = url, comp_id, token, receiver
        self._finished: deque[int] = deque()
        self.template = 0  # what it starts from, once it is there
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"

    def whoami(self) -> int:
        """The token's own id."""
        return int(self._ask("GET", "/api/v3/whoami")["token_id"])

    def myself(self, email: str) -> int:
        """The member's id."""
        members = self._ask("GET", "/api/v3/members")["members"]
        return next(int(one["member_id"]) for one in members if one["email"] == email)

    def upload(self, pdf: bytes, *, bulk: bool = False) -> int:
        """A template of the example's boxes. One for bulk has its second step filled by its starter."""
        layout = json.loads(UPLOAD["layout"]) | {"bulk": bulk}
        layout["steps"][1]["starter"] = bulk
        form = {"name": "Fuzz", "layout": json.dumps(layout)}
        made = self._ask("POST", "/api/v3/templates", data=form, files={"pdf": ("nda.pdf", pdf, "application/pdf")})
        while made.get("state") in ("waiting", "processing"):  # on a busy machine
            time.sleep(0.5)
            made = self._ask("GET", f"/api/v3/templates/uploads/{made['upload_id']}")
        return int((made.get("template") or made)["template_id"])

    def suited(self, operation: str) -> int:
        """A contract as the operation wants it."""
        makers = {"DELETE": self._canceled, "/exports": self._stuck} | dict.fromkeys(_OF_SEALED, self._sealed)
        return next((make for part, make in makers.items() if part in operation), self.start)()

    def start(self, export_to: str = "") -> int:
        """A contract between Lee and Park."""
        told = {"api_type": "ALL", "url": export_to}
        wanted = START | {"template_id": self.template} | ({"export_api_info": told} if export_to else {})
        return int(self._ask("POST", "/api/v3/workflows/start", json=wanted)["workflow_id"])

    def _canceled(self) -> int:
        contract = self.start()
        self._ask("POST", f"/api/v3/contracts/{contract}/cancel", json={"reason": "A mistake"})
        return contract

    def _stuck(self) -> int:
        """A contract whose first export does not arrive."""
        contract = self.start(DEAD)
        self._approve(contract, 1, _LEE)
        return contract

    def finish(self) -> int:
        """A contract that both have approved, with exports to the receiver. It is sealed soon after."""
        contract = self.start(self.receiver)
        self._approve(contract, 1, _LEE)
        self._approve(contract, 2, _PARK)
        self._finished.append(contract)
        return contract

    def _sealed(self) -> int:
        """One after the other of those that were finished. To seal takes long, so there are only so many."""
        if len(self._finished) < _MAX_FINISHED:
            self.finish()
        self._finished.rotate(-1)
        return self._finished[0]

    def wait_for_seal(self, contract: int) -> None:
        wait_until(lambda: self._ask("GET", f"/api/v3/contracts/{contract}")["status"] == "Complete")

    def exports(self) -> list[int]:
        """The newest exports."""
        return [one["id"] for one in self._ask("GET", "/api/v3/exports")["exports"]]

    def _approve(self, contract: int, step: int, signer: str) -> None:
        body = {"workflow_id": str(contract), "action_id": str(step), "memb_email": signer, "command": "CF"}
        message = {"header": {"request_code": "5010Q"}, "body": body}
        answer = self._ask("POST", f"/api/{self._comp_id}/action", json=message)
        assert answer["header"]["result_code"] == "00", answer

    def _ask(self, method: str, path: str, **given: Any) -> Mapping[str, Any]:
        response = self._session.request(method, self._url + path, timeout=_PATIENCE, **given)
        assert response.ok, response.text
        answer: Mapping[str, Any] = response.json()
        return answer
