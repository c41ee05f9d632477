"""The house in figures: helpers, names, forms, modules and lines per room, read from the code.

    python scripts/figures.py            of this checkout
    python scripts/figures.py COMMIT…    of these commits, side by side

Tests and migrations are left out. A private helper is a function of a module whose name starts with `_`.
"""

import ast
import re
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent
APART = ("/tests/", "/migrations/", "/vendor/")
FORMERLY = re.compile(
    r"\b(?:told|tells?|whoever|whomever|nobody|somebody|mend(?:s|ed|ing)?|anew|of late)\b", re.IGNORECASE
)
KOREAN_OR_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of the product's Python, parsed."""

    path: str
    text: str

    @property
    def room(self) -> str:
        parts = self.path.split("/")
        return parts[1] if len(parts) > 2 else "dojang"

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    @property
    def classes(self) -> list[str]:
        return [node.name for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)]

    @property
    def helpers(self) -> list[Function]:
        """Private functions at the module's top level."""
        return [node for node in self.tree.body if isinstance(node, Function) and node.name.startswith("_")]

    @property
    def lone_helpers(self) -> list[str]:
        """Private functions that are named once in their module, apart from their definition."""
        named = Counter(node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name))
        return [helper.name for helper in self.helpers if named[helper.name] == 1]

    @property
    def lines_of_texts(self) -> int:
        """Lines with Korean or Japanese in them, which a translator has to look at."""
        return sum(bool(KOREAN_OR_JAPANESE.search(line)) for line in self.text.splitlines())


def main() -> None:
    versions = sys.argv[1:] or [""]
    columns = [dict(figures(modules_of(version))) for version in versions]
    names = list(dict.fromkeys(name for column in columns for name in column))
    print("|".join(["", " ".ljust(58), *(f" {version or 'this checkout'} " for version in versions), ""]))
    print("|".join(["", "---", *("---:" for _ in versions), ""]))
    for name in names:
        print("|".join(["", f" {name}".ljust(58), *(f" {column.get(name, '')} " for column in columns), ""]))


def modules_of(version: str) -> list[Module]:
    """The modules of a commit, or of the checkout where none is named."""
    if not version:
        paths = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "dojang").rglob("*.py"))
        return [Module(path, (ROOT / path).read_text()) for path in paths if counts(path)]
    listed = git("ls-tree", "-r", "--name-only", version, "dojang").splitlines()
    return [Module(path, git("show", f"{version}:{path}")) for path in listed if path.endswith(".py") and counts(path)]


def counts(path: str) -> bool:
    return not any(part in f"/{path}" for part in APART)


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def figures(modules: list[Module]) -> Iterator[tuple[str, object]]:
    """Each figure's name and value, in the order of the table."""
    functions = [function for module in modules for function in module.functions]
    helpers, lone = (
        sum(len(found) for found in column)
        for column in zip(*((m.helpers, m.lone_helpers) for m in modules), strict=True)
    )
    yield "modules", len(modules)
    yield "lines", sum(module.lines for module in modules)
    yield "functions", len(functions)
    yield "private helpers of modules", f"{helpers} ({helpers / len(functions):.0%})"
    yield "… with one caller", lone
    yield "letters of a function's name, mean", f"{statistics.mean(len(one.name.strip('_')) for one in functions):.1f}"
    yield "lines of a function, p50/p90/p99/max", lengths(functions)
    yield "modules over 300 lines", sum(module.lines > 300 for module in modules)
    yield "modules ending in -ing", sum(module.path.endswith("ing.py") for module in modules)
    yield "names of several classes", several(modules)
    yield "words that were given up", sum(len(FORMERLY.findall(module.text)) for module in modules)
    yield "lines with Korean or Japanese", sum(module.lines_of_texts for module in modules)
    yield "… in so many modules", sum(module.lines_of_texts > 0 for module in modules)
    for room, lines in sorted(per_room(modules).items()):
        yield f"lines (modules) of {room}", lines


def lengths(functions: list[Function]) -> str:
    """Percentiles of the lines of functions, without decorators."""
    sizes = sorted((one.end_lineno or one.lineno) - one.lineno + 1 for one in functions)
    return "/".join(str(sizes[min(len(sizes) - 1, int(len(sizes) * part))]) for part in (0.5, 0.9, 0.99, 1))


def several(modules: list[Module]) -> str:
    """How many names mean two or more public classes, and the most frequent of them."""
    names = Counter(
        name for module in modules for name in set(module.classes) if not name.startswith("_") and name != "Meta"
    )
    double = {name: count for name, count in names.most_common() if count > 1}
    return f"{len(double)} ({', '.join(f'{name} ×{count}' for name, count in list(double.items())[:5])})"


def per_room(modules: list[Module]) -> Mapping[str, str]:
    lines: dict[str, list[int]] = defaultdict(list)
    for module in modules:
        lines[module.room].append(module.lines)
    return {room: f"{sum(counted):,} ({len(counted)})" for room, counted in lines.items()}


if __name__ == "__main__":
    main()
