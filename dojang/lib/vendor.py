"""Where the fonts lie that set-up fetched by lock file."""

from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "vendor" / "fonts"
