"""The font stack: which face draws which character, and how wide it is.

Cheap to import and to ask, because the web process asks `uncovered` before anything is sent. A character that no
face can draw visibly is refused there; it never becomes a box or a blank on a contract.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from dojang.pdf.errors import PdfError

# Where set-up puts them, inside the package.
BUNDLED = Path(__file__).resolve().parent.parent / "vendor" / "fonts"
FILES = (
    "PretendardJP-Regular.ttf",
    "NotoSansJP-Regular.ttf",
    "NotoSansKR-Regular.ttf",
    "DejaVuSans.ttf",
    "NotoSansSC-Regular.ttf",  # for what only simplified Chinese has, such as 张 and 陈
)

# What is seen must be what was typed: no ligatures and no contextual changes (Pretendard turns 2x3 into 2×3).
FEATURES = {"liga": False, "clig": False, "calt": False, "dlig": False}


# All but the compatibility ideographs that do not look like what NFC makes of them.
_OTHERS = re.compile("[^\ufa0e-\ufaff\U0002f800-\U0002fa1f]+")


class UncoveredText(PdfError):
    """No font of the stack draws these characters."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        self.characters = characters
        super().__init__("no font draws " + ", ".join(f"U+{ord(c):04X}" for c in characters))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a face; lengths are in the face's own units. text is what it stands for, "" after the first
    glyph of a cluster."""

    gid: int
    text: str
    advance: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face, left to right; width is in ems."""

    face: Face
    glyphs: tuple[Glyph, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line of text, or a piece of one, shaped; width is in ems."""

    runs: tuple[Run, ...]
    width: float

    def __add__(self, other: Shaped) -> Shaped:
        return Shaped(self.runs + other.runs, self.width + other.width)


NOTHING = Shaped((), 0.0)


class Face:
    """One font file, mapped into memory and read as needed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self.face)
        self.upem: int = self.face.upem
        extents = self.font.get_font_extents("ltr")
        self.ascender: int = extents.ascender
        self.descender: int = extents.descender
        self._drawn: dict[str, bool] = {}

    def covers(self, character: str) -> bool:
        """Whether this face draws the character visibly; only spaces may be without ink."""
        drawn = self._drawn.get(character)
        if drawn is None:
            gid = self.font.get_nominal_glyph(ord(character))
            drawn = self._drawn[character] = bool(gid) and (character.isspace() or self._has_ink(gid))
        return drawn

    def advance(self, gid: int) -> int:
        """The glyph's own width, in the face's units, before kerning."""
        return int(self.font.get_glyph_h_advance(gid))

    def shape(self, text: str) -> Run:
        """Shape text that this face covers throughout."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        # Otherwise the language of the process decides which variants are drawn.
        buffer.language = "en"
        hb.shape(self.font, buffer, FEATURES)
        glyphs = tuple(_glyphs(text, buffer))
        if any(glyph.gid == 0 for glyph in glyphs):
            raise UncoveredText(tuple(dict.fromkeys(text)))
        return Run(self, glyphs, sum(glyph.advance for glyph in glyphs) / self.upem)

    def _has_ink(self, gid: int) -> bool:
        extents = self.font.get_glyph_extents(gid)
        return extents is not None and extents.width != 0 and extents.height != 0


class FontStack:
    """Faces in order of preference; each character is drawn by the first that covers it."""

    def __init__(self, paths: Sequence[Path]) -> None:
        if not paths:
            raise ValueError("a font stack has at least one font")
        self.faces = tuple(Face(path) for path in paths)
        self._chosen: dict[str, Face | None] = {}

    def face_for(self, character: str) -> Face | None:
        """The first face that draws the character, or None."""
        if character not in self._chosen:
            faces = self.faces if _may_be_drawn(character) else ()
            self._chosen[character] = next((face for face in faces if face.covers(character)), None)
        return self._chosen[character]

    def uncovered(self, text: str, *, multiline: bool = False) -> tuple[str, ...]:
        """The characters, each once and in order, that cannot be drawn; () when all can.

        The text is normalised first (NFC, see `normal`), so a decomposed syllable counts as one character. Control
        and invisible characters cannot be drawn; a line break can where the box is multiline.
        """
        kept = normal(text).replace("\n", "") if multiline else normal(text)
        return tuple(character for character in dict.fromkeys(kept) if self.face_for(character) is None)

    def shape(self, line: str) -> Shaped:
        """Shape one line of normalised text. Raises UncoveredText for what `uncovered` returns."""
        shaped = NOTHING
        for face, text in self._pieces(line):
            run = face.shape(text)
            shaped += Shaped((run,), run.width)
        return shaped

    def _pieces(self, line: str) -> Iterator[tuple[Face, str]]:
        missing = self.uncovered(line)
        if missing:
            raise UncoveredText(missing)
        current: Face | None = None
        piece = ""
        for character in line:
            # Marks and spaces stay with the face of what they follow, so that they are shaped with it.
            sticks = current is not None and (unicodedata.combining(character) or character == " ")
            face = current if sticks and current and current.covers(character) else self.face_for(character)
            if face is not current and current is not None:
                yield current, piece
                piece = ""
            current, piece = face, piece + character
        if current is not None:
            yield current, piece


def normal(text: str) -> str:
    """Text as it is drawn: Unicode NFC, line breaks as one newline each.

    NFC would write the ideographs of Japanese names that have a look of their own (U+FA19) as those that look otherwise (U+795E).
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines if lines.isascii() else _OTHERS.sub(lambda piece: unicodedata.normalize("NFC", piece[0]), lines)


def default_stack(directory: Path) -> FontStack:
    """Pretendard JP, behind it Noto Sans JP and KR, DejaVu Sans for signs (∼ ≒ ◈ ⅔ ŉ), and Noto Sans SC.

    Raises FileNotFoundError when set-up has not brought them.
    """
    missing = [name for name in FILES if not (directory / name).is_file()]
    if missing:
        raise FileNotFoundError(f"fonts are missing from {directory}: {', '.join(missing)} (run the set-up again)")
    return FontStack([directory / name for name in FILES])


@lru_cache(maxsize=4)
def stack_from(directory: Path) -> FontStack:
    """The default stack of a directory, read once per process."""
    return default_stack(directory)


def _may_be_drawn(character: str) -> bool:
    # Cc Cf Cs Co Cn: control, format, surrogate, private, unassigned; Zl Zp: breaks that no single line can hold.
    category = unicodedata.category(character)
    # R AL AN: scripts from right to left need an order and joined forms that our lines do not have.
    leftwards = unicodedata.bidirectional(character) in ("R", "AL", "AN")
    return category[0] != "C" and category not in ("Zl", "Zp") and not leftwards


def _glyphs(text: str, buffer: hb.Buffer) -> Iterator[Glyph]:
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    seen: set[int] = set()
    for info, position in zip(infos, positions, strict=True):
        cluster = info.cluster
        stands_for = "" if cluster in seen else text[cluster : ends[cluster]]
        seen.add(cluster)
        yield Glyph(info.codepoint, stands_for, position.x_advance, position.x_offset, position.y_offset)
