"""What a search works in. Its arrays come and go by tens of megabytes: glibc gives them back to the kernel after each search
and gets them again page by page, which takes as long as the search itself (measured: 31 ms instead of 16 at a million)."""

import ctypes
from functools import lru_cache

# mallopt(3): give back what is free at the end of the heap only beyond so much; up to this size, take it from the heap.
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
KEPT, FROM_HEAP = 256 << 20, 32 << 20


@lru_cache(maxsize=1)
def keep() -> bool:
    """Let this process keep what a search needs, for the next one. Returns whether the C library can."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(TRIM_THRESHOLD, KEPT) and mallopt(MMAP_THRESHOLD, FROM_HEAP))
