"""The sample templates: a typst document each, whose blanks give the layout their positions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dojang.pdf.typeset import positions, typeset

FOLDER = Path(__file__).parent
# A fixed time: the same fonts and typesetter make the same bytes, so that a template's hash can be compared.
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
DECIMALS = 4


@dataclass(frozen=True)
class Sample:
    """A template ready for the library: the PDF, its layout as JSON-able data, and what to call it."""

    pdf: bytes
    layout: dict[str, Any]
    name: str
    doc_id: int
    language: str


@dataclass(frozen=True)
class Recipe:
    """What is known of a sample before it is built; `roles` are those of steps 1, 2, …"""

    source: str
    doc_id: int
    name: str
    language: str
    roles: tuple[str, ...]


SAMPLES: Mapping[str, Recipe] = {
    "testapi": Recipe("testapi.typ", 1, "testapi", "ko-KR", ("작성자 1", "작성자 2")),
    "employment": Recipe("employment.typ", 2, "표준 근로계약서", "ko-KR", ("사용자", "근로자")),
    "nda": Recipe("nda.typ", 3, "秘密保持契約書", "ja-JP", ("甲", "乙")),
    "consent": Recipe("consent.typ", 4, "Photography and personal data consent", "en-US", ("Participant",)),
}


def build(name: str, fonts: Path) -> Sample:
    """Typeset the sample `name` (a key of SAMPLES) with the font stack in the folder `fonts`.

    Raises KeyError for an unknown name and TypesetFailed if the document cannot be set.
    """
    recipe = SAMPLES[name]
    source = FOLDER / recipe.source
    pdf = typeset(source, {}, {}, fonts, at=MADE_AT)
    drawn = positions(source, {}, {}, fonts, "field")
    layout = {
        "bulk": False,
        "steps": [
            {"step": number, "role": role, "starter": False} for number, role in enumerate(recipe.roles, start=1)
        ],
        "fields": [blank | {side: round(float(blank[side]), DECIMALS) for side in "xywh"} for blank in drawn],
    }
    return Sample(pdf, layout, recipe.name, recipe.doc_id, recipe.language)
