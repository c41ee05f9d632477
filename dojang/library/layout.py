"""A template's layout: which boxes lie where, of what kind, and whose they are. Pure: JSON in, frozen values out.

Positions are fractions of the page as it is seen, origin at the top left; `dojang.pdf.geometry` alone turns them into points.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dojang.lib.errors import LayoutRefused
from dojang.lib.texts import can_be_kept

MOST_FIELDS, MOST_STEPS = 2_000, 20
DECIMALS = 4


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
    """One signer's place in the order; `role` is what the contract calls them, e.g. 갑. In bulk it may be the starter's own."""

    step: int
    role: str = ""
    starter: bool = False


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
    """A checked layout; `bulk` says that it is for starting many contracts at once."""

    steps: tuple[Step, ...]
    fields: tuple[Field, ...]
    bulk: bool = False

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
        steps, fields = [asdict(step) for step in self.steps], [asdict(field) for field in self.fields]
        return {"bulk": self.bulk, "steps": steps, "fields": fields}


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
    faults += [*_shared_names(fields), *_wrong_groups(fields)]
    bulk = _switch(raw, "bulk")
    if bulk is None:
        faults.append("`bulk` must be true or false.")
    if faults:
        raise LayoutRefused(faults)
    return Layout(steps, fields, bool(bulk))


def trusted_layout(raw: Mapping[str, Any]) -> Layout:
    """The layout from JSON that `read_layout` has checked before, e.g. from the database."""
    return Layout(
        tuple(Step(**step) for step in raw["steps"]),
        tuple(Field(**(field | {"kind": Kind(field["kind"])})) for field in raw["fields"]),
        raw.get("bulk", False),
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
        elif not _is_text(item.get("role", ""), 64):
            faults.append(f"`steps`: the role of step {number} must be a text of at most 64 characters.")
        elif _switch(item, "starter") is None:
            faults.append(f"`steps`: `starter` of step {number} must be true or false.")
        else:
            yield Step(step=number, role=item.get("role", ""), starter=bool(_switch(item, "starter")))


def _fields(raw: object, pages: int, steps: set[int], faults: list[str]) -> Iterator[Field]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        faults.append("`fields` must be a list.")
        return
    if len(raw) > MOST_FIELDS:
        faults.append(f"`fields`: at most {MOST_FIELDS} fields are possible, these are {len(raw)}.")
        return
    for number, item in enumerate(raw, start=1):
        name = item.get("name") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not name or not _is_text(name, 100):
            faults.append(f"field {number}: `name` must be a text of 1 to 100 characters.")
            continue
        wrong = list(_wrong_keys(item, pages, steps))
        faults += [f"field {number} ({name}): {fault}" for fault in wrong]
        if wrong:
            continue
        field = _field(item)
        faults += [f"field {number} ({name}): {fault}" for fault in _wrong_default(field)]
        yield field


def _field(item: Mapping[str, Any]) -> Field:
    known = {key: item[key] for key in Field.__dataclass_fields__ if item.get(key) is not None}
    known |= {"kind": Kind(item["kind"]), "step": item.get("step")}
    known |= dict(zip("xywh", _box(item), strict=True))
    return Field(**known)


def _switch(item: Mapping[str, Any], key: str) -> bool | None:
    """true or false, which absent means; None for anything else."""
    value = item.get(key)
    return False if value is None else value if isinstance(value, bool) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: object, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most and can_be_kept(value)


def _box(item: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """The box as it is kept. What rounding put beyond the page's edge is cut off, so that reading it again changes nothing."""
    x, y, w, h = (round(float(item[side]), DECIMALS) for side in "xywh")
    return x, y, round(min(w, 1 - x), DECIMALS), round(min(h, 1 - y), DECIMALS)


