"""What a file says it is. A stranger's PDF is opened in a limited child process only."""

from dojang.lib.texts import Text
from dojang.pdf.intake import IntakeRefused
from dojang.pdf.summary import Summary, summarise
from dojang.verify import texts


def told_contents(pdf: bytes, language: str) -> list[tuple[str, str]]:
    """Title, pages and attachments as (label, value); nothing for a file that cannot be opened."""
    try:
        summary = summarise(pdf)
    except IntakeRefused:
        return []
    label: Text = texts.CONTAINS
    return [(label.of(language), _line(summary, language))]


def _line(summary: Summary, language: str) -> str:
    parts = [summary.title] if summary.title else []
    parts.append(texts.PAGES.of(language, count=summary.pages))
    parts += summary.attachments
    return " · ".join(parts)
