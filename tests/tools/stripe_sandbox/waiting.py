"""Waiting for what another process does."""

import time
from collections.abc import Callable

LIMIT = 10.0


def soon(reached: Callable[[], bool]) -> None:
    """Ask until it is so. Fails after ten seconds."""
    deadline = time.monotonic() + LIMIT
    while not reached():
        assert time.monotonic() < deadline, "it did not happen"
