"""`make bench`: each line is a ratio against a baseline taken in the same run, with its goal. Writes docs/bench.json."""

import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

from tests import services

SERVERS = services.announce()
os.environ["DJANGO_SETTINGS_MODULE"] = "marketplace.settings"
django.setup()

from tests.bench import cases  # noqa: E402 -- Django must be set up before models are imported

ROUNDS = 15


def median(work: Callable[[], Any]) -> float:
    """Median seconds of ROUNDS runs after one to warm up."""
    work()
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure all cases and print the table."""
    if SERVERS is not None:
        SERVERS.start()
    try:
        with cases.database():
            rows = [measured(case) for case in cases.all_cases()]
    finally:
        if SERVERS is not None:
            SERVERS.stop()
    for row in rows:
        print(f"{row['name']:<58} {row['value']:>8.2f}x  goal <= {row['goal']}x  {'met' if row['met'] else 'NOT met'}")
    Path("docs").mkdir(exist_ok=True)
    Path("docs/bench.json").write_text(json.dumps(rows, indent=1) + "\n")


def measured(case: cases.Case) -> dict[str, Any]:
    """One line of the table."""
    value = median(case.work) / median(case.baseline)
    name = f"{case.name} / {case.against}"
    return {
        "name": name, "size": case.size, "value": round(value, 2), "unit": "x", "goal": case.goal, "better": "lower",
        "met": value <= case.goal,
    }  # fmt: skip


if __name__ == "__main__":
    main()
