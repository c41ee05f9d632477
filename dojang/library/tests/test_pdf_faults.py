"""Every reason to refuse a PDF and every change of a page has its sentence, in three languages."""

import pytest

from dojang.lib.texts import Language
from dojang.library.pdf_faults import REFUSED, changed, refused
from dojang.pdf.changes import Change, ChangeKind
from dojang.pdf.intake import Reason

PLACES = {"page": "3", "name": "rent", "characters": "ܐ", "font": "HYSMyeongJo"}


def test_every_reason_has_its_sentence() -> None:
    assert set(REFUSED) == set(Reason)
    for text in REFUSED.values():
        assert all("{" not in text.filled(**PLACES).of(language) for language in Language)


@pytest.mark.parametrize("language", list(Language))
def test_a_change_names_its_page(language: Language) -> None:
    sentences = {changed(Change(3, kind)).of(language) for kind in ChangeKind}
    assert len(sentences) == len(ChangeKind)
    assert all("3" in sentence for sentence in sentences)


def test_the_fault_of_a_version_names_the_page() -> None:
    assert "page 3" in refused({"reason": "not_shown", "detail": "", "facts": {"page": "3"}}).of("en")
