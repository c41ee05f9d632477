"""Bulk starts, from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dojang.bulk.models import BulkRow
from dojang.cli.main import cli
from dojang.companies.models import Company
from dojang.contracts.models import Contract, FieldValue, Signer
from dojang.flow import bulk
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


def test_one_row_is_told_as_one(tmp_path: Path) -> None:
    assert ": 1 row, 1 waiting" in start(tmp_path, "a.csv", HEAD + LINE).output


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
    assert bulk.start_waiting_rows(lambda: False)
    assert Contract.objects.filter(title="NDA", via="bulk", starter__email=KIM).count() == 2
    number = told.output.split()[1].rstrip(":")
    assert "2 started" in dojang("show", number).output


def test_a_column_that_is_no_signer_s_fills_a_box(tmp_path: Path) -> None:
    start(tmp_path, "a.csv", HEAD + LINE)
    bulk.start_waiting_rows(lambda: False)
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


# As spreadsheets write it


def start_bytes(folder: Path, data: bytes, *more: str, name: str = "a.csv") -> Result:
    file = folder / name
    file.write_bytes(data)
    return dojang("start", str(file), "--member", KIM, "--template", "1", "--title", "NDA", *more)


def names() -> list[str]:
    bulk.start_waiting_rows(lambda: False)
    return list(Signer.objects.filter(step=1).order_by("pk").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("encoding", "name", "told"),
    [
        ("utf-8", "김철수", ""),
        ("utf-8-sig", "김철수", ""),
        ("utf-16", "김철수", "a.csv: it is read as UTF-16 LE\n"),
        ("utf-16-le", "山田太郎", "a.csv: it is read as UTF-16 LE\n"),
        ("utf-16-be", "김철수", "a.csv: it is read as UTF-16 BE\n"),
        ("utf-32", "김철수", "a.csv: it is read as UTF-32 LE\n"),
        ("cp949", "김철수", "a.csv: it is read as CP949 (Korean)\n"),
        ("cp949", "金哲洙", "a.csv: it is read as CP949 (Korean)\n"),
        ("cp949", "㈜똠방", "a.csv: it is read as CP949 (Korean)\n"),
        ("cp932", "山田太郎", "a.csv: it is read as Shift_JIS (Japanese)\n"),
        ("cp932", "髙橋はなこ", "a.csv: it is read as Shift_JIS (Japanese)\n"),
        ("cp932", "佐藤", "a.csv: it is read as Shift_JIS (Japanese)\n"),
    ],
)
def test_the_encoding_is_found_and_said(tmp_path: Path, encoding: str, name: str, told: str) -> None:
    answer = start_bytes(tmp_path, (HEAD + LINE.replace("Lee", name, 1)).encode(encoding))
    assert answer.exit_code == 0, answer.output
    assert answer.stderr == told
    assert names() == [name]


def test_an_encoding_that_was_not_found_can_be_said(tmp_path: Path) -> None:
    data = (HEAD + LINE.replace("Lee", "뷁", 1)).encode("cp949")
    start_bytes(tmp_path, data, "--encoding", "cp949")
    assert names() == ["뷁"]
    assert "it is not in the encoding nonsense" in start_bytes(tmp_path, data, "--encoding", "nonsense").output


def test_what_no_encoding_fits_is_refused(tmp_path: Path) -> None:
    told = start_bytes(tmp_path, (HEAD + LINE.replace("Lee", "Müller", 1)).encode("latin-1"))
    assert "neither in UTF-8 nor in UTF-16, CP949 or Shift_JIS" in told.output


@pytest.mark.parametrize(("separator", "told"), [(";", "semicolons"), ("\t", "tabs")])
@pytest.mark.parametrize("said", ["", "sep={}\r\n"])
def test_columns_may_be_separated_otherwise(tmp_path: Path, separator: str, told: str, said: str) -> None:
    text = said.format(separator) + (HEAD + LINE).replace(",", separator)
    assert f"columns are separated by {told}" in start_bytes(tmp_path, text.encode()).stderr
    assert names() == ["Lee"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1012345678", "01012345678"),
        ("9012345678", "09012345678"),
        ("1012345678.0", "01012345678"),
        ("10-1234-5678", "010-1234-5678"),
        ("112345678", "0112345678"),
    ],
)
def test_a_lost_zero_of_a_phone_is_put_back_and_told(tmp_path: Path, written: str, read: str) -> None:
    told = start_bytes(tmp_path, (HEAD + LINE.replace(LEE, written)).encode())
    assert f"row 1, email: {written} is read as {read}; its first zero was lost" in told.stderr
    bulk.start_waiting_rows(lambda: False)
    assert Signer.objects.get(step=1).contact_address == read


@pytest.mark.parametrize("written", ["01012345678", '"=""01012345678"""', "'01012345678", "+821012345678", "1588-1234"])
def test_a_phone_that_lost_nothing_stays(tmp_path: Path, written: str) -> None:
    assert start_bytes(tmp_path, (HEAD + LINE.replace(LEE, written)).encode()).stderr == ""
    bulk.start_waiting_rows(lambda: False)
    assert Signer.objects.get(step=1).contact_address == written.strip("'\"=")


