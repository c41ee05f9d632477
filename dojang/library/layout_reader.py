"""The reader of layouts: parsed JSON in, checked values out, or every fault found. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, assert_never

from dojang.lib.characters import without_chaff
from dojang.lib.texts import Text, can_be_kept, composed
from dojang.library.errors import LayoutRefused
from dojang.library.kinds import Holds, Kind
from dojang.library.layout import MAX_FIELDS, MAX_STEPS, Field, Layout, Step
from dojang.library.layout_faults import BoxFault, LayoutFault, unknown_keys

_KEYS = ("steps", "fields", "bulk")
_MAX_NAME, _MAX_ROLE = 100, 64
DECIMALS = 4


def read_layout(raw: object, pages: int) -> Layout:
    """Check `raw` (parsed JSON) against a document of `pages` pages.

    Raises `LayoutRefused` with every fault found; each names the field and what is wrong with it. A layout without steps, or
    with a step that has no field, is accepted: such a template is incomplete and cannot be started.
    """
    if not isinstance(raw, Mapping):
        raise LayoutRefused([LayoutFault.NOT_AN_OBJECT])
    faults: list[Text] = [LayoutFault.WHOLE.filled(fault=fault) for fault in unknown_keys(raw, _KEYS)]
    steps = tuple(_steps(raw.get("steps", []), faults))
    fields = tuple(_fields(raw.get("fields", []), pages, {step.step for step in steps}, faults))
    names = Counter(field.name for field in fields)
    faults += [LayoutFault.SHARED_NAME.filled(name=name, times=times) for name, times in names.items() if times > 1]
    faults += _wrong_groups(fields)
    bulk = _switch(raw, "bulk")
    if bulk is None:
        faults.append(LayoutFault.BULK)
    if faults:
        raise LayoutRefused(faults)
    return Layout(steps, fields, bool(bulk))


def _steps(raw: object, faults: list[Text]) -> Iterator[Step]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        faults.append(LayoutFault.STEPS_NO_LIST)
        return
    if len(raw) > MAX_STEPS:
        faults.append(LayoutFault.TOO_MANY_STEPS.filled(most=MAX_STEPS, given=len(raw)))
        return
    for number, item in enumerate(raw, start=1):
        if not isinstance(item, Mapping) or item.get("step") != number:
            faults.append(LayoutFault.STEP.filled(number=number))
        elif not _is_text(item.get("role", ""), _MAX_ROLE):
            faults.append(LayoutFault.ROLE.filled(number=number, most=_MAX_ROLE))
        elif _switch(item, "starter") is None:
            faults.append(LayoutFault.STARTER.filled(number=number))
        elif unknown := list(unknown_keys(item, Step.__dataclass_fields__)):
            faults += [LayoutFault.OF_STEP.filled(number=number, fault=fault) for fault in unknown]
        else:
            yield Step(step=number, role=item.get("role", ""), starter=bool(_switch(item, "starter")))


def _fields(raw: object, pages: int, steps: set[int], faults: list[Text]) -> Iterator[Field]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        faults.append(LayoutFault.FIELDS_NO_LIST)
        return
    if len(raw) > MAX_FIELDS:
        faults.append(LayoutFault.TOO_MANY_FIELDS.filled(most=MAX_FIELDS, given=len(raw)))
        return
    for number, item in enumerate(raw, start=1):
        name = item.get("name") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not name or not _is_name(name):
            faults.append(LayoutFault.NAMELESS.filled(number=number, most=_MAX_NAME))
            continue
        wrong = list(_wrong_keys(item, pages, steps))
        field = None if wrong else _field(item)
        if field is not None:
            wrong += _wrong_default(field)
            yield field
        faults += [LayoutFault.FIELD.filled(number=number, name=name, fault=fault) for fault in wrong]


def _field(item: Mapping[str, Any]) -> Field:
    known = {key: item[key] for key in Field.__dataclass_fields__ if item.get(key) is not None}
    known |= {"name": composed(item["name"]), "kind": Kind(item["kind"]), "step": item.get("step")}
    known["default"] = composed(without_chaff(item.get("default") or ""))
    known |= dict(zip("xywh", _box(item), strict=True))
    return Field(**known)


def _switch(item: Mapping[str, Any], key: str) -> bool | None:
    """True or False; an absent value is False, anything else None."""
    value = item.get(key)
    return False if value is None else value if isinstance(value, bool) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: object, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most and can_be_kept(value)


def _is_name(value: object) -> bool:
    # Composing makes some letters longer.
    return _is_text(value, _MAX_NAME) and isinstance(value, str) and len(composed(value)) <= _MAX_NAME


def _box(item: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """The sides as they are stored, cut at the page's edge after rounding, so that reading them again changes nothing."""
    x, y, w, h = (round(float(item[side]), DECIMALS) for side in "xywh")
    return x, y, round(min(w, 1 - x), DECIMALS), round(min(h, 1 - y), DECIMALS)


