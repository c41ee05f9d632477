"""Companies, templates, samples and messages, from the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from click.testing import CliRunner, Result
from psycopg.sql import SQL, Identifier

from dojang.cli.main import cli
from dojang.companies.models import Company, Member
from dojang.flow import start
from dojang.lib import blobs
from dojang.lib.postgres.server import Postgres
from dojang.library.models import TemplateVersion
from dojang.notifications.models import Message
from dojang.pdf.changes import Change, ChangeKind
from dojang.pdf.tests import hostile
from dojang.pdf.tests.corpus import one_page
from tests import factories
from tests.factories import KIM, blank_pdf, field

CREATE = ("company", "create", "acme", "--name", "Acme", "--member", KIM, "--password", "correct horse")
committed = pytest.mark.django_db(transaction=True)


def dojang(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a template and its layout."""
    (tmp_path / "nda.pdf").write_bytes(blank_pdf())
    (tmp_path / "nda.json").write_text(json.dumps({"steps": [{"step": 1}], "fields": [field("name", "text", 1)]}))
    return tmp_path


def take_in(files: Path, *more: str) -> Result:
    names = ("--pdf", str(files / "nda.pdf"), "--layout", str(files / "nda.json"), "--name", "NDA")
    return dojang("template", "import", "--company", "acme", *names, *more)


@committed
def test_a_company_is_created_once_and_then_up_to_date() -> None:
    first, again = dojang(*CREATE), dojang(*CREATE)
    assert first.output == f"company acme (Acme): created\nmember {KIM}: created\n"
    assert again.output == f"company acme (Acme): up to date\nmember {KIM}: up to date\n"
    assert dojang("company", "list").output == f"acme  Acme  0 contracts (no bound)\n  {KIM}\n"


@committed
def test_without_a_company_the_list_says_how_to_make_one() -> None:
    assert dojang("company", "list").output.startswith("There is no company yet. Make one: dojang company create")


@committed
def test_a_company_that_cannot_be_is_told_in_one_line() -> None:
    refused = dojang(*CREATE[:-1], "short")
    assert (refused.exit_code, refused.output) == (2, "The password must be at least 8 characters.\n")


@committed
def test_a_template_may_be_for_bulk(files: Path) -> None:
    dojang(*CREATE)
    take_in(files)
    take_in(files, "--bulk")
    assert [version.layout["bulk"] for version in TemplateVersion.objects.order_by("pk")] == [False, True]


@committed
def test_a_template_is_imported_once_and_then_unchanged(files: Path) -> None:
    dojang(*CREATE)
    told = [take_in(files, "--doc-id", "5").output for _ in range(2)]
    line = "template 5 (NDA) version 1: {}, 1 page, 1 step, 1 box\n"
    assert told == [line.format("imported"), line.format("unchanged")]
    assert dojang("template", "list", "--company", "ACME").output == "5  NDA  version 1\n"


@committed
def test_changed_files_are_a_new_version(files: Path) -> None:
    dojang(*CREATE)
    take_in(files, "--doc-id", "1")
    (files / "nda.json").write_text(json.dumps({"steps": [{"step": 1}], "fields": [field("other", "date", 1)]}))
    assert "version 2: imported" in take_in(files, "--doc-id", "1").output


def write(files: Path, name: str, data: bytes) -> None:
    (files / name).write_bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("nda.json", b"{", "nda.json is not JSON: "),
        ("nda.json", b"\xff\xfe", "nda.json is not JSON: "),
        ("nda.json", b"[" * 100_000, "nda.json is not JSON: "),
        (
            "nda.json",
            b'{"fields": [{"name": "sum"}]}',
            "nda.json cannot be used:\n  field 1 (sum): `kind` must be one of",
        ),
        ("nda.json", b"7", "nda.json cannot be used:\n  The layout must be an object"),
        ("nda.pdf", b"hello", "nda.pdf cannot be used. The file is not a PDF.\n"),
        ("nda.pdf", b"%PDF-1.7 hello", "nda.pdf cannot be used. The PDF is damaged."),
        ("nda.pdf", hostile.encrypted("secret"), "nda.pdf cannot be used. The PDF is protected by a password."),
        ("nda.pdf", hostile.signed(), "nda.pdf cannot be used. The PDF carries a signature already"),
        ("nda.pdf", hostile.xfa(dynamic=True), "nda.pdf cannot be used. The PDF is a dynamic XFA form"),
    ],
    ids=lambda given: "" if isinstance(given, bytes) else given[:40],
)
@committed
def test_a_file_that_cannot_be_used_is_told_in_words(files: Path, name: str, data: bytes, told: str) -> None:
    dojang(*CREATE)
    write(files, name, data)
    refused = take_in(files)
    assert (refused.exit_code, told in refused.output) == (2, True), refused.output
    assert not TemplateVersion.objects.exists()


