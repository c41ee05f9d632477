"""What others make of the OpenAPI document: checkers find no fault in it, and generated clients start a contract."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from dojang.api.openapi import document
from dojang.api.tests.calling import Api
from dojang.contracts.models import Contract

RULESETS = Path(__file__).parent / "rulesets"
NODE = Path(__file__).resolve().parents[3] / "node_modules" / ".bin"
SILENT = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
IN_TYPESCRIPT = """
import type { paths } from "./api.js";

declare const process: { argv: string[] };
type Start = paths["/api/v3/workflows/start"]["post"];
const [server, token] = process.argv.slice(2);
const order: Start["requestBody"]["content"]["application/json"] = {
  workflow_name: "NDA 2026",
  template_id: 1,
  recipient_list: [
    { order: 1, email: "lee@example.test", name: "Lee" },
    { order: 2, email: "park@example.test", name: "Park" },
  ],
};
const response = await fetch(`${server}/api/v3/workflows/start`, {
  method: "POST",
  headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
  body: JSON.stringify(order),
});
const started = (await response.json()) as Start["responses"]["200"]["content"]["application/json"];
console.log(started.workflow_id);
"""
IN_PYTHON = """
import importlib, pkgutil, sys
import client
from client.api.workflows import workflows_start
from client.models import Recipient, WorkflowOrder

for module in pkgutil.walk_packages(client.__path__, "client."):
    importlib.import_module(module.name)
server, token = sys.argv[1:]
order = WorkflowOrder(
    workflow_name="NDA 2026",
    template_id=1,
    recipient_list=[
        Recipient(order=1, email="lee@example.test", name="Lee"),
        Recipient(order=2, email="park@example.test", name="Park"),
    ],
)
started = workflows_start.sync(client=client.AuthenticatedClient(base_url=server, token=token), body=order)
print(started.workflow_id)
"""
# A PDF is bytes; the generator knows those by another name. Nothing is formatted afterwards.
FOR_PYTHON = """
content_type_overrides: {application/pdf: application/octet-stream}
post_hooks: []
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the document in it."""
    (tmp_path / "openapi.json").write_text(json.dumps(document()))
    return tmp_path


def run(folder: Path, *command: str | Path) -> str:
    """What the command prints that ends well in this folder."""
    done = subprocess.run(command, cwd=folder, env=os.environ | SILENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_redocly_finds_no_fault(folder: Path) -> None:
    ruleset = RULESETS / "redocly.yaml"
    told: dict[str, Any] = json.loads(
        run(folder, NODE / "redocly", "lint", "--config", ruleset, "--format", "json", "openapi.json")
    )
    assert told["problems"] == []


def test_spectral_finds_no_fault(folder: Path) -> None:
    run(
        folder,
        NODE / "spectral",
        "lint",
        "--ruleset",
        RULESETS / "spectral.yaml",
        "--fail-severity=hint",
        "openapi.json",
    )


@pytest.mark.django_db(transaction=True)
def test_typescript_starts_a_contract_by_generated_types(folder: Path, api: Api, live_server: LiveServer) -> None:
    run(folder, NODE / "openapi-typescript", "openapi.json", "--output", "api.d.ts")
    (folder / "start.mts").write_text(IN_TYPESCRIPT)
    run(folder, NODE / "tsc", "--strict", "--module", "nodenext", "--target", "es2022", "start.mts")
    assert int(run(folder, "node", "start.mjs", live_server.url, api.token)) == Contract.objects.get().pk


@pytest.mark.django_db(transaction=True)
def test_python_starts_a_contract_by_a_generated_client(folder: Path, api: Api, live_server: LiveServer) -> None:
    (folder / "config.yaml").write_text(FOR_PYTHON)
    (folder / "start.py").write_text(IN_PYTHON)
    generated = ["--path", "openapi.json", "--output-path", "client", "--meta", "none", "--config", "config.yaml"]
    run(folder, Path(sys.executable).with_name("openapi-python-client"), "generate", "--fail-on-warning", *generated)
    assert int(run(folder, sys.executable, "start.py", live_server.url, api.token)) == Contract.objects.get().pk
