"""What a signer does with a document before they act: agrees to sign electronically, reads to the end."""

from django.db import transaction

from dojang.contracts import consents, locking
from dojang.contracts.errors import ConsentRequired
from dojang.contracts.models import Event, Session, Signer
from dojang.contracts.record import record, signer_actor
from dojang.lib import clock
from dojang.lib.visitor import Visitor


def consent(session: Session, version: str, language: str, visitor: Visitor) -> None:
    """The session's signer agrees to the text of this version, as it was shown to them in `language`.

    Asked once of a signer, in whatever round: agreeing again changes nothing. Raises `ConsentRequired` for a version that is
    not the current one, and what `locking.for_reading` raises.
    """
    if version != consents.CURRENT:
        raise ConsentRequired
    with transaction.atomic():
        turn = locking.for_reading(session)
        if turn.done or turn.signer.consented == version:
            return
        Signer.objects.filter(pk=turn.signer.pk).update(consented=version)
        facts = {"version": version, "language": str(language), "sha256": consents.sha256(version, language)}
        record(turn.contract, Event.Kind.CONSENTED, signer_actor(turn.signer, visitor), facts)


def read_to_the_end(session: Session, visitor: Visitor) -> None:
    """The end of the last page was seen. Recorded once for a session. Raises what `locking.for_act` raises."""
    with transaction.atomic():
        turn = locking.for_act(session)
        unseen = Session.objects.filter(pk=session.pk, viewed_at=None)
        if turn.done or not unseen.update(viewed_at=clock.now()):
            return
        facts = {"round": turn.signer.round, "pages": len(turn.contract.template_version.pages)}
        record(turn.contract, Event.Kind.VIEWED, signer_actor(turn.signer, visitor), facts)