@committed
def test_an_import_lists_pages_that_look_different(files: Path) -> None:
    dojang(*CREATE)
    take_in(files, "--doc-id", "1")
    TemplateVersion.objects.update(changes=[Change(2, ChangeKind.LOST).to_dict()])
    assert "  ! Page 2: part of what the original shows is missing.\n" in take_in(files, "--doc-id", "1").output
    assert "  ! 2쪽: 원본에 보이던" in take_in(files, "--doc-id", "1", "--lang", "ko").output


@committed
def test_templates_can_be_tried_again_and_those_that_fail_are_named(files: Path) -> None:
    dojang(*CREATE)
    take_in(files, "--doc-id", "1")
    assert dojang("template", "check").output == "0 templates tried, 0 failed\n"
    swallows = one_page(contents=(b"(a string that never ends",))
    TemplateVersion.objects.update(pdf=blobs.put("tests", swallows, ".pdf"))
    checked = dojang("template", "check", "--again", "--lang", "en")
    assert checked.exit_code == 1
    assert ") version 1: Filled-in values on page 1 are not visible." in checked.output
    assert checked.output.endswith("1 template tried, 1 failed\n")


@committed
def test_a_template_for_nobody_says_how_to_make_the_company(files: Path) -> None:
    refused = take_in(files)
    told = "There is no company acme. Make it first: dojang company create acme …\n"
    assert (refused.exit_code, refused.output) == (2, told)


@committed
def test_the_samples_are_installed_once() -> None:
    first, again = dojang("samples"), dojang("samples")
    assert (first.output.count("imported"), again.output.count("unchanged")) == (4, 4)
    assert (Company.objects.get().comp_id, Member.objects.get().email) == ("testapi", "guide@esignon.net")


def started(**given: Any) -> Message:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    start.start(factories.order(company, **given))
    return Message.objects.get()


@committed
def test_messages_are_told_with_their_state_and_secrets_only_when_asked_for() -> None:
    message = started()
    line = f"contract {message.contract_id}  email to lee@example.test: queued\n    [Acme] 서명 요청: NDA 2026\n"
    assert dojang("messages").output.endswith(f"(UTC+00:00)  {line}")
    assert "token=" not in dojang("messages").output
    assert "token=" in dojang("messages", "--full").output


@committed
def test_messages_can_be_those_of_one_contract() -> None:
    message = started()
    assert message.contract_id is not None
    assert "[Acme]" in dojang("messages", "--contract", str(message.contract_id)).output
    for other in (message.contract_id + 1, 10**30):
        assert dojang("messages", "--contract", str(other)).output == "There is no message.\n"


@committed
def test_what_people_wrote_does_not_steer_the_terminal() -> None:
    started(title="NDA \x1b[31mred\x07", comment="\x1b]0;owned\x07")
    told = dojang("messages", "--full").output
    assert ("NDA \ufffd[31mred\ufffd" in told, "\x1b" in told, "\x07" in told) == (True, False, False)


def alone(*arguments: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as an operator calls it."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DOJANG_", "DATABASE_", "DJANGO_"))
    }
    command = [sys.executable, "-m", "dojang", *arguments, "--data", str(data)]
    return subprocess.run(command, env=kept | more, capture_output=True, text=True, check=False)


def test_a_company_can_be_made_without_a_server_and_seen_beside_one(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert alone(*CREATE, data=data).stdout.startswith("company acme (Acme): created\n")
    with Postgres(data):
        assert alone("company", "list", data=data).stdout.startswith("acme  Acme  0 contracts")


def test_a_database_without_our_tables_is_refused_with_what_to_do(tmp_path: Path) -> None:
    here = os.environ["DATABASE_URL"]
    empty = f"empty_{os.getpid()}"
    with psycopg.connect(here, autocommit=True) as server:
        server.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(empty)))
        try:
            refused = alone(
                "company", "list", data=tmp_path, DATABASE_URL=urlsplit(here)._replace(path=f"/{empty}").geturl()
            )
        finally:
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(empty)))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.endswith("Bring them up to date: dojang migrate\n")
    assert "Traceback" not in refused.stderr


@committed
def test_a_template_s_boxes_can_be_looked_at(files: Path, tmp_path: Path) -> None:
    dojang(*CREATE)
    take_in(files, "--doc-id", "5")
    told = dojang("template", "preview", "--company", "acme", "--doc-id", "5", "--out", str(tmp_path / "boxes.pdf"))
    assert told.output == f"template 5 version 1: 1 box shown in {tmp_path / 'boxes.pdf'}\n"
    assert (tmp_path / "boxes.pdf").read_bytes().startswith(b"%PDF-")
    assert (
        "has no template 6" in dojang("template", "preview", "--company", "acme", "--doc-id", "6", "--out", "x").output
    )
