"""Keeping what a signer has entered before they act: box by box, in their own round, for themself alone.

A draft is no entry. Only its signer sees it, no export contains it, and it is gone once the signer has acted, was changed, or the
contract has ended. What the signer sees in their boxes is what was kept, and over it their drafts.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from dojang.companies import rate_limits
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import locking, values
from dojang.contracts.contents import Content, Contents, StoredPicture, from_data, from_row, to_row
from dojang.contracts.errors import LinkDead, ValueRefused
from dojang.contracts.models import Draft, Link, Session
from dojang.contracts.readers import Raw, is_decoded, read_draft, read_value
from dojang.lib import blobs, clock
from dojang.lib.errors import BlobDamaged
from dojang.library.kinds import Holds, Kind
from dojang.library.layout import Field
from dojang.library.queries import page_sizes

# A signer who types without a pause has a box saved about once a second.
SAVES = RateLimit("drafts", 120, timedelta(minutes=1))
# Each is decoded, and stays in the store for a day at least, even if another one takes its place.
PICTURES = RateLimit("draft-pictures", 60, timedelta(hours=1))
PICTURES_A_DAY = RateLimit("pictures-a-day", 300, timedelta(days=1))


def save(session: Session, raw: Mapping[str, Raw]) -> ValueRefused | None:
    """Keep what the session's signer has entered so far in these boxes.

    What is typed is kept as it is, finished or not, and what would keep it from being approved is returned, so that the signer is
    notified at once. A picture or a signature has to be one that could be approved. Raises `ValueRefused`, `TooManyRequests`, and
    what `locking.for_act` raises; after an error nothing has changed.
    """
    rate_limits.take(SAVES, session.link_id)
    own, folder = _own_boxes(session), session.link.contract.pictures
    for name, value in raw.items():
        if is_decoded(_box(own, name), value):
            rate_limits.take(PICTURES, session.link_id)
            rate_limits.take(PICTURES_A_DAY, session.link_id)
    _write(session, {name: read_draft(_box(own, name), value, folder) for name, value in raw.items()})
    return _to_come(session, own, raw)


def save_what_fits(session: Session, raw: Mapping[str, Raw]) -> dict[str, ValueRefused]:
    """Keep what a refused approval brought, as far as it can be kept; the refusals of the rest, by the name of the box.

    A box whose value is refused here keeps what it holds. The approval was counted, so its drafts are not. Raises
    what `locking.for_act` raises.
    """
    own, folder = _own_boxes(session), session.link.contract.pictures
    contents, refused = dict[str, Content | None](), dict[str, ValueRefused]()
    for name, value in raw.items():
        try:
            contents[name] = read_draft(_box(own, name), value, folder)
        except ValueRefused as error:
            refused[name] = error
    _write(session, contents)
    return refused


def _write(session: Session, contents: Contents) -> None:
    with transaction.atomic():
        turn = locking.for_act(session)
        if turn.done:
            raise LinkDead(Link.RevokeReason.USED)
        rows = [
            Draft(signer=turn.signer, round=session.round, name=name, text=text, data=data, set_at=clock.now())
            for name, (text, data) in zip(contents, map(to_row, contents.values()), strict=True)
        ]
        Draft.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["signer", "round", "name"],
            update_fields=["text", "data", "set_at"],
        )


def displayed(session: Session) -> dict[str, Content | None]:
    """The content of the boxes as the session's signer sees them."""
    own = _own_boxes(session)
    drafts = {draft.name: _content(draft, own) for draft in _drafts(session)}
    return {**values.kept(session.link.contract), **drafts}


def newest(session: Session) -> str:
    """When the newest draft was kept, for the page that shows them; empty if there is none."""
    return max((draft.set_at.isoformat() for draft in _drafts(session)), default="")


def entries(session: Session, until: str, posted: Collection[str] = ()) -> dict[str, Raw | Content]:
    """What the drafts enter when the signer approves the page that showed them up to `until`, as `newest` returned it.

    A picture or signature was read when it was kept, and is entered as it lies there.

    What was entered later, at another device, was not on that page, so it is not approved with it. Boxes that the form itself
    fills, `posted`, need no draft. Raises `ValueRefused` for a picture that the store no longer has as it was.
    """
    try:
        shown = datetime.fromisoformat(until)
    except ValueError:
        return {}
    if shown.tzinfo is None:
        return {}
    return {
        draft.name: _entry(draft) for draft in _drafts(session) if draft.set_at <= shown and draft.name not in posted
    }


def _drafts(session: Session) -> list[Draft]:
    return list(Draft.objects.filter(signer=session.signer, round=session.round)) if session.signer else []


def _own_boxes(session: Session) -> Mapping[str, Field]:
    step = session.signer.step if session.signer else 0
    return {box.name: box for box in session.link.contract.read_layout().of_step(step)}


def _box(own: Mapping[str, Field], name: str) -> Field:
    box = own.get(name)
    if box is None or box.locked:
        raise ValueRefused(name, "locked" if box else "not-yours")
    return box


def _to_come(session: Session, own: Mapping[str, Field], raw: Mapping[str, Raw]) -> ValueRefused | None:
    """The refusal that what was typed would meet when it is approved."""
    contract, typed = session.link.contract, {name: value for name, value in raw.items() if own[name].kind.is_typed}
    written = any(own[name].kind.holds is Holds.TEXT for name in typed)
    sizes = page_sizes(contract.template_version_id) if written else ()
    for name, value in typed.items():
        try:
            read_value(own[name], value, contract.pictures, sizes)
        except ValueRefused as refused:
            return refused
    return None


def _content(draft: Draft, own: Mapping[str, Field]) -> Content | None:
    box = own.get(draft.name)
    return from_row(box.kind if box else Kind.TEXT, draft.text, draft.data)


def _entry(draft: Draft) -> Raw | Content:
    """What the draft enters: what was typed, still to be read; or what was read when it was kept."""
    if draft.data is None:
        return draft.text
    content = from_data(draft.data)
    try:
        for key in content.blobs if isinstance(content, StoredPicture) else ():
            blobs.check(key)
    except BlobDamaged as fault:
        # Its signer can choose the picture again, and is the only one who can.
        raise ValueRefused(draft.name, "picture-damaged") from fault
    return content
