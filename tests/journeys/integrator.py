"""A company's program that calls the API, and its end of the exports."""

import json
import re
import urllib.request
from html import unescape
from typing import Any

from dojang.cli.demo.receiver import Receiver
from tests.journeys.server import PASSWORD, Instance, Server

COMP_ID, EMAIL = "testapi", "guide@esignon.net"
EXPORT_WAIT = 60.0
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class CallRefused(Exception):
    """The API said no."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"{code}: {words}")
        self.code = code


class Caller:
    """Logged in once, as programs are."""

    def __init__(self, server: Instance) -> None:
        self.server = server
        self.token = ""
        self.token = str(self.call("login", "1001Q", {"memb_email": EMAIL, "memb_pwd": PASSWORD})["access_token"])

    def start(self, body: dict[str, object]) -> dict[str, Any]:
        """Start a contract by 5005Q; the answer's body."""
        return self.call("startsimple", "5005Q", body)

    def call(self, call: str, code: str, body: dict[str, object]) -> dict[str, Any]:
        message = json.dumps({"header": {"request_code": code, "version": "9.9.99"}, "body": body})
        answer = self.post(call, message)
        if answer["header"]["result_code"] != "00":
            raise CallRefused(answer["header"]["result_code"], answer["header"]["result_msg"])
        told: dict[str, Any] = answer["body"]
        return told

    def post(self, call: str, message: str) -> dict[str, Any]:
        """The answer to a message that is sent as it is."""
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"esignon {self.token}"} if self.token else {}
        )
        request = urllib.request.Request(f"{self.server.url}/api/{COMP_ID}/{call}", message.encode(), headers)  # noqa: S310 — our own server
        with _direct.open(request, timeout=60) as reply:
            answer: dict[str, Any] = json.load(reply)
            return answer

    def messages(self, contract: str) -> list["Told"]:
        """The messages about a contract, oldest first, from the page for developers."""
        listing = _page(f"{self.server.url}/dev/messages")
        rows = re.findall(r'href="(/dev/messages/\d+)"', listing)
        shown = [_told(_page(f"{self.server.url}{row}")) for row in rows]
        return [one for one in reversed(shown) if one.contract == contract]


class Integrator(Caller):
    """One who listens to the exports as well."""

    server: Server

    def __init__(self, server: Server, receiver: Receiver) -> None:
        super().__init__(server)
        self.receiver = receiver

    def exports(self, mode: str = "embed", **more: object) -> dict[str, object]:
        """`export_api_info` for every step; what the signers filled in comes along when `more` asks for it."""
        return {"export_api_info": {"api_type": "ALL", "url": self.receiver.url, "request_code": mode, **more}}

    def next_export(self) -> dict[str, Any]:
        """The body of the next export."""
        return dict(self.receiver.next(EXPORT_WAIT)["body"])


class Told:
    """One message."""

    def __init__(self, contract: str, address: str, state: str, subject: str, links: list[str]) -> None:
        self.contract, self.address, self.state, self.subject, self.links = contract, address, state, subject, links


def _page(url: str) -> str:
    with _direct.open(url, timeout=30) as reply:
        text: str = reply.read().decode()
        return text


def _told(page: str) -> Told:
    def one(pattern: str) -> str:
        found = re.search(pattern, page, re.DOTALL)
        assert found, pattern
        return unescape(found[1])

    return Told(
        contract=one(r"<dt>Contract</dt><dd>(\d+)"),
        address=one(r"<dt>To</dt><dd>[^<]* · ([^<]*)</dd>"),
        state=one(r'data-state="([^"]*)"'),
        subject=one(r"<h1>([^<]*)</h1>"),
        links=[unescape(link) for link in re.findall(r'class="button" href="([^"]*)"', page)],
    )
