"""A dispatcher in a process of its own, to be killed: `python -m dojang.exports.tests.crashing <conninfo>`."""

import asyncio
import sys

from dojang.exports.dispatch.dispatcher import Dispatcher
from dojang.exports.tests.pace import HURRIED, LOOPBACK

if __name__ == "__main__":
    asyncio.run(Dispatcher(sys.argv[1], LOOPBACK, HURRIED).run(asyncio.Event()))
