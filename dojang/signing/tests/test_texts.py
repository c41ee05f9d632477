"""Templates and code say only what exists, in every language."""

import re
from pathlib import Path
from string import Formatter

import pytest

from dojang.contracts.models import Contract, Link
from dojang.contracts.readers import REASONS
from dojang.lib.texts import Language
from dojang.signing.standing import Standing
from dojang.signing.texts import TEXTS

ROOMS = Path(__file__).parents[2]
TEMPLATES = sorted(file for room in ("pages", "signing") for file in (ROOMS / room / "templates").rglob("*.html"))
_BEFORE = (Standing.CODE, Standing.PHONE, Standing.CONSENT, Standing.SIGN)
FILLED = re.compile(r"""\{%\s*fill\s+_\("([^"]+)"\)((?:[^%"]|"[^"]*")*)%\}""")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_fills_every_blank_of_its_texts(template: Path) -> None:
    source = template.read_text()
    for sentence, values in FILLED.findall(source):
        assert set(re.findall(r"(\w+)=", values)) == blanks(sentence), sentence
    assert len(FILLED.findall(source)) == source.count("{% fill ")
    assert [said for said in re.findall(r'translate "([^"]+)"', source) if blanks(said)] == []


@pytest.mark.parametrize("name", TEXTS)
def test_the_languages_have_the_same_blanks_and_no_empty_text(name: str) -> None:
    text = TEXTS[name]
    values = {"count": 2} if text.many else {}
    assert blanks(text.of("ko", **values)) == blanks(text.of("en", **values)) == blanks(text.of("ja", **values))
    assert all(text.of(language, **values).strip() for language in Language) or blanks(text.english)


def test_templates_hold_no_words_of_their_own() -> None:
    for template in TEMPLATES:
        left = re.sub(r"\{[%{#].*?[%}#]\}|<[^>]*>", "", template.read_text(), flags=re.DOTALL)
        assert not re.search(r"[가-힣ぁ-んァ-ン]{2,}", left), template.name


def test_every_reason_status_and_death_has_its_words() -> None:
    needed = {f"refused.{reason}" for reason in REASONS}
    needed |= {f"dead.{death}.{part}" for death in Link.RevokeReason.values for part in ("title", "text")}
    needed |= {f"status.{status}" for status in Contract.Status.values}
    spoken = (s for s in Standing if not s.is_dead and s not in _BEFORE)
    needed |= {f"stand.{standing}.{part}" for standing in spoken for part in ("title", "text")}
    assert needed <= set(TEXTS)


def test_no_text_is_left_unsaid() -> None:
    room = Path(__file__).parent.parent
    views = [*room.glob("*.py"), *room.glob("views/*.py"), *room.glob("document/**/*.py")]
    code = "".join(path.read_text() for path in [*TEMPLATES, *views])
    by_state = ("refused.", "dead.", "damaged.", "status.", "stand.", "todo.", "file.", "view.")
    assert [name for name in TEXTS if not name.startswith(by_state) and f'"{name}"' not in code] == []


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
