"""What a group of choices is about, where the layout has no words for it: read from the text of its page."""

import re
from collections.abc import Mapping, Sequence

from dojang.library.layout import Field, Layout
from dojang.library.pages import TemplatePage

_MAX = 30  # characters: more is a sentence, and no heading
_NUMBERED = re.compile(
    r"(제\s*\d+\s*[조항]|第\s*[\d〇一二三四五六七八九十]+\s*[条項]|(Article|Section|§)\s*\d+|\d+[.)])"
)
_MARKS = " \t·•☐□○◯■●:：*-–—()（）"


def headings(layout: Layout, pages: Sequence[TemplatePage]) -> Mapping[str, str]:
    """The heading of each group by its name; a group is missing where no words lie near that would pass for one."""
    groups: dict[str, list[Field]] = {}
    for box in layout.fields:
        if box.group:
            groups.setdefault(box.group, []).append(box)
    found = {group: _heading(boxes, pages[boxes[0].page - 1].text) for group, boxes in groups.items()}
    return {group: heading for group, heading in found.items() if heading}


def _heading(boxes: Sequence[Field], text: str) -> str:
    first = boxes[0].title
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    at = next((index for index, line in enumerate(lines) if first in line), None)
    if at is not None:
        before = _fitting(lines[at].partition(first)[0])
        above = _fitting(lines[at - 1]) if at and _NUMBERED.match(lines[at - 1]) else ""
        if before or above:
            return before or above
    return _fitting(_shared([box.title for box in boxes]))


def _fitting(words: str) -> str:
    """The words without marks around them, if they are few enough."""
    bare = words.strip(_MARKS)
    return bare if 1 < len(bare) <= _MAX else ""


def _shared(titles: Sequence[str]) -> str:
    """The whole words with which all titles start; none where that would be all of one."""
    split = [title.split() for title in titles]
    shared = []
    for words in zip(*split, strict=False):
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    return " ".join(shared) if len(shared) < min(map(len, split)) else ""
