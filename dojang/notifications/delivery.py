"""Delivery of a planned message over its channel."""

from collections.abc import Mapping

from dojang.lib import clock
from dojang.notifications.channels.base import Accepted, MessageChannel, Rejected, Unavailable
from dojang.notifications.channels.email import EmailChannel
from dojang.notifications.models import Message

MAX_TRIES, LONGEST_PAUSE = 30, 3600  # seconds
MAX_ANSWER = 500  # characters
State, Channel = Message.State, Message.Channel

# A channel without a provider has no entry here: its messages wait.
CHANNELS: Mapping[Message.Channel, MessageChannel] = {Channel.EMAIL: EmailChannel()}


class DeliveryFailed(Exception):
    """The provider could not take the message now; another try may succeed."""


def send(message: Message) -> None:
    """Try once to send a queued message and fill in the result; `save` stores it.

    The message stays queued when another try may succeed. Without a provider it waits: it never counts as sent.
    """
    channel = CHANNELS.get(Channel(message.channel))
    if channel is None or not channel.is_configured():
        message.state = State.WAITING
        return
    message.tries += 1
    result = channel.send(message)
    message.answer = result.answer.replace("\0", "")[:MAX_ANSWER]
    match result:
        case Accepted():
            message.state, message.sent_at = State.SENT, clock.now()
        case Rejected():
            message.state = State.FAILED
        case Unavailable() if message.tries >= MAX_TRIES:
            message.state = State.FAILED


def pause_after(tries: int) -> int:
    """Seconds until the next try: 4, 16, 64 …, then an hour; a day in all, because mail servers may be down for a night."""
    return min(int(4**tries), LONGEST_PAUSE)


def save(message: Message) -> None:
    """Store the result of a try."""
    message.save(update_fields=["state", "answer", "tries", "sent_at"])
