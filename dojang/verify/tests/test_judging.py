"""A stranger's file is judged in a child, as it would be here."""

import pytest

from dojang.documents import keys
from dojang.pdf.judging import judge
from dojang.pdf.validate import validate
from dojang.pdf.verdict import Condition, Reason
from dojang.verify.tests.kinds import appended, made, ours, theirs
from tests.factories import blank_pdf


@pytest.mark.parametrize("kind", ["document", "two signers", "time-stamp alone", "altered", "cut off", "zip"])
def test_the_verdict_of_the_child_is_that_of_the_validator(kind: str) -> None:
    pdf = made(kind)
    assert judge(pdf, [keys.authority()]).verdict == validate(pdf, [keys.authority()])


def test_it_names_what_the_file_says_it_is() -> None:
    summary = judge(ours(), []).summary
    assert summary is not None
    assert (summary.title, summary.pages, summary.attachments) == ("", 1, ())
    assert judge(b"%PDF-1.7 and nothing", []).summary is None


def test_no_file_breaks_it() -> None:
    for pdf in (b"%PDF-", b"%PDF-1.7\nxref\n0 9999999999\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF", ours()[:700]):
        assert judge(pdf, []).verdict.condition in (Condition.UNREADABLE, Condition.UNSIGNED)


def test_a_later_signature_that_covers_the_file_is_no_change() -> None:
    verdict = validate(theirs(theirs(blank_pdf()), "Second"), [])
    assert (verdict.changed_after_sealing, Reason.SIGNED_LATER in verdict.reasons) == (False, True)
    assert [one.holder for one in verdict.signatures] == ["Other Inc.", "Second"]


def test_what_follows_the_last_signature_is_a_change_of_all_of_them() -> None:
    verdict = validate(appended(theirs(theirs(blank_pdf()), "Second")), [])
    assert verdict.changed_after_sealing
    assert Reason.SIGNED_LATER not in verdict.reasons


def test_a_seal_that_forbids_changes_forbids_signatures_too() -> None:
    verdict = validate(theirs(ours()), [keys.authority()])
    assert (verdict.bottom_line, verdict.changed_after_sealing) == (False, True)
