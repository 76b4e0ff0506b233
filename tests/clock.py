"""The clock of the tests: every run begins at the same moment and goes on from there, so that no day or hour breaks it.

MONSOON_TESTS_AT=2026-11-30T17:00 begins at another moment (UTC). Processes that a test starts beside itself take the same
clock with `python -m tests.clock MODULE ARGUMENTS`. PostgreSQL and what the launcher starts keep the machine's.
"""

import os
import runpy
import sys
import time
from datetime import UTC, datetime

sys.modules.setdefault("pytest", None)  # type: ignore[arg-type]  # time-machine's plugin takes a second in each child
import time_machine  # noqa: E402

if sys.modules["pytest"] is None:
    del sys.modules["pytest"]

BEGIN = "2026-11-30T04:00"
SHIFT = "MONSOON_TESTS_SHIFT"


def set_clock() -> None:
    """Shift this process's clock; the first process decides by how much, those it starts follow it."""
    begin = datetime.fromisoformat(os.environ.get("MONSOON_TESTS_AT", BEGIN)).replace(tzinfo=UTC)
    shift = float(os.environ.setdefault(SHIFT, str(begin.timestamp() - time.time())))
    time_machine.travel(time.time() + shift, tick=True).start()
    time.time()  # it ticks from its first reading on


if __name__ == "__main__":
    set_clock()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
