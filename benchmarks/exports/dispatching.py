"""`dojang dispatcher` with a stopwatch: `python -m benchmarks.exports.dispatching`."""

from typing import Any
from unittest.mock import patch

from benchmarks.exports.stopwatch import Stopwatch
from dojang.cli.server.database import set_up


def main() -> None:
    """Deliver until the end is asked for; then report what claims took."""
    set_up()
    from dojang.exports.dispatch import dispatcher
    from dojang.exports.dispatch.store import Store

    watch, take_due = Stopwatch(), Store.take_due

    async def timed(*asked: Any) -> Any:
        with watch.running():
            return await take_due(*asked)

    with patch.object(Store, "take_due", timed):
        dispatcher.main()
    watch.tell()


if __name__ == "__main__":
    main()
