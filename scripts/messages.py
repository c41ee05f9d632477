"""The catalogues of translations: `update` (sentences from the code into `dojang/locale`) and `compile` (into what the server reads).

`compile` does nothing for a catalogue that has not changed. No program of GNU gettext is needed.
"""

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dojang.lib.languages import ReaderLanguage
from dojang.lib.texts import Language

ROOT = Path(__file__).resolve().parent.parent
ROOM = ROOT / "dojang"
LOCALE = ROOM / "locale"
KEYWORDS = {"_": None, "plural": (1, 2), "in_context": ((1, "c"), 2), "gettext": None, "pgettext": ((1, "c"), 2)}
# A language that is offered to signers alone needs no more than what they see.
FOR_SIGNERS = {language.folder for language in ReaderLanguage if language.value not in set(Language)}
SIGNERS_PLACES = ("dojang/signing/", "dojang/pages/", "dojang/notifications/wordings.py", "dojang/lib/")
HEADER = """\
# {name}. `make messages` brings this file up to date; CONTRIBUTING.md says how to translate it.
msgid ""
msgstr ""
"Language: {tag}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def catalogues() -> list[Path]:
    """The catalogues of all languages."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """A catalogue, its language taken from its folder."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain="django")


def places(path: Path) -> tuple[str, ...]:
    """Where the sentences are said that a catalogue has to have."""
    return SIGNERS_PLACES if path.parent.parent.name in FOR_SIGNERS else ("dojang/",)


def sentences(places: tuple[str, ...] = ("dojang/",)) -> Catalog:
    """What the code and the templates at `places` say, in English."""
    catalog = Catalog(charset="utf-8")
    for path in sorted([*ROOM.rglob("*.py"), *ROOM.rglob("templates/**/*.html"), *ROOM.rglob("templates/**/*.txt")]):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(places) and "/tests/" not in name:
            for _line, message, _comments, context in _extracted(path):
                catalog.add(message, locations=[(name, None)], context=context)
    return catalog


def _extracted(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    source = path.read_text()
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        # It turns a template into Python, but its lines are not those of Python.
        source = " ".join(templatize(source).split())
    return extract("python", BytesIO(source.encode()), keywords=KEYWORDS)


def update() -> None:
    """Add what is new, drop what nothing says any more; what has changed is marked fuzzy, for a translator to look at."""
    for path in catalogues():
        catalog = read(path)
        catalog.update(sentences(places(path)))
        write(path, catalog)


def write(path: Path, catalog: Catalog) -> None:
    """A catalogue, without dates and lines that would change each time."""
    body = BytesIO()
    write_po(body, catalog, width=110, omit_header=True, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    head = HEADER.format(name=catalog.locale.english_name, tag=catalog.locale, plurals=catalog.plural_forms)
    path.write_text(head + body.getvalue().decode())


def compile_all() -> None:
    """Write each catalogue that is newer than its compiled form."""
    for path in catalogues():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        # Processes that read it meanwhile see the old one or the new one.
        draft = target.with_name(f".{os.getpid()}.mo")
        with draft.open("wb") as file:
            write_mo(file, read(path))
        draft.replace(target)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["update"]:
            update()
            compile_all()
        case ["compile"]:
            compile_all()
        case _:
            sys.exit("messages.py update | compile")
