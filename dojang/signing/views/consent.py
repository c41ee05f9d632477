"""Before the document: what this is, who sent it, and agreeing to sign it electronically."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from dojang.contracts import consents
from dojang.contracts.errors import ConsentRequired, ContractEnded, LinkUnknown, NotYourTurn, ProofRequired
from dojang.contracts.models import Session
from dojang.flow import acts, drafts
from dojang.lib.client_address import visitor_of
from dojang.lib.languages import ReaderLanguage
from dojang.lib.times import to_the_minute
from dojang.pages.error_pages import error_page
from dojang.pages.responses import guarded, page
from dojang.signing import carried
from dojang.signing.document import questions
from dojang.signing.forms import ConsentForm
from dojang.signing.page_view import READING, page_view, with_session
from dojang.signing.session_frame import frame_of, home_again
from dojang.signing.standing import Standing, standing
from dojang.signing.texts import addressed, say

# After these the session's own page shows how things stand now.
_MOVED_ON = (ConsentRequired, ContractEnded, NotYourTurn, ProofRequired)


@page_view(*READING, "POST")
@with_session
def consent(request: HttpRequest, session: Session) -> HttpResponse:
    if request.method != "POST" or standing(session) is not Standing.CONSENT:
        return home_again(request, session)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        frame = frame_of(request, session)
        return carried.go_on(frame.home, frame, {"consent": say("consent.missing", frame.language)})
    agreed = form.cleaned_data
    try:
        acts.consent(session, agreed["version"] or "", agreed["language"], visitor_of(request))
    except _MOVED_ON:
        return home_again(request, session)
    return home_again(request, session)


@page_view(*READING)
def text(request: HttpRequest, version: str, language: str) -> HttpResponse:
    """The text that a signer agreed to, byte for byte as it was hashed, open to all."""
    known = ReaderLanguage.read(language)
    if known is None or known not in consents.languages(version):
        return error_page(request, 404)
    response = HttpResponse(consents.as_text(version, known), content_type="text/plain; charset=utf-8")
    return guarded(response)


def show(request: HttpRequest, session: Session, complaints: Mapping[str, str]) -> HttpResponse:
    """What the document is, and the text to agree to. `complaints` are what a refused form carried here."""
    signer, contract, frame = session.signer, session.link.contract, frame_of(request, session)
    if signer is None:
        raise LinkUnknown
    layout = contract.read_layout()
    asked = questions.asked(layout, signer.step)
    empty = questions.still_to_do(asked, drafts.displayed(session))
    *terms, box = consents.paragraphs(consents.CURRENT, frame.language)
    return page(
        request,
        "signing/consent.html",
        frame,
        contract=contract,
        home=frame.home,
        note=contract.comment_for(signer),
        person=addressed(signer.name, frame.language),
        starter=addressed(contract.starter.display_name, frame.language),
        pages=len(contract.template_version.pages),
        deadline=to_the_minute(contract.expires_at, contract.timezone, frame.language) if contract.expires_at else "",
        todo=f"todo.{'fill' if empty else 'filled' if asked else 'read'}{'.sign' if layout.asks_to_sign(signer.step) else ''}",
        empty=empty,
        version=consents.CURRENT,
        terms=terms,
        box=box,
        error=complaints.get("consent", ""),
    )
