"""The document with its boxes: shown, approved, rejected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from dojang.contracts.contents import Contents
from dojang.contracts.errors import (
    ConsentRequired,
    ContractEnded,
    LinkUnknown,
    NotYourTurn,
    ProofRequired,
    ValueRefused,
    WrongState,
)
from dojang.contracts.models import Contract, Session, Signer
from dojang.flow import acts, drafts
from dojang.flow.errors import BoxesEmpty, OpinionTooLong
from dojang.lib.characters import without_variants
from dojang.lib.client_address import visitor_of
from dojang.lib.errors import TooManyRequests
from dojang.lib.times import to_the_minute
from dojang.library.layout import Layout
from dojang.library.pages import TemplatePage, from_json
from dojang.pages.error_pages import error_page
from dojang.pages.responses import PageFrame, page
from dojang.signing import carried, sessions
from dojang.signing.document import again, form, sheets
from dojang.signing.document.headings import headings
from dojang.signing.document.questions import Question, asked, by_box, filled
from dojang.signing.page_view import READING, page_view, with_session
from dojang.signing.session_frame import frame_of, home_again
from dojang.signing.standing import Standing, standing
from dojang.signing.texts import addressed

# Of a picture that a signer chooses; the page makes it smaller before it is sent. A phone's camera stays well below.
MAX_MEGABYTES = 20
# After these the session's own page shows better than an error how things stand now.
_MOVED_ON = (WrongState, ContractEnded, NotYourTurn, ProofRequired, ConsentRequired)


@page_view(*READING, "POST")
@with_session
def approve(request: HttpRequest, session: Session) -> HttpResponse:
    # Nothing is read, let alone kept, of who has not proved who they are; for who has acted already, home shows how it stands.
    if request.method != "POST" or standing(session) is not Standing.SIGN:
        return home_again(request, session)
    layout = session.link.contract.read_layout()
    answers = form.read(request, asked(layout, _signer(session).step))
    try:
        drafted = drafts.entries(session, request.POST.get("drafts", ""), answers.raw)
        acts.approve(session, {**drafted, **answers.raw}, answers.opinion, visitor_of(request))
    except (ValueRefused, BoxesEmpty, OpinionTooLong) as error:
        return _refused(request, session, answers, error)
    except TooManyRequests:
        return error_page(request, 429, sessions.home(session.pk))
    except _MOVED_ON:
        return home_again(request, session)
    return home_again(request, session)


@page_view(*READING, "POST")
@with_session
def reject(request: HttpRequest, session: Session) -> HttpResponse:
    if request.method != "POST" or standing(session).is_dead:
        return home_again(request, session)
    reason = form.opinion(request)
    try:
        acts.reject(session, reason, visitor_of(request))
    except OpinionTooLong as error:
        frame = frame_of(request, session)
        return carried.go_on(frame.home, frame, again.of_reason(error, reason, frame.language))
    except _MOVED_ON:
        return home_again(request, session)
    return home_again(request, session)


def show(request: HttpRequest, session: Session, complaints: Mapping[str, str]) -> HttpResponse:
    """The page: the document, the dock with its questions, the two dialogs. `complaints` are what a refused form carried here."""
    contract, signer, frame = session.link.contract, _signer(session), frame_of(request, session)
    layout, pages = contract.read_layout(), from_json(contract.template_version.pages)
    kept = drafts.displayed(session)
    entered = again.entered(complaints, layout, signer.step, kept, frame.language)
    contents = {**kept, **entered.contents}
    questions = _questions(session, layout, pages, contents, entered.errors)
    shown = sheets.sheets(
        pages,
        f"{frame.home}/page",
        layout,
        contents,
        by_box(questions),
        lambda number: f"{frame.home}/picture/{number}",
    )
    return page(
        request, "signing/document.html", frame, 200,
        contract=contract, signer=signer, sheets=shown, positions=sheets.positions(shown), questions=questions,
        most_megabytes=MAX_MEGABYTES, entered=entered, drafts_until=drafts.newest(session), home=frame.home,
        signs=layout.asks_to_sign(signer.step),
        **_around(contract, signer, frame),
    )  # fmt: skip


def _around(contract: Contract, signer: Signer, frame: PageFrame) -> dict[str, object]:
    previous, following = (contract.signers.filter(step=signer.step + way).first() for way in (-1, 1))
    sender = _sent_back_by(contract, signer)
    return {
        "note": contract.comment_for(signer),
        "person": addressed(signer.name, frame.language),
        "starter": addressed(contract.starter.display_name, frame.language),
        "deadline": to_the_minute(contract.expires_at, contract.timezone, frame.language)
        if contract.expires_at
        else "",
        "is_last": signer.step == contract.step_count,
        "previous": addressed(previous.name, frame.language) if previous else "",
        "following": addressed(following.name, frame.language) if following else "",
        "sent_back_by": addressed(sender.name, frame.language) if sender else "",
        "sent_back_reason": sender.opinion if sender else "",
    }


def _sent_back_by(contract: Contract, signer: Signer) -> Signer | None:
    """The next signer, if the turn is here again because they rejected."""
    after = contract.signers.filter(step=signer.step + 1, act=Signer.Act.REJECTED).first()
    return after if after and signer.round > 1 and after.acted_round == after.round else None


def _questions(
    session: Session, layout: Layout, pages: Sequence[TemplatePage], contents: Contents, errors: Mapping[str, str]
) -> tuple[Question, ...]:
    home = sessions.home(session.pk)
    return filled(
        asked(layout, _signer(session).step),
        contents,
        errors,
        lambda number: f"{home}/picture/{number}",
        headings(layout, pages),
    )


def _refused(
    request: HttpRequest, session: Session, answers: form.FormValues, error: ValueRefused | BoxesEmpty | OpinionTooLong
) -> HttpResponse:
    """On to the page once more, with everything that was entered and the message at its box."""
    if standing(session) is not Standing.SIGN:
        return home_again(request, session)
    frame, layout = frame_of(request, session), session.link.contract.read_layout()
    if isinstance(error, ValueRefused) and error.reason == "variant" and isinstance(answers.raw.get(error.field), str):
        answers, error = _without_variants(answers, error)
    unkept = drafts.save_what_fits(session, answers.raw)
    return carried.go_on(frame.home, frame, again.of_approval(error, answers, unkept, layout, frame.language))


def _without_variants(answers: form.FormValues, error: ValueRefused) -> tuple[form.FormValues, ValueRefused]:
    """The text in the box instead of variants that cannot be written. A signer who approves the page that shows it agrees to it."""
    raw = {**answers.raw, error.field: without_variants(str(answers.raw[error.field]))}
    return replace(answers, raw=raw), ValueRefused(error.field, "variant.replaced", **error.details)


def _signer(session: Session) -> Signer:
    if session.signer is None:
        raise LinkUnknown
    return session.signer
