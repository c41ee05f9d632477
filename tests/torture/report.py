"""What a scenario showed, and the table of all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.torture.account import Account

HEAD = f"{'scenario':<40} {'size':<44} {'s':>5} {'lost':>5} {'disorder':>8} {'duplicates':<24} verdict"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One scenario's end. `broken` names promises of its own that were not kept; `notes` are figures worth reading."""

    scenario: str
    size: str
    seconds: float
    account: Account
    broken: Sequence[str] = ()
    notes: str = ""

    @property
    def faults(self) -> list[str]:
        return [*self.account.broken(), *self.broken]

    def row(self) -> str:
        """A line of the table."""
        verdict = "kept" if not self.faults else "BROKEN: " + ", ".join(self.faults)
        counts = f"{self.account.lost:>5} {self.account.out_of_order:>8} {told(self.account.duplicates):<24}"
        return f"{self.scenario:<40} {self.size:<44} {self.seconds:>5.0f} {counts} {verdict}"


def told(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(counts.items())) or "none"
