"""Alerts about a template from which no contract can be completed: why, and what to do."""

from django.conf import settings

from dojang.companies.models import Company
from dojang.lib.sentences import _
from dojang.library.models import TemplateVersion
from dojang.library.pdf_faults import refused
from dojang.notifications.alerts import texts
from dojang.notifications.alerts.message import create, operator
from dojang.notifications.models import Message
from dojang.notifications.plan import Recipient

_UPLOAD = _("Upload a new version: {call}")
_CHECK = _("On the server, check the templates: {command}")


def for_company(version: TemplateVersion, recipient: Recipient) -> Message:
    """Store the message to the company."""
    return _message(version, recipient, version.template.company)


def for_operator(version: TemplateVersion, address: str) -> Message:
    """Store the message to the operator. It has ids and the error itself instead of names, which are private to the company."""
    return _message(version, operator(address), None)


def _message(version: TemplateVersion, recipient: Recipient, company: Company | None) -> Message:
    template, language = version.template, recipient.language
    comp_id = template.company.comp_id
    assert version.fault is not None  # noqa: S101 — the caller has just found it
    why = refused(version.fault).of(language)
    if company:
        known = {"company": company.name, "title": template.name}
        call = f"POST {settings.BASE_URL}/api/v3/templates/{template.number}/versions"
        way = _UPLOAD.of(language, call=call)
    else:
        known = {"company": comp_id, "title": str(template.number)}
        why = f"{why} ({version.fault['detail']})"
        way = _CHECK.of(language, command=f"dojang template check --again --company {comp_id}")
    notes = [(texts.WHY.of(language), why), (texts.WHAT_TO_DO.of(language), way)]
    return create(Message.Purpose.BAD_TEMPLATE, recipient, known, notes, company)
