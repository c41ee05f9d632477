"""Makes the waiting client, `_sync`, from the awaited one, `_async`.

    python clients/python/scripts/make_sync.py          # write it again
    python clients/python/scripts/make_sync.py --check  # only tell what is not as it would be written

Needs ruff, which puts the result into form.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[3]
SOURCE = Path(__file__).resolve().parents[1] / "src" / "dojang_client" / "_async"
TARGET = SOURCE.with_name("_sync")
HEADER = "# Made from {} by scripts/make_sync.py: change that one.\n"
WORDS = {
    "_async": "_sync",
    "async def": "def",
    "async for": "for",
    "async with": "with",
    "asyncio": "time",
    "aclose": "close",
    "aread": "read",
    "aiter_bytes": "iter_bytes",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    r"await (?=\S)": "",
    r"Async(?=[A-Z])": "",
}
_ANY = re.compile("|".join(f"(?P<w{number}>{word})" for number, word in enumerate(WORDS)))
_REPLACEMENTS = list(WORDS.values())


def main() -> None:
    """Write, or with --check compare."""
    made = {TARGET / path.name: text for path, text in waiting(sorted(SOURCE.glob("*.py"))).items()}
    if "--check" in sys.argv[1:]:
        stale = [path.name for path in sorted({*made, *TARGET.glob("*.py")}) if _kept(path) != made.get(path)]
        sys.exit(f"{', '.join(stale)}: run {Path(__file__).name}" if stale else 0)
    TARGET.mkdir(exist_ok=True)
    for path in {*TARGET.glob("*.py")} - {*made}:
        path.unlink()
    for path, text in made.items():
        path.write_text(text)


def waiting(paths: Iterable[Path]) -> dict[Path, str]:
    """The modules with nothing to await in them, in the form that ruff wants: a call may fit into its line now."""
    with TemporaryDirectory() as folder:
        drafts = {path: Path(folder) / path.name for path in paths}
        for path, draft in drafts.items():
            text = _ANY.sub(lambda found: _REPLACEMENTS[int(str(found.lastgroup)[1:])], path.read_text())
            draft.write_text(HEADER.format(f"_async/{path.name}") + text)
        for arguments in (["check", "--select", "I", "--fix"], ["format"]):
            command = [
                sys.executable,
                "-m",
                "ruff",
                *arguments,
                "--quiet",
                "--no-cache",
                "--config",
                "pyproject.toml",
                folder,
            ]
            subprocess.run(command, cwd=ROOT, check=True)
        return {path: draft.read_text() for path, draft in drafts.items()}


def _kept(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


if __name__ == "__main__":
    main()
