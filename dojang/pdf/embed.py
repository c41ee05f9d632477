"""Fonts as PDF objects."""

from __future__ import annotations

import hashlib
import re
import struct
from functools import lru_cache
from itertools import groupby
from typing import Protocol

import uharfbuzz as hb

from dojang.pdf.fonts import Face, Glyph, Run
from dojang.pdf.revision import number

_KEPT_TABLES = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"})
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
    "1 begincodespacerange <0000><FFFF> endcodespacerange\n"
)
_CMAP_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end\n"


class Objects(Protocol):
    """Where the objects of a font or picture are written: a revision, or a file to be."""

    def add(self, body: bytes) -> bytes:
        """Write a new object; gives the reference to it."""

    def stream(self, entries: bytes, data: bytes, *, compress: bool = True) -> bytes:
        """Write a new stream with these dictionary entries; gives the reference to it."""


class FontUse:
    """What one document uses of one face.

    A code is given to each pair of a glyph and the text it stands for, not to each glyph: a space and a no-break
    space share a glyph, and extraction must still give each back.
    """

    def __init__(self, face: Face, *, once: bool = False) -> None:
        """once: the process ends soon, and preparing the face for many subsets (170 ms) would not pay."""
        self.face = face
        self._once = once
        self._codes: dict[tuple[int, str], int] = {(0, ""): 0}

    def show(self, run: Run, size: float) -> str:
        """The operators that draw a run at a size: TJ arrays with kerning and offsets, text rise for raised marks."""
        drawn = []
        for rise, glyphs in groupby(run.glyphs, key=lambda glyph: glyph.dy):
            array = "[" + "".join(self._placed(glyph) for glyph in glyphs).replace("><", "") + "]TJ"
            drawn.append(f"{number(rise * size / self.face.upem)} Ts {array} 0 Ts" if rise else array)
        return " ".join(drawn)

    def _placed(self, glyph: Glyph) -> str:
        """One glyph of a TJ array; its numbers move left, in thousandths of an em."""
        scale = 1000 / self.face.upem
        code = self._codes.setdefault((glyph.gid, glyph.text), len(self._codes))
        before = number(-glyph.dx * scale) if glyph.dx else ""
        after = self.face.advance(glyph.gid) - glyph.advance + glyph.dx
        return f"{before}<{code:04X}>{number(after * scale) if after else ''}"

    def embed(self, objects: Objects) -> bytes:
        """Write the subset as a Type0 font with Identity-H (ISO 32000-1, 9.7); gives the reference to it."""
        program, new_gids = subset(self.face, {gid for gid, _ in self._codes}, once=self._once)
        cid_to_gid = b"".join(struct.pack(">H", new_gids[gid]) for gid, _ in self._codes)
        scale = 1000 / self.face.upem
        widths = " ".join(number(self.face.advance(gid) * scale) for gid, _ in self._codes)
        name = subset_name(self.face, program, cid_to_gid)
        file = objects.stream(b"/Length1 %d" % len(program), program)
        mapping = objects.stream(b"", cid_to_gid)
        unicode = objects.stream(b"", self._to_unicode().encode("ascii"))
        shape = objects.add(descriptor(self.face, name, file))
        descendant = objects.add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s" % name
            + b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + b"/FontDescriptor %s/DW 1000/W[0[%s]]/CIDToGIDMap %s>>" % (shape, widths.encode(), mapping)
        )
        return objects.add(
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H" % name
            + b"/DescendantFonts[%s]/ToUnicode %s>>" % (descendant, unicode)
        )

    def _to_unicode(self) -> str:
        texts = [(code, text) for (_, text), code in self._codes.items() if text]
        out = [_CMAP_HEAD]
        for start in range(0, len(texts), 100):
            part = texts[start : start + 100]
            lines = (f"<{code:04X}><{text.encode('utf-16-be').hex().upper()}>\n" for code, text in part)
            out.append(f"{len(part)} beginbfchar\n{''.join(lines)}endbfchar\n")
        return "".join(out) + _CMAP_TAIL


@lru_cache(maxsize=8)
def _subsettable(face: Face) -> hb.Face:
    # Done once per process, it makes each subset several times cheaper.
    return hb.subset_preprocess(face.face)


def subset(face: Face, gids: set[int], *, once: bool = False) -> tuple[bytes, dict[int, int]]:
    """The font program with these glyphs only, and where each went."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.set(gids)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    dropped = (tag for tag in face.face.table_tags if tag not in _KEPT_TABLES)
    wanted.drop_table_tag_set.set({int.from_bytes(tag.encode("ascii"), "big") for tag in dropped})
    plan = hb.SubsetPlan(face.face if once else _subsettable(face), wanted)
    mapping = plan.old_to_new_glyph_mapping
    return plan.execute().blob.data, {gid: mapping[gid] for gid in gids}


@lru_cache(maxsize=8)
def _postscript_name(face: Face) -> bytes:
    name = face.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or face.path.stem
    return re.sub(r"[^A-Za-z0-9-]", "", name).encode("ascii")


def subset_name(face: Face, program: bytes, cid_to_gid: bytes) -> bytes:
    """The face's name behind six letters that stand for this subset (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(program + cid_to_gid).digest()
    return bytes(65 + byte % 26 for byte in digest[:6]) + b"+" + _postscript_name(face)


def descriptor(face: Face, name: bytes, file: bytes) -> bytes:
    """The font descriptor of a subset called name, whose program is the object file."""
    scale = 1000 / face.upem
    corners = struct.unpack(">4h", face.face.reference_table("head").data[36:44])
    bounds = " ".join(str(round(corner * scale)) for corner in corners).encode()
    rise, fall = round(face.ascender * scale), round(face.descender * scale)
    shape = b"/Flags 4/FontBBox[%s]/ItalicAngle 0/Ascent %d/Descent %d" % (bounds, rise, fall)
    return b"<</Type/FontDescriptor/FontName/%s%s/CapHeight 700/StemV 80/FontFile2 %s>>" % (name, shape, file)
