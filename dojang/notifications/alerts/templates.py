"""Notifying the company and the operator of a template of which no contract can be completed: why, and what to do."""

from django.conf import settings

from dojang.companies.models import Company
from dojang.lib.sentences import _
from dojang.lib.texts import Language
from dojang.library.models import TemplateVersion
from dojang.library.pdf_faults import refused
from dojang.notifications.alerts import texts as shared
from dojang.notifications.alerts.wordings import ALERTS
from dojang.notifications.models import Message
from dojang.notifications.plan import Person
from dojang.notifications.rendering import write_plain

_WHAT_TO_DO = _("What to do")
_UPLOAD = _("Upload a new version: {call}")
_CHECK = _("On the server, check the templates: {command}")


def for_company(version: TemplateVersion, person: Person) -> Message:
    """Write down the message to the company."""
    company = version.template.company
    return _message(version, person.name, person.contact.address, person.language, company)


def for_operator(version: TemplateVersion, address: str) -> Message:
    """Write down the message to the operator, in the language of the installation's first company."""
    first = Company.objects.order_by("pk").values_list("language", flat=True).first()
    return _message(version, address, address, first or Language.EN, None)


def _message(version: TemplateVersion, name: str, address: str, language: str, company: Company | None) -> Message:
    """Of a company's template the operator is given the number, not the name, which is the company's own."""
    template = version.template
    assert version.fault is not None  # noqa: S101 — the caller has just found it
    known = {
        "company": template.company.name if company else template.company.comp_id,
        "title": template.name if company else str(template.number),
    }
    call = f"POST {settings.BASE_URL}/api/v3/templates/{template.number}/versions"
    command = f"dojang template check --again --company {template.company.comp_id}"
    ways = [_UPLOAD.of(language, call=call)] if company else [_CHECK.of(language, command=command)]
    why = refused(version.fault).of(language)
    notes = [
        (shared.WHY.of(language), why if company else f"{why} ({version.fault['detail']})"),
        (_WHAT_TO_DO.of(language), "\n".join(ways)),
    ]
    written = write_plain(ALERTS[Message.Purpose.BAD_TEMPLATE], name, language, known, notes)
    return Message.objects.create(
        company=company, purpose=Message.Purpose.BAD_TEMPLATE, channel=Message.Channel.EMAIL, address=address,
        name=name[:64], language=language, subject=written.subject, text=written.text, html=written.html,
    )  # fmt: skip
