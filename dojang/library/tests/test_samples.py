"""The samples: each builds, and its fields lie exactly on the blanks that its pages show."""

import io
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from dojang.library.kinds import Kind
from dojang.library.layout_reader import read_layout
from dojang.library.samples import SAMPLES, Sample, build

FONTS = Path(__file__).parents[2] / "vendor" / "fonts"
DOTS_PER_POINT = 3
WHITE = 252


@lru_cache
def sample(name: str) -> Sample:
    return build(name, FONTS)


@lru_cache
def pages(name: str) -> tuple[Image.Image, ...]:
    document = pypdfium2.PdfDocument(sample(name).pdf)
    return tuple(page.render(scale=DOTS_PER_POINT, grayscale=True).to_pil().convert("L") for page in document)


def fields(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sample(name).layout["fields"]
    return found


def padding(field: dict[str, Any]) -> tuple[int, int]:
    """How far, in points, the box keeps inside the drawn blank, across and down."""
    if field["kind"] in ("check", "radio"):
        return 0, 0
    return 3, 3 if field["multiline"] or field["kind"] in ("signature", "stamp", "picture") else 0


def pixels(name: str, field: dict[str, Any]) -> tuple[Image.Image, int, int, int, int]:
    """The page and the blank around the box: left, top, right and bottom in pixels."""
    page = pages(name)[field["page"] - 1]
    across, down = (side * DOTS_PER_POINT for side in padding(field))
    left, top = field["x"] * page.width, field["y"] * page.height
    right, bottom = left + field["w"] * page.width, top + field["h"] * page.height
    return page, round(left - across), round(top - down), round(right + across), round(bottom + down)


def darkest(page: Image.Image, left: int, top: int, right: int, bottom: int) -> int:
    return min(page.crop((left, top, right, bottom)).tobytes())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_a_layout_that_the_library_accepts(name: str) -> None:
    layout = read_layout(sample(name).layout, len(pages(name)))
    assert layout.steps_without_boxes == ()
    assert len(layout.fields) == len(fields(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_what_the_library_keeps_of_a_sample_is_what_the_sample_says(name: str) -> None:
    kept = read_layout(sample(name).layout, len(pages(name))).to_json()
    assert kept == sample(name).layout


def test_the_samples_show_every_kind_of_box() -> None:
    shown = {field["kind"] for name in SAMPLES for field in fields(name)}
    assert shown == {str(kind) for kind in Kind}


def test_the_samples_are_numbered_and_speak_three_languages() -> None:
    built = [sample(name) for name in SAMPLES]
    assert [one.doc_id for one in built] == [1, 2, 3, 4]
    assert {one.language for one in built} == {"ko-KR", "ja-JP", "en-US"}
    assert [len(one.layout["steps"]) for one in built] == [2, 2, 2, 1]


def test_the_test_template_has_a_name_that_can_be_filled_before_and_a_signature_for_each_step() -> None:
    found = {field["name"]: (field["kind"], field["step"], field["read_only"]) for field in fields("testapi")}
    assert found["name"] == ("text", 1, False)
    assert found["date"] == ("date", 1, False)
    assert found["signature_1"] == ("signature", 1, False)
    assert found["signature_2"] == ("signature", 2, False)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_built_the_same_each_time(name: str) -> None:
    assert build(name, FONTS) == sample(name)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_box_has_a_title_for_its_signer(name: str) -> None:
    assert [field["name"] for field in fields(name) if not field["label"]] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_radio_boxes_come_in_groups_of_at_least_two(name: str) -> None:
    groups = [field["group"] for field in fields(name) if field["kind"] == "radio"]
    assert all(group and groups.count(group) >= 2 for group in groups)
    assert not any(field["group"] for field in fields(name) if field["kind"] != "radio")


@pytest.mark.parametrize("name", SAMPLES)
def test_no_two_boxes_of_a_page_overlap(name: str) -> None:
    for one, other in combinations(fields(name), 2):
        apart = (
            one["page"] != other["page"]
            or one["x"] + one["w"] <= other["x"]
            or other["x"] + other["w"] <= one["x"]
            or one["y"] + one["h"] <= other["y"]
            or other["y"] + other["h"] <= one["y"]
        )
        assert apart, (one["name"], other["name"])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_box_ends_where_the_drawn_blank_ends(name: str) -> None:
    for field in fields(name):
        page, left, top, right, bottom = pixels(name, field)
        middle = (left + right) // 2
        # The rule at the foot is drawn on the box's edge; a label is a tint alone, which must stop there.
        foot = darkest(page, middle - 3, bottom - 3, middle + 3, bottom + 2)
        assert foot < (WHITE if field["kind"] == "label" else 190), field["name"]
        assert darkest(page, middle - 3, bottom + 3, middle + 3, bottom + 5) > WHITE, field["name"]
        assert darkest(page, middle - 3, top - 5, middle + 3, top - 3) > WHITE, field["name"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_box_is_as_wide_as_the_drawn_blank(name: str) -> None:
    for field in fields(name):
        page, left, top, right, bottom = pixels(name, field)
        middle = (top + bottom) // 2
        if field["kind"] not in ("check", "radio"):
            assert darkest(page, left + 3, middle, left + 5, middle + 1) < WHITE, field["name"]
            assert darkest(page, right - 5, middle, right - 3, middle + 1) < WHITE, field["name"]
        assert darkest(page, left - 4, middle, left - 2, middle + 1) > WHITE, field["name"]
        assert darkest(page, right + 2, middle, right + 4, middle + 1) > WHITE, field["name"]


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_printed_inside_a_blank(name: str) -> None:
    for field in fields(name):
        page, left, top, right, bottom = pixels(name, field)
        inset = 8 if field["kind"] == "radio" else 4
        assert darkest(page, left + inset, top + inset, right - inset, bottom - inset) > 235, field["name"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_a_few_a4_pages(name: str) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(sample(name).pdf))
    assert 1 <= len(document) <= 3
    assert all([round(side) for side in page.get_size()] == [595, 842] for page in document)
