"""Kim's company with one template, and a mail server on loopback."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from dojang.companies.models import Company
from dojang.config import setting_types
from dojang.notifications.tests.mailserver import MailServer, listening
from tests import factories


@pytest.fixture
def acme(db: None) -> Company:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return company


@pytest.fixture
def mail(settings: Settings) -> Iterator[MailServer]:
    """A mail server that the settings name as DOJANG_SMTP_URL would."""
    with listening() as server:
        found = setting_types.smtp(f"smtp://127.0.0.1:{server.port}?starttls=false")
        # pytest-django has letters kept in memory; these go over the wire.
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = found.host, found.port, found.starttls
        yield server