def _wrong_keys(item: Mapping[str, Any], pages: int, steps: set[int]) -> Iterator[str]:
    if item.get("kind") not in list(Kind):
        yield f"`kind` must be one of {', '.join(Kind)}."
    if not _is_whole(item.get("page")) or not 1 <= item["page"] <= pages:
        yield f"`page` must be a number from 1 to {pages}."
    if item.get("step") is None:
        if item.get("kind") != Kind.LABEL:
            yield "`step` may be absent only for a label."
    elif not _is_whole(item["step"]) or item["step"] not in steps:
        yield "`step` is not among `steps`."
    yield from _wrong_box(item)
    yield from _wrong_options(item)


def _wrong_box(item: Mapping[str, Any]) -> Iterator[str]:
    if not all(_is_number(item.get(side)) for side in "xywh"):
        yield "`x`, `y`, `w` and `h` must be numbers, fractions of the page."
        return
    # Before anything is converted: an integer may be one that no float can hold. NaN lies nowhere.
    if not all(0 <= item[side] <= 1 for side in "xywh"):
        yield "the box must lie within its page (0 to 1 in both directions)."
        return
    beyond = max(item["x"] + item["w"], item["y"] + item["h"]) - 1
    if beyond > 10**-DECIMALS:
        yield "the box must lie within its page (0 to 1 in both directions)."
    elif min(_box(item)[2:]) <= 0:
        yield f"`w` and `h` must be at least {10**-DECIMALS} of the page."


_TEXTS = {"label": 200, "group": 100, "default": 10_000, "placeholder": 200}
_SWITCHES = ("required", "read_only", "multiline")


def _wrong_options(item: Mapping[str, Any]) -> Iterator[str]:
    for key, most in _TEXTS.items():
        if item.get(key) is not None and not _is_text(item[key], most):
            yield f"`{key}` must be a text of at most {most} characters."
    for key in _SWITCHES:
        if item.get(key) is not None and not isinstance(item[key], bool):
            yield f"`{key}` must be true or false."
    size, length = item.get("font_size"), item.get("max_length")
    if size is not None and not (_is_number(size) and 3 <= size <= 144):
        yield "`font_size` must be a number of points from 3 to 144."
    if item.get("align") not in (None, "left", "center", "right"):
        yield "`align` must be left, center or right."
    if length is not None and not (_is_whole(length) and 1 <= length <= 10_000):
        yield "`max_length` must be a number from 1 to 10000."
    if item.get("group") and item.get("kind") != Kind.RADIO:
        yield "`group` is for radio boxes only."


def _wrong_default(field: Field) -> Iterator[str]:
    """A default stands on the page from the start without anybody having entered it, so it has to be a value of its box."""
    most = field.max_length or _TEXTS["default"]
    if not field.default:
        return
    if field.kind is Kind.PICTURE or field.kind.is_drawn:
        yield "`default` cannot be given: a picture, signature or stamp is put in by its signer."
    elif field.kind.is_mark and field.default not in ("Y", "N"):
        yield "`default` must be Y or N."
    elif field.kind is Kind.DATE and not _is_date(field.default):
        yield "`default` must be a date such as 2026-01-31."
    elif len(field.default) > most:
        yield f"`default` must not be longer than {most} characters."
    elif "\n" in field.default and not field.multiline and not field.kind.is_mark:
        yield "`default` must be one line, because the field is not `multiline`."


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _shared_names(fields: Sequence[Field]) -> Iterator[str]:
    for name, times in Counter(field.name for field in fields).items():
        if times > 1:
            yield f"field {name}: the name is used {times} times; names are unique in a template."


def _wrong_groups(fields: Sequence[Field]) -> Iterator[str]:
    groups: dict[str, list[Field]] = {}
    for field in fields:
        if field.group:
            groups.setdefault(field.group, []).append(field)
    for group, members in groups.items():
        names = ", ".join(field.name for field in members)
        if len({field.step for field in members}) > 1:
            yield f"group {group}: its boxes ({names}) must be of one step, or one signer would change another's choice."
        if sum(field.default == "Y" for field in members) > 1:
            yield f"group {group}: only one of its boxes ({names}) may have the default Y."
