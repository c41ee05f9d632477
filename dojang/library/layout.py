"""A template's layout: which boxes lie where, of what kind, and whose they are. Pure: JSON in, frozen values out.

Positions are fractions of the page as it is seen, origin at the top left; `dojang.pdf.geometry` alone turns them into points.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from dojang.lib.errors import LayoutRefused

MOST_FIELDS, MOST_STEPS = 2_000, 20


class Kind(StrEnum):
    """The kinds of boxes; the API calls them TextBox, LabelBox, CheckBox, RadioBox, DatePickerBox, PictureBox."""

    TEXT = "text"
    LABEL = "label"
    CHECK = "check"
    RADIO = "radio"
    DATE = "date"
    PICTURE = "picture"
    SIGNATURE = "signature"
    STAMP = "stamp"

    @property
    def is_mark(self) -> bool:
        return self in (Kind.CHECK, Kind.RADIO)

    @property
    def is_drawn(self) -> bool:
        return self in (Kind.SIGNATURE, Kind.STAMP)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One signer's place in the order; `role` is what the contract calls them, e.g. 갑."""

    step: int
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One box on a page. `x y w h` are fractions of the page as seen; `font_size` is in points."""

    name: str
    kind: Kind
    step: int | None
    page: int
    x: float
    y: float
    w: float
    h: float
    label: str = ""
    group: str = ""
    required: bool = False
    read_only: bool = False
    default: str = ""
    placeholder: str = ""
    font_size: float = 10.5
    align: str = "left"
    max_length: int | None = None
    multiline: bool = False

    @property
    def title(self) -> str:
        """What a signer is shown as the box's name."""
        return self.label or self.name

    @property
    def locked(self) -> bool:
        """Whether no signer may change it."""
        return self.read_only or self.kind is Kind.LABEL


@dataclass(frozen=True)
class Layout:
    """A checked layout."""

    steps: tuple[Step, ...]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)

    def of_step(self, step: int) -> tuple[Field, ...]:
        """The boxes of one step, in the order of the layout."""
        return tuple(field for field in self.fields if field.step == step)

    @property
    def steps_without_boxes(self) -> tuple[int, ...]:
        return tuple(step.step for step in self.steps if not self.of_step(step.step))

    def to_json(self) -> dict[str, Any]:
        """The layout as it is stored and exchanged."""
        return {"steps": [asdict(step) for step in self.steps], "fields": [asdict(field) for field in self.fields]}


def read_layout(raw: object, pages: int) -> Layout:
    """Check `raw` (parsed JSON) against a document of `pages` pages.

    Raises `LayoutRefused` with every fault found; each names the field and what is wrong with it. A layout without steps, or
    with a step that has no box, is accepted: such a template is incomplete and cannot be started.
    """
    if not isinstance(raw, Mapping):
        raise LayoutRefused(["The layout must be an object with `steps` and `fields`."])
    faults: list[str] = []
    steps = tuple(_steps(raw.get("steps", []), faults))
    fields = tuple(_fields(raw.get("fields", []), pages, {step.step for step in steps}, faults))
    faults += _shared_names(fields)
    if faults:
        raise LayoutRefused(faults)
    return Layout(steps, fields)


def trusted_layout(raw: Mapping[str, Any]) -> Layout:
    """The layout from JSON that `read_layout` has checked before, e.g. from the database."""
    return Layout(
        tuple(Step(**step) for step in raw["steps"]),
        tuple(Field(**(field | {"kind": Kind(field["kind"])})) for field in raw["fields"]),
    )


def _steps(raw: object, faults: list[str]) -> Iterator[Step]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        faults.append("`steps` must be a list.")
        return
    if len(raw) > MOST_STEPS:
        faults.append(f"`steps`: at most {MOST_STEPS} steps are possible, these are {len(raw)}.")
        return
    for number, item in enumerate(raw, start=1):
        if not isinstance(item, Mapping) or item.get("step") != number:
            faults.append(f'`steps`: item {number} must be an object with "step": {number}; steps count 1, 2, 3 ….')
        elif not isinstance(item.get("role", ""), str) or len(item.get("role", "")) > 64:
            faults.append(f"`steps`: the role of step {number} must be a text of at most 64 characters.")
        else:
            yield Step(step=number, role=item.get("role", ""))


def _fields(raw: object, pages: int, steps: set[int], faults: list[str]) -> Iterator[Field]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        faults.append("`fields` must be a list.")
        return
    if len(raw) > MOST_FIELDS:
        faults.append(f"`fields`: at most {MOST_FIELDS} fields are possible, these are {len(raw)}.")
        return
    for number, item in enumerate(raw, start=1):
        name = item.get("name") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not isinstance(name, str) or not 1 <= len(name) <= 100:
            faults.append(f"field {number}: `name` must be a text of 1 to 100 characters.")
            continue
        wrong = list(_wrong_keys(item, pages, steps))
        faults += [f"field {number} ({name}): {fault}" for fault in wrong]
        if not wrong:
            yield _field(item)


def _field(item: Mapping[str, Any]) -> Field:
    known = {key: item[key] for key in Field.__dataclass_fields__ if item.get(key) is not None}
    known |= {"kind": Kind(item["kind"]), "step": item.get("step")}
    known |= {side: round(float(item[side]), 4) for side in "xywh"}
    return Field(**known)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _wrong_keys(item: Mapping[str, Any], pages: int, steps: set[int]) -> Iterator[str]:
    if item.get("kind") not in set(Kind):
        yield f"`kind` must be one of {', '.join(Kind)}."
    if not isinstance(item.get("page"), int) or isinstance(item["page"], bool) or not 1 <= item["page"] <= pages:
        yield f"`page` must be a number from 1 to {pages}."
    if item.get("step") is None:
        if item.get("kind") != Kind.LABEL:
            yield "`step` may be absent only for a label."
    elif item["step"] not in steps:
        yield "`step` is not among `steps`."
    yield from _wrong_box(item)
    yield from _wrong_options(item)


def _wrong_box(item: Mapping[str, Any]) -> Iterator[str]:
    if not all(_is_number(item.get(side)) for side in "xywh"):
        yield "`x`, `y`, `w` and `h` must be numbers, fractions of the page."
        return
    x, y, w, h = (float(item[side]) for side in "xywh")
    if not (x >= 0 and y >= 0 and w > 0 and h > 0 and x + w <= 1.0001 and y + h <= 1.0001):
        yield "the box must lie within its page (0 to 1 in both directions)."


_TYPES: dict[str, type] = {
    "label": str, "group": str, "default": str, "placeholder": str, "required": bool, "read_only": bool, "multiline": bool,
}  # fmt: skip


def _wrong_options(item: Mapping[str, Any]) -> Iterator[str]:
    for key, wanted in _TYPES.items():
        if item.get(key) is not None and not isinstance(item[key], wanted):
            yield f"`{key}` must be a {'text' if wanted is str else 'true or false'}."
    size, length = item.get("font_size"), item.get("max_length")
    if size is not None and not (_is_number(size) and 3 <= size <= 144):
        yield "`font_size` must be a number of points from 3 to 144."
    if item.get("align") not in (None, "left", "center", "right"):
        yield "`align` must be left, center or right."
    if length is not None and not (isinstance(length, int) and not isinstance(length, bool) and 1 <= length <= 10_000):
        yield "`max_length` must be a number from 1 to 10000."


def _shared_names(fields: Sequence[Field]) -> Iterator[str]:
    for name, times in Counter(field.name for field in fields).items():
        if times > 1:
            yield f"field {name}: the name is used {times} times; names are unique in a template."
