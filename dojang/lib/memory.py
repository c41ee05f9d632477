"""Memory that is no longer needed goes back to the system, instead of being kept for the next time in each thread."""

import ctypes
import gc
import sys

_ARENAS, _MAP_FROM = -8, -3  # of mallopt(3)
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_is_glibc = hasattr(_libc, "mallopt") and hasattr(_libc, "malloc_trim")


def hold_little() -> None:
    """For a process of many threads that now and then needs much; call it once all is imported, before the threads begin.

    glibc gives each thread a heap of its own, which only grows. Two for all are enough, and what is large is mapped by itself.
    """
    if _libc is not None and _is_glibc:
        _libc.mallopt(_ARENAS, 2)
        _libc.mallopt(_MAP_FROM, 128 * 1024)
    gc.collect()
    gc.freeze()  # what has been imported stays; to look through it again and again takes a tenth of a second


def give_back() -> None:
    """After something large: some of it hangs in circles, which would wait for the next ones'."""
    gc.collect()
    if _libc is not None and _is_glibc:
        _libc.malloc_trim(0)
