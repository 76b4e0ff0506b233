"""What a search works in stays with the process."""

import resource

import numpy as np

from listings.engine import memory

MANY, PAGES = 20, 2048  # of 4 KB: one array of 8 MB


def test_arrays_that_come_and_go_are_not_fetched_from_the_kernel_each_time() -> None:
    assert memory.keep()
    np.ones(1 << 20, "u8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(MANY):
        np.ones(1 << 20, "u8")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before < 2 * PAGES
