"""How a person was notified of a contract, and with what result.

Messages belong to another room, so this reads the history: each message that was sent or failed is an event there. A message
that waits for a provider is no event and is missing here.
"""

from collections.abc import Mapping, Sequence

from dojang.contracts.models import Contract, Event
from dojang.documents.certificate.data import ReachedPart
from dojang.documents.certificate.excerpt import shortened
from dojang.documents.certificate.labels import CHANNELS, MORE, RESULTS, word
from dojang.lib.contact import Contact
from dojang.lib.texts import Language
from dojang.lib.times import to_the_second

People = Mapping[int, Mapping[str, Sequence[str]]]
_RESULTS = {Event.Kind.MESSAGE_SENT: "sent", Event.Kind.MESSAGE_FAILED: "failed"}


def reached(
    contract: Contract, contact: Contact, events: Sequence[Event], people: People, language: Language
) -> list[ReachedPart]:
    """The messages to this contact, in any spelling, with their results; of an embedded contract one row for the integrating system.

    `events` are those of the contract in their order, `people` their personal values by the event's id.
    """
    if contract.embed:
        return [
            ReachedPart(
                how=word(CHANNELS, "embed", language),
                result="",
                at=to_the_second(contract.started_at, contract.timezone),
            )
        ]
    messages = [
        ReachedPart(
            how=word(CHANNELS, event.payload["channel"], language),
            result=word(RESULTS, _RESULTS[Event.Kind(event.kind)], language),
            at=to_the_second(event.at, contract.timezone),
        )
        for event in events
        if event.kind in _RESULTS
        and Contact(contact.kind, people.get(event.pk, {}).get("address", ["", ""])[1]).key == contact.key
    ]

    def gap(count: int) -> ReachedPart:
        return ReachedPart(how=MORE.of(language, count=f"{count:,}"), result="", at="")

    return shortened(messages, gap)
