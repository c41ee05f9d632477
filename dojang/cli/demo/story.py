"""What the demo does, as an integrator and two signers would: only through HTTP. Each step prints a line."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from dojang.cli.demo.browser import Signer
from dojang.cli.demo.receiver import Receiver
from dojang.cli.demo.shop import Shop
from dojang_client import Dojang
from dojang_client.answers import WorkflowStarted

EXPORT_WAIT = 60.0
EMPLOYMENT, CONSENT = "2", 4
FILLED = {
    "document_number": "HR-2026-0412", "company_name": "주식회사 한빛테크", "worker_name": "박지훈",
    "term_open": "Y", "start_date": "2026-12-01", "workplace": "서울특별시 마포구 월드컵북로 396",
    "duties": "서버 개발 및 운영", "work_from": "09:00", "work_to": "18:00", "break_time": "12:00~13:00",
    "work_days": "5", "weekly_holiday": "일요일", "pay_monthly": "Y", "pay_amount": "3,800,000",
    "bonus_no": "Y", "pay_day": "25", "pay_by_bank": "Y", "insurance_employment": "Y", "insurance_accident": "Y",
    "insurance_pension": "Y", "insurance_health": "Y", "contract_date": date.today().isoformat(),  # noqa: DTZ011 — the day here
    "company_phone": "02-1234-5678", "company_address": "서울특별시 마포구 월드컵북로 396", "representative": "이영희",
    "worker_phone": "010-9876-5432", "worker_address": "경기도 고양시 일산동구 중앙로 1036",
    "worker_date": date.today().isoformat(),  # noqa: DTZ011
}  # fmt: skip


class Failed(Exception):
    """A step did not have the expected result."""


class Story:
    """One run of the demo against the server at `base_url`, which `dojang` calls; files go to `out`."""

    def __init__(self, base_url: str, dojang: Dojang, out: Path, receiver: Receiver, shop: Shop) -> None:
        self.base_url, self.dojang, self.out, self.receiver, self.shop = base_url, dojang, out, receiver, shop
        self.steps, self.open_link, self.shop_page = 0, "", ""

    def main_job(self, comp_id: str, email: str, password: str) -> None:
        """Log in, start, sign twice, receive the exports, fetch and check both sealed files."""
        until = self.dojang.log_in(comp_id, email, password)["expire_date"]
        self._say(f"Logged in as {email}", f"token until {until}")
        lee, park = Signer("이영희"), Signer("박지훈")
        url = self._start(email)
        self._sign(lee, url)
        url = self._export("Playing")["play_url"]
        self._sign(park, url)
        last = self._export("Complete")
        for name, key in (("document.pdf", "download_url"), ("certificate.pdf", "cert_url")):
            self._fetch(park, last[key], name)
            self._check(name)

    def leave_open(self, email: str) -> None:
        """Start a second contract in normal mode: its signer gets a message, and the link stays open for you."""
        answer = self._consent(email)
        self.open_link = f"{self.base_url}/mail/sign?token={answer['token']}"
        self._say(f"A second contract (no. {answer['workflow_id']}) is started in normal mode and left open")

    def embed(self, comp_id: str, email: str) -> None:
        """Let the shop's page frame the signing page, and start a contract for it."""
        self.dojang.company.change(frame_origins=[self.shop.origin])
        token = self._consent(email)["token"]
        self.shop_page = self.shop.page_for(f"{self.base_url}/api/{comp_id}/sign?token={token}")
        self._say("A shop's page at another origin may show the signing page", self.shop.origin)

    def print_places(self, comp_id: str, email: str, password: str) -> None:
        """Where to look next."""
        for name, place in (
            ("sign this", self.open_link),
            ("in a page", self.shop_page),
            ("messages", f"{self.base_url}/dev/messages"),
            ("API", f"{self.base_url}/api/{comp_id}/login  ({email} / {password})"),
            ("API reference", f"{self.base_url}/api/docs"),
            ("health", f"{self.base_url}/healthz"),
            ("files", str(self.out.resolve())),
        ):
            click.echo(f"  {name:<13} {place}")

    def _start(self, email: str) -> str:
        """By the coded call, as an integration written for eSignon does it."""
        body = {
            "memb_email": email, "doc_id": EMPLOYMENT, "workflow_name": "근로계약서 박지훈", "language": "ko-KR",
            "player_list": [
                {"field_owner": "1", "email": "lee@example.com", "name": "이영희"},
                {"field_owner": "2", "email": "010-9876-5432", "name": "박지훈"},
            ],
            "field_list": [{"field_name": name, "field_value": value} for name, value in FILLED.items()],
            "export_api_info": {
                "api_type": "ALL", "url": self.receiver.url, "request_code": "embed", "link_type": "download",
                "authorization": "demo-receiver-token",
                "request_params": [
                    {"param_id": "worker", "param_value": "-", "fields": [{"doc_id": EMPLOYMENT, "field_name": "worker_name"}]}
                ],
            },
        }  # fmt: skip
        answer = self.dojang.esignon.startsimple(body)
        self._say(
            f"Started contract {answer['workflow_id']} “{answer['workflow_name']}” with one call", answer["play_url"]
        )
        return str(answer["play_url"])

    def _consent(self, email: str) -> WorkflowStarted:
        """By v3, as a new integration does it."""
        return self.dojang.workflows.start(
            template_id=CONSENT, workflow_name="Photo consent", language="en", comment="Please sign before the company party.",
            recipient_list=[{"email": email, "name": "You"}], field_list=[{"name": "event", "value": "Company party 2026"}],
        )  # fmt: skip

    def _sign(self, signer: Signer, url: str) -> None:
        signer.sign(url)
        self._say(f"{signer.name} opened the link, filled the boxes, drew a signature and approved")

    def _export(self, status: str) -> dict[str, Any]:
        export = self.receiver.next(EXPORT_WAIT)
        body: dict[str, Any] = export["body"]
        if body["status"] != status:
            raise Failed(f"the export says {body['status']}, expected was {status}")
        values = {key: body[key] for key in ("worktype", "status", "actionid", "useremail", "worker")}
        self._say(f"Export {export['headers']['dojang-sequence']} arrived", json.dumps(values, ensure_ascii=False))
        return body

    def _fetch(self, signer: Signer, url: str, name: str) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        data = signer.fetch(url)
        (self.out / name).write_bytes(data)
        self._say(f"Downloaded {name}", f"{len(data):,} bytes → {self.out / name}")

    def _check(self, name: str) -> None:
        from dojang.cli.verify import trusted
        from dojang.pdf.raster import render_first_page_png
        from dojang.verify.report import check

        pdf = (self.out / name).read_bytes()
        report = check(pdf, trusted(()), "en")
        if not report.good:
            raise Failed(f"{name}: {report.conclusion} {' '.join(report.reasons)}")
        picture = self.out / f"{Path(name).stem}.png"
        picture.write_bytes(render_first_page_png(pdf, dpi=110))
        self._say(f"Verified {name}: {report.conclusion}", f"first page → {picture}")

    def _say(self, what: str, detail: str = "") -> None:
        self.steps += 1
        click.echo(f"{click.style(f'{self.steps:>3}', bold=True)}  {what}")
        if detail:
            click.secho(f"     {detail}", dim=True)
