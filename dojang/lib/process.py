"""Child processes that never outlive the one that started them."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dying_with_parent(last_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: the kernel sends the child `last_signal` when the thread that started it ends, even by kill -9.

    Start such children from the main thread. Only Linux can do this; elsewhere a killed supervisor leaves orphans.
    """
    parent = os.getpid()

    def prepare() -> None:
        if _libc is None:
            return
        _libc.prctl(_PR_SET_PDEATHSIG, int(last_signal), 0, 0, 0)
        # The parent may have died between fork and prctl; then no signal would ever come.
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def die_with_parent(last_signal: signal.Signals = signal.SIGTERM) -> None:
    """The same for a process that is already running: call it early, from the main thread."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(last_signal), 0, 0, 0)
