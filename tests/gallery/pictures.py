"""From a screenshot to a small picture, and from the pictures to docs/gallery.md."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from dojang.lib.texts import Language
from tests.gallery.states import CHAPTERS, State, file_name, shown_of, states

DOCS = Path(__file__).parents[2] / "docs"
PAGE, FOLDER = DOCS / "gallery.md", DOCS / "images" / "gallery"
MAX_BYTES, MAX_BYTES_IN_ALL = 60_000, 2_500_000
WIDTHS = {"phone": 360, "dark": 360, "desk": 800}
_NAMES = {Language.EN: "English", Language.KO: "한국어", Language.JA: "日本語"}
_SIZES = {"phone": "", "dark": "dark", "desk": "at a desk"}
_INTRODUCTION = """# Gallery

Every state of the pages of signers, senders and visitors of a public link, on a phone 360 pixels wide. Every page exists in Korean,
English and Japanese, light and dark, and at any width. The pictures show the English pages, and the others where there is most to read.
`make gallery` walks through all of them with a browser, takes these pictures and writes this page.
"""


def keep(name: str, screenshot: bytes, size: str) -> None:
    """As wide as the page shows it, and small enough for a repository."""
    image = Image.open(BytesIO(screenshot)).convert("RGB")
    width = WIDTHS[size]
    image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    image.save(FOLDER / f"{name}.webp", quality=78, method=6)


def write_page() -> None:
    """The page, and no picture beside those that it names."""
    PAGE.write_text(page())
    for file in there() - named():
        (FOLDER / file).unlink()


def page() -> str:
    """The page as Markdown, with a table of pictures for each chapter."""
    return "\n".join([_INTRODUCTION, *_chapters()])


def _chapters() -> Iterator[str]:
    for chapter in CHAPTERS:
        yield f"## {chapter.title}\n"
        for state in chapter.states:
            yield f"**{state.caption}**\n"
            yield " ".join(_picture(state, *shown) for shown in shown_of(state)) + "\n"


def named() -> set[str]:
    """The names of the files that the page shows."""
    return {f"{file_name(state.name, *shown)}.webp" for state in states() for shown in shown_of(state)}


def there() -> set[str]:
    """The names of the files that there are."""
    return {file.name for file in FOLDER.iterdir()}


def _picture(state: State, language: Language, size: str) -> str:
    words = ", ".join(part for part in (_NAMES[language], _SIZES[size]) if part)
    width = 560 if size == "desk" else 250
    source = f"images/gallery/{file_name(state.name, language, size)}.webp"
    return f'<img src="{source}" width="{width}" alt="{state.caption} ({words})">'
