"""Whether a file carries a signature already."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary

from dojang.pdf.intake import IntakeRefused, Reason


def refuse_signed(pdf: pikepdf.Pdf) -> None:
    """What is drawn onto a signed file breaks its signature; the signature's dictionary gives it away."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ByteRange" in item and "/Contents" in item:
            raise IntakeRefused(Reason.ALREADY_SIGNED)
