"""What the document's page reports by itself while its signer reads and fills."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from dojang.contracts.errors import ValueRefused
from dojang.contracts.models import Session
from dojang.contracts.readers import MAX_PICTURE_BYTES, Raw
from dojang.flow import acts, drafts
from dojang.lib.characters import without_variants
from dojang.lib.client_address import visitor_of
from dojang.signing import box_errors
from dojang.signing.document import form
from dojang.signing.document.questions import asked
from dojang.signing.json_view import answered, json_view, refused
from dojang.signing.session_frame import frame_of
from dojang.signing.standing import Standing, standing
from dojang.signing.texts import say

# One picture, or the longest text, and what the form adds.
MAX_DRAFT_BYTES = MAX_PICTURE_BYTES + 100_000


@json_view("POST")
def viewed(request: HttpRequest, session: Session) -> HttpResponse:
    """The end of the last page was seen. A signer who reads without scripts is not recorded as having done so."""
    acts.last_page_displayed(session, visitor_of(request))
    return answered()


@json_view("POST", max_bytes=MAX_DRAFT_BYTES)
def draft(request: HttpRequest, session: Session) -> HttpResponse:
    """What was entered so far for one question."""
    # Nothing is read of who may not act now: keeping would refuse it anyway, but only after looking into a picture.
    if standing(session) is not Standing.SIGN or session.signer is None:
        return refused(409, say("script.moved", frame_of(request, session).language))
    layout, wanted = session.link.contract.read_layout(), request.POST.get("question", "")
    questions = asked(layout, session.signer.step)
    question = next((one for one in questions if one.id == wanted), None)
    if question is None:
        raise ValueRefused(wanted, "unknown")
    raw = form.read(request, [question]).raw
    refusal = drafts.save(session, raw)
    return answered(**_problem(refusal, raw, frame_of(request, session).language) if refusal else {})


def _problem(refusal: ValueRefused, raw: Mapping[str, Raw], language: str) -> dict[str, object]:
    """What is wrong with what was typed, and what could stand there instead, if that is known."""
    problem: dict[str, object] = {"problem": box_errors.of_boxes(refusal, language)[refusal.field]}
    typed = raw[refusal.field]
    if refusal.reason == "variant" and isinstance(typed, str):
        problem["instead"] = without_variants(typed)
        problem["words"] = say("instead", language, plain=refusal.details["plain"])
    return problem
