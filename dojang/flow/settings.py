"""Changing a company's settings."""

from dataclasses import asdict, dataclass

from dojang.companies.models import Company

MAX_ORIGINS = 50


@dataclass(frozen=True, kw_only=True)
class CompanyChange:
    """What is to change, checked; None stays as it is."""

    language: str | None = None
    timezone: str | None = None
    edition: str | None = None
    cors: bool | None = None
    frame_origins: list[str] | None = None
    alerts_email: str | None = None


def change(company: Company, changes: CompanyChange) -> None:
    """Change the company in the database and in `company`."""
    given = {name: value for name, value in asdict(changes).items() if value is not None}
    for name, value in given.items():
        setattr(company, name, value)
    if given:
        company.save(update_fields=list(given))
