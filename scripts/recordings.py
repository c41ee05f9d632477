"""What Dojang says at its doors, recorded, so that a rebuilt inside can be compared with the one before.

    .venv/bin/python scripts/recordings.py make FOLDER       starts a server of its own and records it, in some minutes
    .venv/bin/python scripts/recordings.py compare OLD NEW   prints what differs; ends with 1 where something does

It knows Dojang by its command line, its HTTP and its OpenAPI document alone, so one copy of it records any version:
run it with the Python of the version that is to be recorded.
"""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pikepdf

COMP_ID, EMAIL, PASSWORD = "testapi", "guide@esignon.net", "guide-password"
DOJANG = [sys.executable, "-m", "dojang"]
TEMPLATE = 900
EXAMPLE_EMAIL, EXAMPLE_PASSWORD = "kim@acme.test", "correct horse"  # whom the document's examples name
LANGUAGES = ("ko", "en", "ja")
WRONG: tuple[Any, ...] = (
    None,
    "",
    "x",
    " ",
    0,
    -1,
    7,
    True,
    [],
    {},
    "2020-01-01",
    "가" * 300,
    "nobody@example.invalid",
)
# What differs from one run to the next, and what stands for it.
CHANGING = (
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?"), "<time>"),
    (re.compile(r"127\.0\.0\.1:\d+"), "<host>"),
    (re.compile(r"msg_[0-9a-f]{32}"), "<message>"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "<uuid>"),
    (re.compile(r"[A-Za-z0-9_.~+/=:-]{24,}"), "<secret>"),
    (re.compile(r"\"(size|milliseconds|took_ms)\": ?\d+"), r"<\1>"),
)
Json = Any


def main() -> None:
    match sys.argv[1:]:
        case ["make", folder]:
            make(Path(folder))
        case ["compare", old, new]:
            sys.exit(compare(Path(old), Path(new)))
        case _:
            sys.exit(__doc__)


# Comparing


def compare(old: Path, new: Path) -> int:
    """Print each recording that differs; 1 where one does, else 0."""
    differing = 0
    for name in sorted({path.name for path in (*old.iterdir(), *new.iterdir())}):
        before, after = (folder / name for folder in (old, new))
        was, now = (path.read_text().splitlines() if path.exists() else [] for path in (before, after))
        changes = [*difflib.unified_diff(was, now, lineterm="", n=0)][2:]
        differing += bool(changes)
        print(f"{name}: {len(was)} lines, {sum(line[0] in '+-' for line in changes)} differ")
        print("\n".join(line[:400] for line in changes[:60]))
    return int(differing > 0)


# Recording


