"""A channel hands messages to its provider: one try a call, and what the provider answered."""

from dataclasses import dataclass
from typing import Protocol

from dojang.notifications.models import Message


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took the message."""

    answer: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The provider refused this recipient or this text; another try gets the same answer."""

    answer: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The provider could not take the message now; another try may succeed."""

    answer: str


class MessageChannel(Protocol):
    """One way to reach people, such as email."""

    def is_configured(self) -> bool:
        """Whether the operator has set up a provider. Without one, messages wait."""

    def send(self, message: Message) -> Accepted | Rejected | Unavailable:
        """Try once. Bounds the time of the call and the size of the answer; changes no row."""
