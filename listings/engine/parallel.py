"""One search on several cores: kernels let go of the interpreter's lock, so threads of this process share its parts."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

Found = TypeVar("Found")
# More would keep other searches waiting for little: what follows a scan is not shared.
MAX_THREADS = 4


def threads() -> int:
    """How many cores one search may use."""
    return min(len(os.sched_getaffinity(0)), MAX_THREADS)


@lru_cache(maxsize=1)
def helpers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max(threads() - 1, 1), thread_name_prefix="scan")


# Threads don't follow their process into a child.
os.register_at_fork(after_in_child=helpers.cache_clear)


def shared(work: Callable[[int, int], Found], many: int, least: int) -> list[Found]:
    """What `work(low, high)` finds for 0 … many, in parts of at least so many, in their order. The caller's thread does
    the last one."""
    count = max(min(threads(), many // least), 1)
    edges = [many * part // count for part in range(count + 1)]
    others = [helpers().submit(work, low, high) for low, high in pairwise(edges[:-1])]
    own = work(edges[-2], edges[-1])
    return [*(other.result() for other in others), own]
