"""What is offered for a text box with one tap: the signer's own name, or today's date."""

import pytest

from dojang.library.kinds import Kind
from dojang.library.layout import Field
from dojang.signing.document.offers import Offer, offer

NAME, TODAY = Offer.NAME, Offer.TODAY


def box(title: str, **given: object) -> Field:
    whole = {
        "kind": Kind.TEXT,
        "name": "a",
        "step": 1,
        "page": 1,
        "x": 0.1,
        "y": 0.1,
        "w": 0.1,
        "h": 0.1,
        "label": title,
    }
    return Field(**{**whole, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(("title", "fits"), [
    ("성명", NAME), ("이 름 (인)", NAME), ("성함", NAME), ("Name", NAME), ("signer_name", NAME), ("Printed name:", NAME),
    ("氏名", NAME), ("お名前", NAME), ("작성일자", TODAY), ("계약일", TODAY), ("Date", TODAY), ("date_signed", TODAY), ("契約日", TODAY),
    ("年月日", TODAY), ("회사 이름", None), ("Company name", None), ("username", None), ("first_name", None), ("氏名（カナ）", None),
    ("보호자 성명", None), ("배우자 이름", None), ("생년월일", None), ("date of birth", None), ("납기일자", None), ("계약일정", None),
    ("주소", None), ("Update", None), ("個数", None),
])  # fmt: skip
def test_a_box_is_offered_what_its_title_asks_for(title: str, fits: Offer | None) -> None:
    assert offer(box(title), "이서연") is fits


@pytest.mark.parametrize("given", [{"multiline": True}, {"kind": Kind.DATE}, {"max_length": 2}])
def test_a_name_is_offered_only_where_it_fits(given: dict[str, object]) -> None:
    assert offer(box("성명", **given), "이서연") is None
