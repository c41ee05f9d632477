"""What the dock asks, one thing at a time: a box, or all boxes of a radio group together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dojang.contracts.contents import Content, Contents, Drawn, StoredPicture, is_filled, to_row
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout

_NO_HEADINGS: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a radio group."""

    number: int
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing to fill. `name` is that of the input; `boxes` are the places in the layout that it fills.

    `heading` is what a group of choices is about, where that is known.
    """

    id: str
    name: str
    kind: str
    title: str
    required: bool
    box: Field
    content: Content | None
    boxes: tuple[int, ...]
    heading: str = ""
    options: tuple[Option, ...] = ()
    picture: str = ""
    error: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is answered by typing or ticking."""
        return self.kind in ("text", "date", "check", "radio")

    @property
    def numbers(self) -> str:
        return " ".join(str(number) for number in self.boxes)

    @property
    def pad(self) -> Mapping[str, object] | None:
        """The drawing that the pad starts with."""
        return to_row(self.content)[1] if isinstance(self.content, Drawn) else None

    @property
    def text(self) -> str:
        """What its input starts with."""
        return to_row(self.content)[0]


def questions(
    layout: Layout,
    step: int,
    contents: Contents,
    errors: Mapping[str, str],
    picture_url: Callable[[int], str],
    headings: Mapping[str, str] = _NO_HEADINGS,
) -> tuple[Question, ...]:
    """What the signer of `step` is asked, in the order of the layout. `headings` are those of groups, by their names."""
    asked: list[Question] = []
    for numbers in _asked_together(layout, step):
        boxes = [layout.fields[number] for number in numbers]
        heading = headings.get(boxes[0].group, "")
        asked.append(_question(numbers, boxes, contents, errors, picture_url, heading))
    return tuple(asked)


def progress(layout: Layout, step: int, contents: Contents) -> tuple[int, int]:
    """How many things the signer of `step` is asked, and how many of them are still to do."""
    asked = _asked_together(layout, step)
    return len(asked), sum(
        not any(_is_done(layout.fields[number], contents) for number in numbers) for numbers in asked
    )


def by_box(asked: Iterable[Question]) -> dict[int, str]:
    """Which question asks for a box."""
    return {number: question.id for question in asked for number in question.boxes}


def _asked_together(layout: Layout, step: int) -> list[tuple[int, ...]]:
    groups: dict[str, list[int]] = {}
    for number, box in enumerate(layout.fields):
        if box.step == step and not box.locked:
            groups.setdefault(_together(number, box), []).append(number)
    return [tuple(numbers) for numbers in groups.values()]


def _is_done(box: Field, contents: Contents) -> bool:
    """Whether something was entered; a mark that has to be set is done only once it is."""
    content = contents.get(box.name)
    return is_filled(content) if box.required or box.group else content is not None


def _together(number: int, box: Field) -> str:
    return f"group {box.group}" if box.kind is Kind.RADIO and box.group else f"box {number}"


def _question(
    numbers: tuple[int, ...],
    boxes: list[Field],
    contents: Contents,
    errors: Mapping[str, str],
    picture_url: Callable[[int], str],
    heading: str,
) -> Question:
    first, number = boxes[0], numbers[0]
    choice = first.kind is Kind.RADIO and bool(first.group)
    content = contents.get(first.name)
    return Question(
        id=f"q{number}",
        name=f"{'g' if choice else 'f'}{number}",
        kind="radio" if choice else str(Kind.CHECK if first.kind.is_mark else first.kind),
        title=(heading or " / ".join(box.title for box in boxes)) if choice else first.title,
        heading=heading,
        required=any(box.required for box in boxes),
        box=first,
        content=content,
        boxes=numbers,
        options=tuple(_option(n, box, contents) for n, box in zip(numbers, boxes, strict=True)) if choice else (),
        picture=picture_url(number) if isinstance(content, StoredPicture) else "",
        error=next((errors[box.name] for box in boxes if box.name in errors), ""),
    )


def _option(number: int, box: Field, contents: Contents) -> Option:
    return Option(number=number, label=box.title, chosen=is_filled(contents.get(box.name)))
