"""A template's layout: its fields, their places, kinds and steps. Frozen values; see `layout_reader` for their checks.

Positions are fractions of the page as it is seen, origin at the top left; `dojang.pdf.geometry` alone turns them into points.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dojang.lib.texts import composed
from dojang.library.kinds import FilledBy, Kind

MAX_FIELDS, MAX_STEPS = 2_000, 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One signer's place in the order; `role` is what the contract calls them, e.g. 갑. In bulk it may be the starter's own."""

    step: int
    role: str = ""
    starter: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One field on a page. `x y w h` are fractions of the page as seen; `font_size` is in points."""

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
        """The name of the field that a signer sees."""
        return self.label or self.name

    @property
    def locked(self) -> bool:
        """Whether no signer may change it."""
        return self.read_only or self.kind.filled_by is FilledBy.SENDER


@dataclass(frozen=True)
class Layout:
    """A checked layout; `bulk` says that it is for starting many contracts at once."""

    steps: tuple[Step, ...]
    fields: tuple[Field, ...]
    bulk: bool = False

    def field(self, name: str) -> Field | None:
        """The field of this name, in any Unicode form: macOS writes names of files decomposed."""
        exact = next((field for field in self.fields if field.name == name), None)
        return exact or next((field for field in self.fields if composed(field.name) == composed(name)), None)

    def own_names(self, names: Iterable[str]) -> dict[str, str]:
        """Each of the names, and how the layout writes it; unknown names stay as they are."""
        own = {composed(field.name): field.name for field in self.fields}
        return {name: own.get(composed(name), name) for name in names}

    def of_step(self, step: int) -> tuple[Field, ...]:
        """The fields of one step, in the order of the layout."""
        return tuple(field for field in self.fields if field.step == step)

    def asks_to_sign(self, step: int) -> bool:
        """Whether the step has a field for a signature or a stamp."""
        return any(field.kind.is_drawn for field in self.of_step(step))

    @property
    def steps_without_boxes(self) -> tuple[int, ...]:
        return tuple(step.step for step in self.steps if not self.of_step(step.step))

    def to_json(self) -> dict[str, Any]:
        """The layout as it is stored and exchanged."""
        steps, fields = [asdict(step) for step in self.steps], [asdict(field) for field in self.fields]
        return {"bulk": self.bulk, "steps": steps, "fields": fields}


def trusted_layout(raw: Mapping[str, Any]) -> Layout:
    """The layout from JSON that `read_layout` has checked before, e.g. from the database."""
    return Layout(
        tuple(Step(**step) for step in raw["steps"]),
        tuple(Field(**(field | {"kind": Kind(field["kind"])})) for field in raw["fields"]),
        raw.get("bulk", False),
    )
