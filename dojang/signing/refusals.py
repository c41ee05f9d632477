"""What is wrong with what was entered, in the reader's words, by the name of the box."""

from dojang.lib.errors import BoxesEmpty, OpinionTooLong, ProofPaused, ValueRefused, WrongCode
from dojang.lib.moments import told_to_the_minute
from dojang.signing.texts import TEXTS, say


def of_boxes(error: ValueRefused | BoxesEmpty, language: str) -> dict[str, str]:
    """The message for each box that the error speaks of."""
    if isinstance(error, BoxesEmpty):
        return {name: say("empty", language) for name in error.fields}
    return {error.field: of_value(error.reason, error.details, language)}


def of_opinion(error: OpinionTooLong, language: str) -> str:
    """The sentence for an opinion, or a reason to reject, that is too long."""
    return say("opinion.long", language, most=error.most, given=error.given)


def of_value(reason: str, details: dict[str, object], language: str) -> str:
    """The sentence for a reason of `ValueRefused`."""
    name = f"refused.{reason}" if f"refused.{reason}" in TEXTS else "refused.type"
    return say(name, language, **details)


def of_proof(error: WrongCode | ProofPaused, language: str, zone: str) -> str:
    """The sentence for a wrong code, or for too many of them."""
    if isinstance(error, WrongCode):
        return say("wrong-code", language, left=error.tries_left)
    return say("paused", language, moment=told_to_the_minute(error.until, zone))
