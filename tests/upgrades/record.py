"""`python -m tests.upgrades.record`: writes down the SHA-256 of migrations that are new, after which they stay as they are."""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORD = Path(__file__).with_name("migrations.sha256")


def recorded() -> dict[str, str]:
    """The SHA-256 of each migration that was ever recorded, by its path."""
    lines = RECORD.read_text().splitlines()
    return {path: sha256 for sha256, path in (line.split() for line in lines)}


def present() -> dict[str, str]:
    """The SHA-256 of each migration of this tree, by its path."""
    files = sorted(ROOT.glob("dojang/*/migrations/[0-9]*.py"))
    return {str(file.relative_to(ROOT)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def add_new() -> list[str]:
    """Record the migrations that are not recorded yet, and return their paths. The others keep the hash that they have."""
    known = recorded()
    new = {path: sha256 for path, sha256 in present().items() if path not in known}
    lines = sorted((path, sha256) for path, sha256 in (known | new).items())
    RECORD.write_text("".join(f"{sha256}  {path}\n" for path, sha256 in lines))
    return list(new)


if __name__ == "__main__":
    sys.stdout.writelines(f"recorded {path}\n" for path in add_new())
