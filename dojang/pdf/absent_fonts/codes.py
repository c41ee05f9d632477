"""How the predefined CMaps for Korean and Japanese cut a shown string into codes (ISO 32000-1, table 118)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeSpace:
    """Ranges of codes: the first and the last, byte by byte. is_unicode: the codes are characters in UTF-16."""

    ranges: tuple[tuple[bytes, bytes], ...]
    is_unicode: bool = False

    def cut(self, shown: bytes) -> Iterator[bytes]:
        """The codes of a shown string; how long each is, its first byte says."""
        at = 0
        while at < len(shown):
            fitting = (len(low) for low, high in self.ranges if low[0] <= shown[at] <= high[0])
            length = next(fitting, 1)
            yield shown[at : at + length]
            at += length


def _space(ranges: str, *, is_unicode: bool = False) -> CodeSpace:
    ends = [bytes.fromhex(end) for end in ranges.split()]
    return CodeSpace(tuple(zip(ends[::2], ends[1::2], strict=True)), is_unicode)


TWO_BYTES = _space("0000 FFFF")
UCS2 = _space("0000 FFFF", is_unicode=True)
_UTF16 = _space("0000 D7FF D800DC00 DBFFDFFF E000 FFFF", is_unicode=True)
_SHIFT_JIS = _space("00 80 8140 9FFC A0 DF E040 FCFC")
_SHIFT_JIS_MAC = _space("00 80 8140 9FFC A0 DF E040 FCFC FD FF")
_UHC = _space("00 80 8141 FEFE")

# Those that write downwards (…-V) are left out: none of our fonts is made for that.
PREDEFINED = {
    "83pv-RKSJ-H": _SHIFT_JIS_MAC,
    "90ms-RKSJ-H": _SHIFT_JIS,
    "90msp-RKSJ-H": _SHIFT_JIS,
    "90pv-RKSJ-H": _SHIFT_JIS_MAC,
    "Add-RKSJ-H": _SHIFT_JIS,
    "Ext-RKSJ-H": _SHIFT_JIS,
    "EUC-H": _space("00 80 8EA0 8EDF A1A1 FEFE"),
    "H": _space("2121 7E7E"),
    "UniJIS-UCS2-H": UCS2,
    "UniJIS-UCS2-HW-H": UCS2,
    "UniJIS-UTF16-H": _UTF16,
    "KSC-EUC-H": _space("00 80 A1A1 FEFE"),
    "KSCms-UHC-H": _UHC,
    "KSCms-UHC-HW-H": _UHC,
    "KSCpc-EUC-H": _space("00 84 A141 FDFE FE FF"),
    "UniKS-UCS2-H": UCS2,
    "UniKS-UTF16-H": _UTF16,
}