def make(folder: Path) -> None:
    """Write `answers.jsonl`, `exports.jsonl`, `openapi.json` and `commands.txt` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, receiving() as (receiver, arrivals), serving(Path(data)) as url:
        token = run(
            "token", "create", "--company", COMP_ID, "--member", EMAIL, "--name", "r", "--scope", "all"
        ).split()[-1]
        caller = Caller(url, token)
        document = caller.ask("GET", "/api/openapi.json")[1]
        described = json.loads(document) | {"servers": []}  # an address of this run
        (folder / "openapi.json").write_text(json.dumps(described, ensure_ascii=False, indent=1))
        make_template(Path(data), json.loads(document))
        contracts = courses(caller, receiver)
        lines = [line for ask in requests(json.loads(document), contracts, receiver) for line in caller.record(*ask)]
        wait_for_quiet(arrivals)
        (folder / "answers.jsonl").write_text("\n".join(lines))
        mine = {str(contract) for contract in contracts}
        bodies = [settled(body) for body in arrivals if mine & set(re.findall(r"\d+", body))]
        (folder / "exports.jsonl").write_text("\n".join(sorted(bodies)))
    (folder / "commands.txt").write_text("\n".join(helps()))


class Caller:
    """Calls the server as the sample company's member."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url, token

    def ask(self, method: str, path: str, body: Json = None, token: str | None = None) -> tuple[int, str]:
        """The status and the text of an answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, method=method)  # noqa: S310 — our own server
        request.add_header("Authorization", f"esignon {self._token if token is None else token}")
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
                kind, content = response.headers.get_content_type(), response.read()
                return response.status, content.decode() if "json" in kind else f"<{kind}>"
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    def record(self, method: str, path: str, body: Json, languages: Sequence[str]) -> Iterator[str]:
        """A line for the answer in each language: the request, its status, its text without what changes."""
        for language in languages:
            joint = "&" if "?" in path else "?"
            status, text = self.ask(method, f"{path}{joint}lang={language}", body)
            asked = settled(json.dumps(body, ensure_ascii=False))
            yield f"{method} {path} {language} {asked[:3000]} → {status} {settled(text)[:20000]}"


def requests(document: Json, contracts: list[int], receiver: str) -> Iterator[tuple[str, str, Json, Sequence[str]]]:
    """Every example of the document in all languages; each body with one value missing or wrong, in one of them."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            media = operation.get("requestBody", {}).get("content", {})
            if (media and "application/json" not in media) or method == "delete" or path.endswith("/events"):
                continue  # events of messages come whenever the worker sends them
            address = filled(path, operation, contracts)
            content = media.get("application/json", {})
            examples = [one["value"] for one in content.get("examples", {}).values()] or [content.get("example")]
            for example in examples:
                body = json.loads(json.dumps(example).replace("https://erp.example/exports", receiver))
                yield method.upper(), address, body, LANGUAGES
                for number, variant in enumerate(variants(body) if isinstance(body, dict) else ()):
                    yield method.upper(), address, variant, (LANGUAGES[number % 3],)


def filled(path: str, operation: Json, contracts: list[int]) -> str:
    """The path with the examples of its parameters; a contract is one that was started here."""
    query = []
    for one in operation.get("parameters", ()):
        value = contracts[0] if one["name"] in ("contract_id", "workflow_id", "workflowId") else one.get("example", 1)
        value = COMP_ID if one["name"] in ("comp_id", "companyId", "company_id") else value
        path = path.replace("{" + one["name"] + "}", str(value))
        if one["in"] == "query" and "example" in one and one["name"] != "lang":
            query.append(f"{one['name']}={urllib.parse.quote(str(value))}")
    return path + ("?" + "&".join(query) if query else "")


def variants(value: Json) -> Iterator[Json]:
    """The object without each key in it, however deep, and with each wrong value at each key."""
    for key, inner in value.items():
        yield {name: one for name, one in value.items() if name != key}
        yield from ({**value, key: wrong} for wrong in WRONG)
        if isinstance(inner, dict):
            yield from ({**value, key: variant} for variant in variants(inner))
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield from ({**value, key: [variant, *inner[1:]]} for variant in variants(inner[0]))
            yield {**value, key: [*inner, inner[-1]]}
            yield {**value, key: inner[:-1]}


def make_template(folder: Path, document: Json) -> None:
    """A template of a blank page with the boxes of the document's own example, of which none must be filled in."""
    example = document["paths"]["/api/v3/templates"]["post"]["requestBody"]["content"]["multipart/form-data"]["example"]
    (folder / "layout.json").write_text(example["layout"])
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.save(folder / "blank.pdf")
    files = ["--pdf", str(folder / "blank.pdf"), "--layout", str(folder / "layout.json")]
    run("template", "import", "--company", COMP_ID, "--name", "Recorded", "--doc-id", str(TEMPLATE), *files)


def courses(caller: Caller, receiver: str) -> list[int]:
    """Contracts that went each way: approved by all and sealed, rejected, canceled, just started."""
    started = [start(caller, receiver, language, export) for language in LANGUAGES for export in ("ALL", "StartAndEnd")]
    first, second, third, fourth, *_ = started
    for contract in (first, second):
        for step, email in ((1, "lee@example.test"), (2, "park@example.test")):
            act(caller, contract, step, email, "CF")
    act(caller, third, 1, "lee@example.test", "CF")
    act(caller, third, 2, "park@example.test", "RT")
    act(caller, fourth, 1, "lee@example.test", "RT")
    deadline = time.monotonic() + 60
    while '"status":"Complete"' not in caller.ask("GET", f"/api/v3/contracts/{second}")[1].replace(" ", ""):
        if time.monotonic() > deadline:
            sys.exit("the contract was not sealed within a minute")
        time.sleep(0.2)
    return started


