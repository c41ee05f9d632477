"""What is wrong with what was entered, in the reader's words, by the name of the box."""

from collections.abc import Mapping
from datetime import datetime
from math import ceil

from dojang.contracts.errors import ValueRefused
from dojang.flow.errors import BoxesEmpty, OpinionTooLong, ProofPaused, WrongCode
from dojang.lib import clock
from dojang.signing.texts import TEXTS, say


def of_boxes(error: ValueRefused | BoxesEmpty, language: str) -> dict[str, str]:
    """The message for each box that the error speaks of."""
    if isinstance(error, BoxesEmpty):
        return {name: say("empty", language) for name in error.fields}
    return {error.field: of_value(error.reason, error.details, language)}


def of_opinion(error: OpinionTooLong, language: str) -> str:
    """The sentence for an opinion, or a reason to reject, that is too long."""
    return say("opinion.long", language, most=error.most, given=error.given)


def of_value(reason: str, details: Mapping[str, object], language: str) -> str:
    """The sentence for a reason of `ValueRefused`."""
    name = f"refused.{reason}" if f"refused.{reason}" in TEXTS else "refused.type"
    return say(name, language, **details)


def of_proof(error: WrongCode | ProofPaused, language: str) -> str:
    """The sentence for a wrong code, or for too many of them."""
    if isinstance(error, WrongCode):
        return say("wrong-code", language, left=error.tries_left)
    return of_pause(error.until, language)


def of_pause(until: datetime, language: str) -> str:
    """How long one has to wait. In minutes: the reader need not think about clocks and zones."""
    return say("paused", language, minutes=max(ceil((until - clock.now()).total_seconds() / 60), 1))
