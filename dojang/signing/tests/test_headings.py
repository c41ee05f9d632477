"""What a group of choices is called, from the words around it on the page."""

from dataclasses import replace

import pytest

from dojang.library.layout import trusted_layout
from dojang.signing.document.headings import headings
from tests import factories
from tests.factories import field


def heading(text: str, *labels: str) -> str:
    """That of one group with these choices, on a page with this text."""
    boxes = [field(f"box{n}", "radio", 1, group="g", label=label) for n, label in enumerate(labels)]
    page = replace(factories.page(), text=text)
    return headings(trusted_layout(factories.layout(boxes, 1)), [page]).get("g", "")


@pytest.mark.parametrize(("text", "labels", "told"), [
    ("제4조 임금\n임금의 형태 월급 일급 시급", ("월급", "일급"), "임금의 형태"),
    ("제1조 계약 기간\n기간의 정함이 있음 기간의 정함이 없음", ("기간의 정함이 있음", "기간의 정함이 없음"), "제1조 계약 기간"),
    ("금액 원\n상여금 있음 원 없음", ("상여금 있음", "상여금 없음"), "상여금"),
    ("第7条 有効期間\n本契約の有効期間は、 □ 1年間 □ 3年間", ("1年間", "3年間"), "本契約の有効期間は、"),
    ("1. Delivery\n☐ by mail ☐ by hand", ("by mail", "by hand"), "1. Delivery"),
])  # fmt: skip
def test_the_nearest_words_name_a_group(text: str, labels: tuple[str, ...], told: str) -> None:
    assert heading(text, *labels) == told


@pytest.mark.parametrize("text", [
    "", "Nothing of the kind.", "to report on the event and to announce later ones.\nI agree to be filmed.",
    "A sentence of more than thirty characters that goes on before the words yes and no",
])  # fmt: skip
def test_no_words_are_better_than_wrong_ones(text: str) -> None:
    assert heading(text, "I agree", "no") == heading(text, "yes", "no") == ""


def test_a_group_on_a_page_without_its_words_takes_none_of_one_choice_alone() -> None:
    assert heading("", "Yes", "Yes, later") == ""
