"""What the certificate says about changes to a contract in progress."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from dojang.contracts.models import Event
from dojang.documents.certificate.labels import EVENTS, word
from dojang.lib.sentences import _
from dojang.lib.texts import Language
from dojang.lib.times import to_the_second

_NEW_SIGNER = _("Signer {step} changed: {before} → {after}")
_NEW_DEADLINE = _("New deadline: {after}")
_NO_DEADLINE = _("Deadline taken away")


def described(event: Event, person: Mapping[str, Sequence[str]], zone: str, language: Language) -> str:
    """The event in the words of the certificate; a change has its new value."""
    if event.kind == Event.Kind.SIGNER_CHANGED:
        before, after = (person.get(name, ["", ""])[1] for name in ("name_before", "name_after"))
        return _NEW_SIGNER.of(language, step=event.payload["signer"], before=before, after=after)
    if event.kind == Event.Kind.NEW_DEADLINE:
        after = event.payload["after"]
        at = to_the_second(datetime.fromisoformat(after), zone) if after else ""
        return _NEW_DEADLINE.of(language, after=at) if at else _NO_DEADLINE.of(language)
    return word(EVENTS, event.kind, language)


def events_of_signer(events: Sequence[Event], step: int) -> list[Event]:
    """The events of the step since its signer last changed. Earlier ones belong to another person."""
    changed = [e.seq for e in events if e.kind == Event.Kind.SIGNER_CHANGED and e.payload["signer"] == step]
    return [event for event in events if event.step == step and event.seq > max(changed, default=0)]
