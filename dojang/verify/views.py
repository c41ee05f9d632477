"""The page that checks a PDF: who sealed it, and whether it has changed. It stores nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dojang.companies import rate_limits
from dojang.companies.rate_limits import RateLimit
from dojang.documents import keys
from dojang.documents.models import Sealed
from dojang.lib.bounded_json import Bounds
from dojang.lib.browser_language import asked, of_browser
from dojang.lib.client_address import visitor_of
from dojang.lib.errors import TooManyRequests
from dojang.lib.languages import ReaderLanguage
from dojang.lib.slow import is_busy, slow
from dojang.lib.texts import Language
from dojang.pages.responses import guarded, render
from dojang.verify import texts
from dojang.verify.page_texts import CONCLUSIONS, FAULTS, PAGE, TITLES
from dojang.verify.report import Outcome, Report, Seal, check

MEGABYTE = 1024 * 1024
MAX = 32  # megabytes
CHECKS = RateLimit("verify", 30, timedelta(minutes=10))  # by an IP address
BUSY_SECONDS = 10
_ENVELOPE = 64 * 1024  # bytes of a form besides its file
_ZONES = {Language.KO: "Asia/Seoul", Language.JA: "Asia/Tokyo", Language.EN: "UTC"}
_TONES = {Outcome.GOOD: "good", Outcome.UNKNOWN: "unsure", Outcome.STAMPED: "unsure"}
_KINDS = {Sealed.Kind.DOCUMENT: texts.DOCUMENT, Sealed.Kind.CERTIFICATE: texts.CERTIFICATE}


@dataclass(frozen=True)
class _Fact:
    """A line of the page about a file."""

    label: str
    value: str
    note: str


class _Refused(Exception):
    """The file is not checked; `fault` names the sentence that says why."""

    def __init__(self, status: int, fault: str, seconds: int = 0) -> None:
        super().__init__(fault)
        self.status, self.fault, self.seconds = status, fault, seconds


@slow
@csrf_exempt  # a check changes nothing, so a forged form can do no harm
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form, and the result of a check."""
    language = asked(request, Language) or of_browser(request, Language) or Language.KO
    if request.method != "POST":
        return _page(request, language)
    try:
        file = _file(request)
        return _page(request, language, **_checked(file, language))
    except _Refused as refusal:
        fault = FAULTS[refusal.fault].of(language, most=MAX, seconds=refusal.seconds)
        response = _page(request, language, refusal.status, fault=fault)
        if refusal.seconds:
            response["Retry-After"] = str(refusal.seconds)
        return response


page.bounds = Bounds(MAX * MEGABYTE + _ENVELOPE, 0)  # type: ignore[attr-defined]


@require_safe
def authority(_request: HttpRequest) -> HttpResponse:
    """The certificate of the authority behind this server's seals."""
    response = HttpResponse(keys.authority(), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="authority.pem"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _file(request: HttpRequest) -> "UploadedFile[bytes]":
    """The file of the form. Its body is read only when a slot is free."""
    if is_busy(request):
        raise _Refused(503, "busy", BUSY_SECONDS)
    try:
        rate_limits.take(CHECKS, visitor_of(request).ip)
    except TooManyRequests as refusal:
        raise _Refused(429, "too_often", ceil(refusal.wait.total_seconds()) or 1) from refusal
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX * MEGABYTE + _ENVELOPE:
        raise _Refused(413, "too_big")
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise _Refused(422, "no_file")
    return file


def _checked(file: "UploadedFile[bytes]", language: Language) -> Mapping[str, Any]:
    data = file.read()
    if not connection.in_atomic_block:
        connection.close()  # other requests may use it while the check runs
    report = check(data, [keys.authority()], language, _ZONES[language])
    return {
        "report": report,
        "outcome": TITLES[report.outcome].of(language),
        "tone": _TONES.get(report.outcome, "bad"),
        "conclusion": CONCLUSIONS[report.outcome].of(language) if report.outcome in CONCLUSIONS else report.conclusion,
        "recorded": _recorded(report, language),
        "seals": [[fact for fact in _of_seal(seal, report, language) if fact.value] for seal in report.seals],
        "contents": _contents(report, str(file.name), language),
    }


def _recorded(report: Report, language: Language) -> str:
    """A sentence when this server has the very same file; "" otherwise. It does not name the contract."""
    kind = Sealed.objects.filter(sha256=report.sha256).values_list("kind", flat=True).first()
    return PAGE["recorded"].of(language, what=_KINDS[Sealed.Kind(kind)]) if kind else ""


def _of_seal(seal: Seal, report: Report, language: Language) -> Iterator[_Fact]:
    kind = texts.KINDS.get(seal.says) if report.outcome is Outcome.GOOD else None
    yield _fact("what", kind.of(language) if kind else "", language)
    yield _fact("stamp" if seal.is_stamp else "holder", seal.holder, language)
    yield _fact("at", seal.at, language, "" if seal.is_stamp else PAGE["at.note"].of(language))
    yield _fact("proven", seal.proven, language)
    yield _fact("says", "" if kind else seal.says, language)


def _contents(report: Report, name: str, language: Language) -> list[_Fact]:
    """The file's name, and its own title, pages and attachments."""
    pages = f"{report.pages:,}" if report.pages else ""
    values = {"name": name, "doc_title": report.title, "pages": pages, "attached": ", ".join(report.attachments)}
    return [_fact(label, value, language) for label, value in values.items() if value]


def _fact(label: str, value: str, language: Language, note: str = "") -> _Fact:
    return _Fact(PAGE[label].of(language), value, note)


def _page(request: HttpRequest, language: Language, status: int = 200, **result: Any) -> HttpResponse:
    # In pairs of digits, as other programs print it.
    fingerprint = x509.load_pem_x509_certificate(keys.authority()).fingerprint(SHA256()).hex(":")
    labels = {name.replace(".", "_"): text.of(language, most=MAX) for name, text in PAGE.items() if name != "recorded"}
    context = {
        **result, "t": labels, "most": MAX, "offline": FAULTS["offline"].of(language),
        "too_big": FAULTS["too_big"].of(language, most=MAX), "fingerprint": fingerprint.upper(),
        "switches": [_switch(one, now=one == language) for one in Language],
    }  # fmt: skip
    response = guarded(render(request, "verify/page.html", ReaderLanguage(language), context, status))
    del response["X-Robots-Tag"]  # it shows nothing of a contract, and people look for it
    return response


def _switch(language: Language, *, now: bool) -> dict[str, object]:
    return {"language": ReaderLanguage(language), "url": f"?lang={language}", "now": now}
