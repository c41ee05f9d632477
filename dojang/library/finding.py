"""Finding a company's templates."""

from dojang.companies.models import Company
from dojang.library.models import Template


def find_template(company: Company, number: str) -> Template | None:
    """The company's template with this number, as it came in from outside: anything else than digits names none."""
    # Nor do digits beyond a database integer.
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return Template.objects.filter(company=company, number=int(number)).first()
