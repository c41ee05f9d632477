"""Returns memory to the system, instead of keeping it for the next time in each thread."""

import ctypes
import gc
import sys

_ARENAS, _MAP_FROM = -8, -3  # of mallopt(3)
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_is_glibc = hasattr(_libc, "mallopt") and hasattr(_libc, "malloc_trim")


def hold_little() -> None:
    """For a process of many threads that sometimes needs much. Call it after all imports, before the threads start.

    glibc gives each thread a heap of its own, which only grows. Two heaps are enough, and large blocks are mapped separately.
    """
    if _libc is not None and _is_glibc:
        _libc.mallopt(_ARENAS, 2)
        _libc.mallopt(_MAP_FROM, 128 * 1024)
    gc.collect()
    gc.freeze()  # imports stay; each look through them takes a tenth of a second


def give_back() -> None:
    """Call it after something large. Some of it hangs in circles, which only the collector frees."""
    gc.collect()
    if _libc is not None and _is_glibc:
        _libc.malloc_trim(0)
