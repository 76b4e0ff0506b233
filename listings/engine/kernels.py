"""Which scan is used: the compiled one where numba is installed, else numpy's. Both give the same answers."""

import importlib
import importlib.util
from collections.abc import Callable
from functools import cache

from listings.engine import scan_numpy
from listings.engine.block import Block
from listings.engine.layout import Array
from listings.engine.plan import Plan
from listings.engine.scan_numpy import Found

Scan = Callable[[Block, Plan, Array | None], Found]


@cache
def chosen() -> str:
    """ "numba" where it is installed, else "numpy"."""
    return "numba" if importlib.util.find_spec("numba") else "numpy"


@cache
def scan(kernel: str) -> Scan:
    """The scan of a kernel, "numpy" or "numba". Raises ImportError without numba, ValueError for another name."""
    if kernel == "numpy":
        return scan_numpy.scan
    if kernel != "numba":
        raise ValueError(kernel)
    # Imported by name: numba may be missing.
    found: Scan = importlib.import_module("listings.engine.scan_numba").scan
    return found
