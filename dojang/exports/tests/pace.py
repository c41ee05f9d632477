"""A dispatcher for tests: in a hurry, and allowed to call the test's own receivers."""

from dojang.exports.dispatch.dispatcher import DispatcherOptions
from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing.client import Policy

LOOPBACK = Policy(allow=(parse_allowed("127.0.0.0/8"),))
HURRIED = DispatcherOptions(schedule=(0.1, 0.1, 0.1, 0.1), max_pause=0.1, poll=0.05, reconnect=0.05, grace=2.0)
