"""A line of the table, and how to time things."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """`value` shall be at most (`better` "lower") or at least ("higher") the goal; without a goal it only informs."""

    name: str
    size: str
    value: float
    unit: str
    goal: float | None = None
    better: str = "lower"
    group: str = field(default="", kw_only=True)
    note: str = field(default="", kw_only=True)
    # Why the goal is missed where it is: for those who read the page.
    why: str = field(default="", kw_only=True)

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value <= self.goal if self.better == "lower" else self.value >= self.goal

    def as_json(self) -> dict[str, Any]:
        """The line as docs/bench.json has it."""
        told = asdict(self) | {"value": rounded(self.value), "met": self.met}
        return {key: told[key] for key in ("name", "size", "value", "unit", "goal", "better", "met")}


def rounded(value: float) -> float:
    """To three figures, whole numbers stay whole."""
    return float(f"{value:.3g}") if abs(value) < 1000 else round(value)


def milliseconds(work: Callable[[], Any]) -> float:
    """How long it takes once."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def repeated(work: Callable[[], Any], rounds: int = 15) -> float:
    """Median milliseconds after one round to warm up."""
    work()
    return statistics.median(milliseconds(work) for _ in range(rounds))


def quantile(values: Iterable[float], share: float) -> float:
    """The value below which `share` of them lie."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def p50(values: Iterable[float]) -> float:
    return statistics.median(values)


def p95(values: Iterable[float]) -> float:
    return quantile(values, 0.95)
