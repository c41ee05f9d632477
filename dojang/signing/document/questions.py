"""What the dock asks, one thing at a time: a box, or all boxes of a radio group together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dojang.contracts.contents import Content, Contents, Drawn, StoredPicture, is_filled, to_row
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout

_NO_HEADINGS: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One thing to fill, whatever stands there. `numbers` are the places of its `boxes` in the layout."""

    numbers: tuple[int, ...]
    boxes: tuple[Field, ...]

    @property
    def box(self) -> Field:
        return self.boxes[0]

    @property
    def is_choice(self) -> bool:
        """Whether it is one of several, even where its group has only one box."""
        return self.box.kind is Kind.RADIO and bool(self.box.group)

    @property
    def id(self) -> str:
        return f"q{self.numbers[0]}"

    @property
    def name(self) -> str:
        """The name of its input, or what the names of its inputs start with."""
        return f"{'g' if self.is_choice else 'f'}{self.numbers[0]}"

    @property
    def kind(self) -> Kind:
        """How it is answered: a single radio box is a check."""
        return Kind.CHECK if self.box.kind.is_mark and not self.is_choice else self.box.kind

    @property
    def required(self) -> bool:
        return any(box.required for box in self.boxes)


@dataclass(frozen=True, kw_only=True)
class Question(Asked):
    """One thing to fill with what stands there now. `heading` is what a group of choices is about, where that is known."""

    contents: tuple[Content | None, ...]
    heading: str = ""
    picture: str = ""
    error: str = ""

    @property
    def content(self) -> Content | None:
        return self.contents[0]

    @property
    def title(self) -> str:
        return (self.heading or " / ".join(box.title for box in self.boxes)) if self.is_choice else self.box.title

    @property
    def text(self) -> str:
        """What its input starts with."""
        return to_row(self.content)[0]

    @property
    def pad(self) -> Mapping[str, object] | None:
        """The drawing that the pad starts with."""
        return to_row(self.content)[1] if isinstance(self.content, Drawn) else None


def asked(layout: Layout, step: int) -> tuple[Asked, ...]:
    """What the signer of `step` is asked, in the order of the layout."""
    groups: dict[str, list[int]] = {}
    for number, box in enumerate(layout.fields):
        if box.step == step and not box.locked:
            groups.setdefault(_together(number, box), []).append(number)
    return tuple(
        Asked(numbers=tuple(numbers), boxes=tuple(layout.fields[number] for number in numbers))
        for numbers in groups.values()
    )


def filled(
    questions: Iterable[Asked],
    contents: Contents,
    errors: Mapping[str, str],
    picture_url: Callable[[int], str],
    headings: Mapping[str, str] = _NO_HEADINGS,
) -> tuple[Question, ...]:
    """The questions with what `contents` puts in their boxes and what is wrong with it, both by the names of boxes.

    `headings` are those of groups, by their names.
    """
    return tuple(
        Question(
            numbers=one.numbers,
            boxes=one.boxes,
            contents=tuple(contents.get(box.name) for box in one.boxes),
            heading=headings.get(one.box.group, ""),
            picture=picture_url(one.numbers[0]) if isinstance(contents.get(one.box.name), StoredPicture) else "",
            error=next((errors[box.name] for box in one.boxes if box.name in errors), ""),
        )
        for one in questions
    )


def still_to_do(questions: Sequence[Asked], contents: Contents) -> int:
    """How many of the questions nothing was entered for."""
    return sum(not any(_is_done(box, contents) for box in one.boxes) for one in questions)


def by_box(questions: Iterable[Asked]) -> dict[int, str]:
    """Which question asks for a box."""
    return {number: one.id for one in questions for number in one.numbers}


def _is_done(box: Field, contents: Contents) -> bool:
    """Whether something was entered; a mark that has to be set is done only once it is."""
    content = contents.get(box.name)
    return is_filled(content) if box.required or box.group else content is not None


def _together(number: int, box: Field) -> str:
    return f"group {box.group}" if box.kind is Kind.RADIO and box.group else f"box {number}"
