"""The folder of the fonts, which set-up fetches by lock file."""

from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "vendor" / "fonts"
