"""What a search works in stays with the process."""

import resource

import numpy as np

from listings.engine import memory

ROUNDS, ARRAYS, PAGES = 20, 4, 2048  # pages of 4 KB in one array of 8 MB


def use() -> None:
    """As a search does: several arrays, which all go at its end."""
    found = [np.ones(1 << 20, "u8") for _ in range(ARRAYS)]
    assert len(found) == ARRAYS


def test_arrays_that_come_and_go_are_not_fetched_from_the_kernel_each_time() -> None:
    assert memory.keep()
    use()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(ROUNDS):
        use()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before < ARRAYS * PAGES