def test_only_some_lost_zeros_are_told_one_by_one(tmp_path: Path) -> None:
    told = start_bytes(tmp_path, (HEAD + LINE.replace(LEE, "1012345678") * 13).encode())
    assert told.stderr.endswith("a.csv: … and 3 more such numbers\n")


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("reference,name,email,t,t", "two columns are for the same thing: t and t"),
        ("name,email,email1,name2", "two columns are for the same thing: email and email1"),
        ("name,email,,reply", "column 3 has no name"),
    ],
)
def test_columns_that_cannot_be_told_apart_are_refused(tmp_path: Path, head: str, says: str) -> None:
    told = start_bytes(tmp_path, f"{head}\nKim,{LEE},x,y,z\n".encode())
    assert (told.exit_code, says in told.output) == (2, True)
    assert not BulkRow.objects.exists()


def test_empty_lines_and_columns_are_skipped_and_told(tmp_path: Path) -> None:
    text = HEAD.replace("\n", ",,\n") + "\n,,,,,,,\n" + LINE.replace("\n", ",,\n") + "  ,,\n"
    assert start_bytes(tmp_path, text.encode()).stderr == "a.csv: 3 empty lines were skipped\n"
    assert names() == ["Lee"]


@pytest.mark.parametrize("text", ["a\r\nb", "a\x0bb", "a\u2028b", 'a ""b"", c'])
def test_a_quoted_value_may_hold_anything(tmp_path: Path, text: str) -> None:
    layout = factories.layout(
        [factories.field("reply", "text", 1, multiline=True), factories.field("b", "text", 2, 0.3)]
    )
    factories.give_layout(Company.objects.get().templates.get(), layout)
    start_bytes(tmp_path, (HEAD + LINE.removesuffix("Lee\n") + f'"{text}"\n').encode())
    bulk.start_waiting_rows(lambda: False)
    kept = text.replace("\r\n", "\n").replace("\x0b", "\n").replace("\u2028", "\n").replace('""', '"')
    assert FieldValue.objects.get(name="reply").text == kept


def test_a_quotation_mark_without_its_end_is_told_with_its_line(tmp_path: Path) -> None:
    told = start_bytes(tmp_path, (HEAD + LINE + LINE.replace("Lee", '"Lee', 1) + LINE).encode())
    assert "begins in line 3 has a quotation mark that is never closed" in told.output


def test_invisible_marks_in_the_file_are_passed_over(tmp_path: Path) -> None:
    head = HEAD.replace("email,", "\ufeffemail,", 1)
    assert start_bytes(tmp_path, f"\ufeff\ufeff{head}\ufeff,,\n\ufeff{LINE}".encode()).exit_code == 0
    assert names() == ["Lee"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ((HEAD + LINE.replace("Lee", "Le\0e", 1)).encode(), "contains a character that cannot be kept (NUL"),
        (
            HEAD.encode() + LINE.replace("Lee", "김\0", 1).encode("cp949"),
            "contains a character that cannot be kept (NUL",
        ),
        (b"PK\x03\x04" + bytes(range(256)), "it is a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it is a workbook"),
        (HEAD.encode() + b"x" * 40_000_000, "larger than 40 MB"),
    ],
    ids=["nul", "nul-cp949", "xlsx", "xls", "large"],
)
def test_a_file_that_is_no_text_of_rows_is_refused_for_its_own_reason(tmp_path: Path, data: bytes, says: str) -> None:
    told = start_bytes(tmp_path, data)
    assert (told.exit_code, says in told.output) == (2, True), told.output
    assert not BulkRow.objects.exists()


def test_a_column_finds_its_box_in_either_form_of_its_name(tmp_path: Path) -> None:
    layout = factories.layout([factories.field("성명", "text", 1), factories.field("b", "text", 2, 0.3)])
    factories.give_layout(Company.objects.get().templates.get(), layout)
    start_bytes(tmp_path, (HEAD.replace("reply", "\u1109\u1165\u11bc\u1106\u1167\u11bc ") + LINE).encode())
    bulk.start_waiting_rows(lambda: False)
    assert FieldValue.objects.get().name == "성명"
