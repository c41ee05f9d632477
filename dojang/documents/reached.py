"""How somebody was told of a contract, and with what result.

Messages belong to the notifications room, beside this one, so they are read from the history: what was sent or failed is an
event there. What waits for a provider is no event and is told by its absence.
"""

from dojang.contracts.models import Contract, Event, EventPerson
from dojang.documents.certificate_data import ReachedPart
from dojang.documents.certificate_words import CHANNELS, RESULTS, word
from dojang.lib.moments import told
from dojang.lib.texts import Language

_RESULTS = {Event.Kind.MESSAGE_SENT: "sent", Event.Kind.MESSAGE_FAILED: "failed"}


def reached(contract: Contract, address: str, language: Language) -> list[ReachedPart]:
    """Every message to this address with its result; through the integrating system when the contract is embedded."""
    if contract.embed:
        return [ReachedPart(how=word(CHANNELS, "embed", language), result="", at=told(contract.started_at, contract.timezone))]
    people = EventPerson.objects.select_related("event").filter(event__contract=contract, event__kind__in=_RESULTS)
    return [
        ReachedPart(
            how=word(CHANNELS, person.event.payload["channel"], language),
            result=word(RESULTS, _RESULTS[Event.Kind(person.event.kind)], language),
            at=told(person.event.at, contract.timezone),
        )
        for person in people.order_by("event__seq")
        if person.values.get("address", ["", ""])[1] == address
    ]
