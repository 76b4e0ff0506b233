"""Which kernel is used: the compiled one where numba is installed, else numpy's. Both give the same answers."""

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from listings.engine import facets, scan_numpy
from listings.engine.block import Block
from listings.engine.facets import Chosen, Matches, Tally
from listings.engine.layout import Array
from listings.engine.plan import Plan
from listings.engine.scan_numpy import Found

Scan = Callable[[Block, Plan, Array | None], Found]
Count = Callable[[Block, Matches, Chosen], tuple[Tally, Array]]


@cache
def chosen() -> str:
    """ "numba" where it is installed, else "numpy"."""
    return "numba" if importlib.util.find_spec("numba") else "numpy"


@dataclass(frozen=True)
class Kernel:
    """The two passes over many programmes: what is free, and how often each value of a facet occurs."""

    scan: Scan
    tally: Count


@cache
def kernel(name: str) -> Kernel:
    """ "numpy" or "numba". Raises ImportError without numba, ValueError for another name."""
    if name == "numpy":
        return Kernel(scan_numpy.scan, facets.tally)
    if name != "numba":
        raise ValueError(name)
    # Imported by name: numba may be missing.
    scanning, counting = (importlib.import_module(f"listings.engine.{part}_numba") for part in ("scan", "tally"))
    return Kernel(scanning.scan, counting.tally)
