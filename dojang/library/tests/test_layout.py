"""Layouts: any upload becomes fields within their pages, or a refusal that names each fault."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojang.lib.texts import Text
from dojang.library.errors import LayoutRefused
from dojang.library.kinds import Kind
from dojang.library.layout import MAX_FIELDS, MAX_STEPS, Layout, trusted_layout
from dojang.library.layout_faults import LayoutFault
from dojang.library.layout_reader import read_layout
from tests.factories import field

STEPS = [{"step": 1, "role": "갑"}, {"step": 2, "role": "을"}]


def read(*fields: Any, steps: Any = STEPS, pages: int = 3) -> Layout:
    return read_layout({"steps": steps, "fields": list(fields)}, pages)


def faults(*fields: Any, **given: Any) -> tuple[str, ...]:
    with pytest.raises(LayoutRefused) as told:
        read(*fields, **given)
    return tuple(fault.en for fault in told.value.faults)


def one_fault(**given: Any) -> str:
    """The only fault of a text box with this about it; it has to name the box."""
    (fault,) = faults(field("total", "text", 1) | given)
    assert fault.startswith("field 1 (total): ")
    return fault.removeprefix("field 1 (total): ")


# Values that are nearly right, and some that are not at all.
numbers = st.one_of(
    st.floats(0, 1), st.sampled_from([0, 1, -0.1, 1.00009, 1e-5, 10**400, -(10**400), True]),
    st.floats(allow_nan=True, allow_infinity=True),
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
options: dict[str, st.SearchStrategy[Any]] = {
    "label": st.text(max_size=5), "group": st.sampled_from(["", "g", "h"]), "required": st.booleans(),
    "read_only": st.booleans(), "default": st.sampled_from(["", "Y", "N", "2026-01-31", "a\nb"]),
    "placeholder": st.text(max_size=5), "font_size": st.sampled_from([10, 10.5, 2, math.nan, 10**400, True]),
    "align": st.sampled_from(["left", "center", "right", "justify"]),
    "max_length": st.sampled_from([1, 40, 0, 10_001, True, 1.5]), "multiline": st.booleans(),
}  # fmt: skip
boxes = st.fixed_dictionaries(
    {
        "name": st.text(max_size=4), "kind": st.sampled_from([*map(str, Kind), "seal"]),
        "step": st.sampled_from([1, 2, 3, None, True, 1.0]), "page": st.sampled_from([1, 3, 4, 0, True]),
        **dict.fromkeys("xywh", numbers),
    },
    optional={key: strategy | st.none() | anything for key, strategy in options.items()},
)  # fmt: skip


def layout_or_faults(raw: object) -> Layout | tuple[Text, ...]:
    try:
        return read_layout(raw, 3)
    except LayoutRefused as told:
        return told.faults


def check_the_promise(raw: object) -> None:
    layout = layout_or_faults(raw)
    if not isinstance(layout, Layout):
        named = ("The layout must", "`steps`", "`fields`", "field ", "group ")
        assert layout
        assert all(fault.en.startswith(named) for fault in layout)
        return
    for box in layout.fields:
        assert 0 <= box.x < box.x + box.w <= 1 + 1e-9
        assert 0 <= box.y < box.y + box.h <= 1 + 1e-9
        assert 1 <= box.page <= 3
        assert 3 <= box.font_size <= 144
    kept = json.loads(json.dumps(layout.to_json(), allow_nan=False).encode())
    assert read_layout(kept, 3) == layout == trusted_layout(kept)


@given(st.lists(boxes, max_size=3))
def test_boxes_lie_within_their_page_and_read_the_same_again_or_are_refused(fields: list[Any]) -> None:
    check_the_promise({"steps": STEPS, "fields": fields})


@given(*[numbers] * 4)
def test_a_box_is_trimmed_to_its_page_or_refused(x: float, y: float, w: float, h: float) -> None:
    check_the_promise({"steps": STEPS, "fields": [field("box", "text", 1) | {"x": x, "y": y, "w": w, "h": h}]})


@given(st.floats(0, 1), st.floats(0.001, 1))
def test_a_box_that_touches_the_edge_is_kept_within_it(x: float, w: float) -> None:
    check_the_promise({"steps": STEPS, "fields": [field("box", "text", 1) | {"x": x, "w": min(w, 1.0001 - x)}]})


@given(anything | st.fixed_dictionaries({}, optional={"steps": anything, "fields": anything}))
def test_any_json_is_a_layout_or_is_refused_in_words(raw: object) -> None:
    check_the_promise(raw)


@given(st.sampled_from(["name", "kind", "step", "page", *"xywh", *options]), anything)
def test_one_wrong_value_in_a_good_box_is_no_crash(key: str, value: object) -> None:
    check_the_promise({"steps": STEPS, "fields": [field("total", "text", 1) | {key: value}]})


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_box_is_taken(kind: Kind) -> None:
    (box,) = read(field("box", kind, 1)).fields
    assert (box.kind, box.step, box.title) == (kind, 1, "box")


def test_what_is_left_out_has_its_usual_value() -> None:
    (box,) = read(field("box", "text", 1)).fields
    assert (box.required, box.read_only, box.font_size, box.align, box.max_length) == (False, False, 10.5, "left", None)


def test_a_label_may_belong_to_nobody_and_nothing_else_may() -> None:
    assert read(field("note", "label", None)).fields[0].step is None
    assert "absent only for a label" in one_fault(step=None)


def test_positions_are_kept_to_four_decimals_within_the_page() -> None:
    (box,) = read(field("box", "text", 1) | {"x": 0.50005, "w": 0.49998, "y": 0.123456, "h": 0.1}).fields
    assert (box.y, box.x + box.w <= 1) == (0.1235, True)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kind": "seal"}, "`kind` must be one of text, label, check, radio, date, picture, signature, stamp."),
        ({"kind": ["text"]}, "`kind` must be one of"),
        ({"page": 4}, "`page` must be a number from 1 to 3."),
        ({"page": True}, "`page` must be a number"),
        ({"step": 3}, "`step` is not among `steps`."),
        ({"step": [1]}, "`step` is not among `steps`."),
        ({"step": True}, "`step` is not among `steps`."),
        ({"x": "0.1"}, "must be numbers"),
        ({"x": None}, "must be numbers"),
        ({"x": 10**400}, "must lie within its page"),
        ({"x": math.nan}, "must lie within its page"),
        ({"w": math.inf}, "must lie within its page"),
        ({"x": 0.8, "w": 0.3}, "must lie within its page"),
        ({"h": 0}, "`w` and `h` must be at least 0.0001"),
        ({"label": 5}, "`label` must be a text"),
        ({"label": "x" * 201}, "`label` must be a text of at most 200 characters."),
        ({"placeholder": "\0"}, "`placeholder` must be a text"),
        ({"default": "\ud800"}, "`default` must be a text"),
        ({"required": "yes"}, "`required` must be true or false."),
        ({"font_size": 2}, "`font_size` must be a number of points from 3 to 144."),
        ({"align": "justify"}, "`align` must be left, center or right."),
        ({"max_length": 0}, "`max_length` must be a number from 1 to 10000."),
        ({"group": "g"}, "`group` is for radio boxes only."),
        ({"requried": True}, "`requried` is not a known key; did you mean `required`?"),
        ({"Required": True}, "`Required` is not a known key; did you mean `required`?"),
        ({"fontsize": 9}, "`fontsize` is not a known key; did you mean `font_size`?"),
        ({"readonly": True}, "`readonly` is not a known key; did you mean `read_only`?"),
        ({"zzz": 1}, "`zzz` is not a known key; these are: name, kind, step, page, x, y, w, h, label,"),
        ({"x" * 500: 1}, "`" + "x" * 40 + "` is not a known key"),
        ({"default": "abc", "max_length": 2}, "`default` must not be longer than 2 characters."),
        ({"default": "a\nb"}, "`default` must be one line"),
        ({"kind": "date", "default": "tomorrow"}, "`default` must be a date such as 2026-01-31."),
        ({"kind": "date", "default": "20260131"}, "`default` must be a date"),
        ({"kind": "check", "default": "on"}, "`default` must be Y or N."),
        ({"kind": "signature", "default": "Lee"}, "`default` cannot be given"),
    ],
)
def test_a_fault_says_what_is_wrong_with_the_box(given: dict[str, Any], told: str) -> None:
    assert told in one_fault(**given)


@pytest.mark.parametrize("name", ["", None, 7, "x" * 101, "\0", "\ud800"])
def test_a_box_needs_a_name_that_can_be_kept(name: object) -> None:
    assert faults({**field("", "text", 1), "name": name}) == ("field 1: `name` must be a text of 1 to 100 characters.",)


def test_a_name_that_is_too_long_once_it_is_composed_is_refused() -> None:
    assert "1 to 100 characters" in faults(field("\u0958" * 100, "text", 1))[0]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            {"steps": [], "feilds": []},
            "The layout must have known keys only. `feilds` is not a known key; did you mean `fields`?",
        ),
        ({"steps": [{"step": 1, "rloe": "갑"}]}, "`steps`: step 1: `rloe` is not a known key; did you mean `role`?"),
    ],
)
def test_an_unknown_key_outside_the_boxes_is_refused_as_well(raw: dict[str, Any], told: str) -> None:
    with pytest.raises(LayoutRefused) as refused:
        read_layout(raw, pages=1)
    assert [fault.en for fault in refused.value.faults] == [told]
    assert all(getattr(refused.value.faults[0], language) for language in ("ko", "ja"))


def test_every_fault_is_told_at_once() -> None:
    found = faults(field("a", "text", 1) | {"page": 9}, field("b", "seal", 3), "c")
    assert [fault.partition(":")[0] for fault in found] == ["field 1 (a)", "field 2 (b)", "field 2 (b)", "field 3"]


def test_a_name_stands_once_in_a_template() -> None:
    assert "used 2 times" in faults(field("a", "text", 1), field("a", "date", 2))[0]


def test_a_radio_may_stand_alone_or_in_a_group_of_its_step() -> None:
    read(
        field("alone", "radio", 1),
        field("a", "radio", 2, group="pay", default="Y"),
        field("b", "radio", 2, group="pay"),
    )
    (fault,) = faults(field("a", "radio", 1, group="pay"), field("b", "radio", 2, group="pay"))
    assert fault.startswith("group pay: its boxes (a, b) must be of one step")


def test_only_one_of_a_group_is_chosen_from_the_start() -> None:
    (fault,) = faults(*(field(name, "radio", 1, group="pay", default="Y") for name in "ab"))
    assert fault == "group pay: only one of its boxes (a, b) may have the default Y."


@pytest.mark.parametrize(
    "steps",
    [None, "12", {"step": 1}, [{"step": 2}], [{"step": 1, "role": 5}], [{"step": 1, "starter": "yes"}], [1]],
)
def test_steps_count_from_one_and_have_roles(steps: object) -> None:
    assert all(fault.startswith("`steps`") for fault in faults(steps=steps))


def test_a_layout_may_be_for_bulk_with_steps_of_whoever_starts() -> None:
    raw = {"bulk": True, "steps": [{"step": 1}, {"step": 2, "starter": True}], "fields": []}
    layout = read_layout(raw, pages=1)
    assert (layout.bulk, [step.starter for step in layout.steps]) == (True, [False, True])
    assert trusted_layout(layout.to_json()) == layout


def test_a_layout_is_not_for_bulk_unless_it_says_so() -> None:
    assert not read().bulk
    with pytest.raises(LayoutRefused) as told:
        read_layout({"bulk": "yes", "steps": [], "fields": []}, pages=1)
    assert told.value.faults == (LayoutFault.BULK,)


def test_a_layout_has_its_bounds() -> None:
    assert "at most 20 steps" in faults(steps=[{"step": n} for n in range(1, MAX_STEPS + 2)])[0]
    assert "at most 2000 fields" in faults(*[field("a", "text", 1)] * (MAX_FIELDS + 1))[0]


def test_a_layout_without_boxes_is_accepted_and_says_which_steps_are_empty() -> None:
    assert read(field("a", "text", 2)).steps_without_boxes == (1,)
    assert read(steps=[]).steps == ()