def _wrong_keys(item: Mapping[str, Any], pages: int, steps: set[int]) -> Iterator[Text]:
    yield from unknown_keys(item, Field.__dataclass_fields__)
    if item.get("kind") not in list(Kind):
        yield BoxFault.KIND.filled(kinds=", ".join(Kind))
    if not _is_whole(item.get("page")) or not 1 <= item["page"] <= pages:
        yield BoxFault.PAGE.filled(pages=pages)
    if item.get("step") is None:
        if item.get("kind") != Kind.LABEL:
            yield BoxFault.NO_STEP
    elif not _is_whole(item["step"]) or item["step"] not in steps:
        yield BoxFault.STEP
    yield from _wrong_box(item)
    yield from _wrong_options(item)


def _wrong_box(item: Mapping[str, Any]) -> Iterator[Text]:
    if not all(_is_number(item.get(side)) for side in "xywh"):
        yield BoxFault.SIDES
        return
    # Before the conversion: an integer may be too large for a float. NaN fails here too.
    if not all(0 <= item[side] <= 1 for side in "xywh"):
        yield BoxFault.OUTSIDE
        return
    beyond = max(item["x"] + item["w"], item["y"] + item["h"]) - 1
    if beyond > 10**-DECIMALS:
        yield BoxFault.OUTSIDE
    elif min(_box(item)[2:]) <= 0:
        yield BoxFault.TOO_THIN.filled(least=10**-DECIMALS)


_TEXTS = {"label": 200, "group": 100, "default": 10_000, "placeholder": 200}
_SWITCHES = ("required", "read_only", "multiline")


def _wrong_options(item: Mapping[str, Any]) -> Iterator[Text]:
    for key, most in _TEXTS.items():
        if item.get(key) is not None and not _is_text(item[key], most):
            yield BoxFault.TEXT.filled(key=key, most=most)
    for key in _SWITCHES:
        if item.get(key) is not None and not isinstance(item[key], bool):
            yield BoxFault.SWITCH.filled(key=key)
    size, length = item.get("font_size"), item.get("max_length")
    if size is not None and not (_is_number(size) and 3 <= size <= 144):
        yield BoxFault.FONT_SIZE
    if item.get("align") not in (None, "left", "center", "right"):
        yield BoxFault.ALIGN
    if length is not None and not (_is_whole(length) and 1 <= length <= 10_000):
        yield BoxFault.MAX_LENGTH
    if item.get("group") and item.get("kind") != Kind.RADIO:
        yield BoxFault.GROUP


def _wrong_default(field: Field) -> Iterator[Text]:
    """A default is on the page from the start, so it has to be a value of its field."""
    most = field.max_length or _TEXTS["default"]
    if not field.default:
        return
    if wrong := _wrong_value(field):
        yield wrong
    elif len(field.default) > most:
        yield BoxFault.DEFAULT_LONG.filled(most=most)
    elif "\n" in field.default and not field.multiline:
        yield BoxFault.DEFAULT_LINES


def _wrong_value(field: Field) -> Text | None:
    """Why the default is no value of a field of this kind."""
    match field.kind.holds:
        case Holds.TEXT:
            return None
        case Holds.DATE:
            return None if _is_date(field.default) else BoxFault.DEFAULT_DATE
        case Holds.MARK:
            return None if field.default in ("Y", "N") else BoxFault.DEFAULT_MARK
        case Holds.PICTURE | Holds.INK:
            return BoxFault.DEFAULT_DRAWN
        case _:
            assert_never(field.kind.holds)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _wrong_groups(fields: Sequence[Field]) -> Iterator[Text]:
    groups: dict[str, list[Field]] = {}
    for field in fields:
        if field.group:
            groups.setdefault(field.group, []).append(field)
    for group, members in groups.items():
        names = ", ".join(field.name for field in members)
        if len({field.step for field in members}) > 1:
            yield LayoutFault.GROUP_OF_STEPS.filled(group=group, names=names)
        if sum(field.default == "Y" for field in members) > 1:
            yield LayoutFault.GROUP_OF_DEFAULTS.filled(group=group, names=names)
