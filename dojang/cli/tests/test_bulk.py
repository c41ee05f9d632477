"""Bulk starts, from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dojang.bulk.models import BulkRow
from dojang.cli.main import cli
from dojang.companies.models import Company
from dojang.contracts.models import Contract, FieldValue
from dojang.flow import bulk_starts
from tests import factories
from tests.factories import KIM, LEE, PARK

pytestmark = pytest.mark.django_db(transaction=True)
LINE = f"A-1,Lee,{LEE},Park,{PARK},Lee\n"
HEAD = "reference,name1,email,name2,email2,reply\n"
ROW = {"recipient_list": [{"email": LEE, "name": "Lee"}, {"email": PARK, "name": "Park"}]}


@pytest.fixture(autouse=True)
def acme() -> Company:
    company = factories.company("acme")
    factories.member(company)
    factories.template(company)
    return company


def dojang(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["bulk", *arguments, "--company", "acme"])


def start(folder: Path, name: str, text: str, *more: str) -> Result:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return dojang("start", str(file), "--member", KIM, "--template", "1", "--title", "NDA", *more)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", HEAD + LINE * 2),
        ("a.csv", "\ufeff" + HEAD + LINE * 2),
        ("a.json", json.dumps([ROW, ROW])),
        ("a.json", json.dumps({"rows": [ROW, ROW]})),
        ("a.jsonl", json.dumps(ROW) + "\n\n" + json.dumps(ROW) + "\n"),
    ],
)
def test_every_row_of_a_file_is_started_by_the_worker(tmp_path: Path, name: str, text: str) -> None:
    told = start(tmp_path, name, text)
    assert told.exit_code == 0, told.output
    assert told.output.endswith(": 2 rows, 2 waiting, 0 started, 0 failed, 0 canceled\n")
    assert bulk_starts.work(lambda: False)
    assert Contract.objects.filter(title="NDA", via="bulk", starter__email=KIM).count() == 2
    number = told.output.split()[1].rstrip(":")
    assert "2 started" in dojang("show", number).output


def test_a_column_that_is_no_signer_s_fills_a_box(tmp_path: Path) -> None:
    start(tmp_path, "a.csv", HEAD + LINE)
    bulk_starts.work(lambda: False)
    assert FieldValue.objects.get(name="reply").text == "Lee"
    assert BulkRow.objects.get().reference == "A-1"


def test_rows_that_failed_are_told_with_the_reason(tmp_path: Path) -> None:
    told = start(tmp_path, "a.csv", HEAD + LINE + "A-2,Lee,nobody,Park,park@example.test,\n")
    assert "row 2 A-2: The e-mail format is incorrect." in told.output


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.json", "{", "cannot be read"),
        ("a.json", "7", "must be a list of rows"),
        ("a.json", "[]", "has no rows"),
        ("a.csv", "", "must name the columns"),
        ("a.csv", "Lee;lee@example.test\nPark;x\n", "must name the columns"),
        ("a.csv", HEAD + "1,2,3,4,5,6,7\n", "more columns"),
        ("a.json", json.dumps([{}] * 10_001), "10,000 are possible"),
    ],
)
def test_a_file_that_holds_no_rows_is_refused(tmp_path: Path, name: str, text: str, says: str) -> None:
    told = start(tmp_path, name, text)
    assert told.exit_code == 2
    assert says in told.output
    assert not BulkRow.objects.exists()


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no bulk start 7" in dojang("show", "7").output
    assert "There is no such template" in start(tmp_path, "a.csv", HEAD + LINE, "--template", "9").output


@pytest.mark.parametrize("wrong", ["\\u0000", "\\ud800"])
def test_a_character_that_cannot_be_kept_is_refused_before_anything_is_taken_down(tmp_path: Path, wrong: str) -> None:
    told = start(tmp_path, "rows.json", json.dumps([ROW | {"reference": "A"}]).replace('"A"', f'"A{wrong}"'))
    assert "cannot be kept" in told.output
    assert not BulkRow.objects.exists()