def start(caller: Caller, receiver: str, language: str, export: str) -> int:
    """The number of a contract from the first sample template."""
    status, text = caller.ask("POST", "/api/v3/workflows/start", {
        "workflow_name": f"Recorded {language}", "template_id": TEMPLATE, "language": language,
        "recipient_list": [{"order": 1, "email": "lee@example.test", "name": "Lee"},
                           {"order": 2, "email": "park@example.test", "name": "Park"}],
        "export_api_info": {"url": receiver, "api_type": export}})  # fmt: skip
    if status != 200:
        sys.exit(f"a contract could not be started: {text}")
    return int(json.loads(text)["workflow_id"])


def act(caller: Caller, contract: int, step: int, email: str, command: str) -> None:
    body = {
        "workflow_id": str(contract),
        "action_id": str(step),
        "memb_email": email,
        "command": command,
        "comment": "Why",
    }
    _, text = caller.ask("POST", f"/api/{COMP_ID}/action", {"header": {"request_code": "5010Q"}, "body": body})
    if json.loads(text)["header"]["result_code"] != "00":
        sys.exit(f"contract {contract} could not be acted on: {text}")


def settled(text: str) -> str:
    """The text on one line, with what differs from run to run replaced."""
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    return text.replace("\n", "⏎")


def helps() -> Iterator[str]:
    """What `--help` of each command says."""
    pending: list[list[str]] = [[]]
    while pending:
        words = pending.pop(0)
        text = run(*words, "--help")
        yield f"$ dojang {' '.join(words)}\n{text}"
        commands = text.partition("Commands:\n")[2]
        pending += [[*words, name] for name in re.findall(r"^  ([a-z][\w-]*)", commands, re.MULTILINE)]


def run(*words: str) -> str:
    done = subprocess.run([*DOJANG, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of a server with the samples, without limits of calls."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    for name in [name for name in os.environ if name.startswith(("DOJANG_", "DATABASE_"))]:
        del os.environ[name]
    os.environ |= {
        "DOJANG_DATA": str(data / "data"), "DOJANG_BASE_URL": url, "DOJANG_EXPORT_ALLOW": "127.0.0.1",
        "DOJANG_DEVELOPMENT": "true", "DOJANG_API_CALLS": "0", "DOJANG_LOGIN_TRIES": "0",
    }  # fmt: skip
    log = (data / "log").open("w")
    server = subprocess.Popen([*DOJANG, "up", "--port", str(port)], stdout=log, stderr=log)
    try:
        wait_for(f"{url}/healthz")
        run("samples", "--password", PASSWORD)
        run("member", "add", "--company", COMP_ID, "--password", EXAMPLE_PASSWORD, EXAMPLE_EMAIL)
        yield url
    finally:
        server.terminate()
        server.wait()
        shutil.copy(data / "log", "/tmp/recordings.log")  # noqa: S108 — for a person who wonders


def wait_for(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=5)  # noqa: S310 — our own server
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("the server did not become ready within two minutes")


def wait_for_quiet(arrivals: list[str]) -> None:
    seen = -1
    while seen != len(arrivals):
        seen = len(arrivals)
        time.sleep(5)


@contextmanager
def receiving() -> Iterator[tuple[str, list[str]]]:
    """The address of a receiver of exports, and the bodies that came so far."""
    arrivals: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            arrivals.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing: the bodies are what is looked at."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/exports", arrivals
    finally:
        server.shutdown()


def free_port() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        return int(server.server_address[1])


if __name__ == "__main__":
    main()
