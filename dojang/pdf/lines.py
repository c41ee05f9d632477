"""Fitting text into a box: one line that shrinks, or lines that wrap and shrink."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dojang.pdf.fonts import NOTHING, FontStack, Shaped, normal

# Baseline to baseline, in ems.
LEADING = 1.4
# Points. Smaller letters cannot be read on paper, so a text that needs them is refused before it gets here.
LEAST_SIZE = 6.0
_NEARLY = 1.0001  # widths are sums of rounded ones
# No character of our fonts is wider, in ems; and no text has so many characters in an em, with the marks on them.
_WIDEST, _MAX_IN_AN_EM = 3, 10

# Kinsoku (JIS X 4051): characters that may not start a line, and those that may not end one.
NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜…‥）〕］｝〉》」』】〙〗〟’”»ー々〻ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡､｣･ｰﾞﾟ,.:;?!)]}%％℃°〜～–"
)
NOT_LAST = frozenset("（〔［｛〈《「『【〘〖〝‘“«｢([{¥￥$＄₩￦£€#＃@＠")

_WIDE = (
    (0x1100, 0x11FF),  # Hangul jamo
    (0x2E80, 0xA4CF),  # radicals, CJK punctuation, kana, compatibility jamo, Han
    (0xAC00, 0xD7FF),  # Hangul syllables
    (0xF900, 0xFAFF),  # compatibility Han
    (0xFE30, 0xFE4F),  # CJK compatibility forms
    (0xFF00, 0xFFEF),  # full-width forms
    (0x20000, 0x3FFFF),  # supplementary Han
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Shaped lines and the size they are set in (the unit of the box they were fitted to); leading is in ems."""

    lines: tuple[Shaped, ...]
    size: float
    leading: float = LEADING

    @property
    def height(self) -> float:
        """From the top of the first line's em to the bottom of the last one's."""
        return self.size * (1 + self.leading * (len(self.lines) - 1))

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max(line.width for line in self.lines) * self.size


def fit_line(stack: FontStack, text: str, width: float, height: float, size: float) -> Fitted:
    """One line, at most `size`, small enough for width and height (all in one unit, whichever)."""
    line = stack.shape(normal(text).strip(" "))
    return Fitted((line,), min(size, height, width / line.width if line.width else size))


def fit_lines(
    stack: FontStack, text: str, width: float, height: float, size: float, leading: float = LEADING
) -> Fitted:
    """Lines wrapped at `size`, or at the largest size below it at which they fit the height (one unit throughout)."""
    at = _wrapping(stack, text, width, leading)
    fitted = at(min(size, height))
    if _holds(fitted, width, height):
        return fitted
    low, high = 0.0, fitted.size
    for _ in range(12):
        middle = (low + high) / 2
        fitted = at(middle)
        low, high = (middle, high) if _holds(fitted, width, height) else (low, middle)
    return at(low) if low else fitted


def least_size(width: float, height: float, size: float) -> float:
    """The least size in points of a text that is set at `size` in a box of these points.

    A box too small for LEAST_SIZE has the size of one line, or of one wide letter, that it holds.
    """
    return min(LEAST_SIZE, size, height, width)


def fitting(stack: FontStack, text: str, width: float, height: float, size: float, *, multiline: bool) -> int:
    """How many characters from the start of the text fit a box of these points at `least_size`; all, or where it is full."""
    least, known = least_size(width, height, size), dict[str, _Token]()
    if "\n" not in text and len(text) * least * _WIDEST <= width:
        return len(text)

    def fits(count: int) -> bool:
        if not multiline:
            return stack.shape(normal(text[:count]).strip(" ")).width * least <= width * _NEARLY
        return _holds(_wrapping(stack, text[:count], width, LEADING, known)(least), width, height)

    lines = int(height / (least * LEADING)) + 1 if multiline else 1
    # A text that is far too long is not shaped as a whole to learn it. Spaces cost nothing, and programs pad with them.
    inked = len(text) - text.count(" ") - text.count("\n")
    bound = int(width / least + 1) * lines * _MAX_IN_AN_EM
    most = len(text) if inked <= bound else min(len(text), bound)
    if fits(most):
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    while low and unicodedata.combining(text[low]):
        low -= 1
    return low


def _wrapping(
    stack: FontStack, text: str, width: float, leading: float, known: dict[str, _Token] | None = None
) -> Callable[[float], Fitted]:
    """What sets the text at a size; shaping, which is dear, is done once. `known` keeps what is shaped for the next text."""
    known = {} if known is None else known
    paragraphs = [_shaped_tokens(stack, paragraph, known) for paragraph in normal(text).rstrip("\n ").split("\n")]

    def at(size: float) -> Fitted:
        lines = [line for tokens in paragraphs for line in _wrapped(tokens, width / size)]
        return Fitted(tuple(lines), size, leading)

    return at


def tokens(paragraph: str) -> Iterator[str]:
    """Cut a paragraph where a line may end: runs of spaces, and pieces that stay whole."""
    piece = ""
    for character in paragraph:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if before == " " or after == " ":
        return before != after
    if unicodedata.combining(after) or after in NOT_FIRST or before in NOT_LAST:
        return False
    return _is_wide(before) or _is_wide(after)


@lru_cache(maxsize=8192)
def _is_wide(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in _WIDE)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    shaped: Shaped
    stack: FontStack

    def letters(self) -> list[Shaped]:
        """Letter by letter, for a line too narrow to hold the token whole."""
        letters = _letters(self.text)
        shaped = {letter: self.stack.shape(letter) for letter in dict.fromkeys(letters)}
        return [shaped[letter] for letter in letters]


def _shaped_tokens(stack: FontStack, paragraph: str, known: dict[str, _Token]) -> list[_Token]:
    texts = list(tokens(paragraph))
    for text in texts:
        if text not in known:
            known[text] = _Token(text, stack.shape(text), stack)
    return [known[text] for text in texts]


def _letters(text: str) -> list[str]:
    letters: list[str] = []
    for character in text:
        if letters and unicodedata.combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return letters


def _wrapped(paragraph: Iterable[_Token], width: float) -> Iterator[Shaped]:
    """Greedy lines of at most `width` ems; spaces at a line's end are dropped, those at a paragraph's start stay."""
    line, spaces, begun = NOTHING, NOTHING, False
    for token in paragraph:
        if token.text[0] == " ":
            spaces = token.shaped if begun or line is NOTHING else spaces
            continue
        if line.runs and line.width + spaces.width + token.shaped.width > width:
            yield line
            line, spaces = NOTHING, NOTHING
        line, spaces, begun = line + spaces, NOTHING, True
        if line.width + token.shaped.width <= width:
            line += token.shaped
            continue
        for letter in token.letters():
            if line.runs and line.width + letter.width > width:
                yield line
                line = NOTHING
            line += letter
    yield line


def _holds(fitted: Fitted, width: float, height: float) -> bool:
    return fitted.height <= height * _NEARLY and fitted.width <= width * _NEARLY
