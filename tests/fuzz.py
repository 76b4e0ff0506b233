"""Tests that draw their input. In the suite they draw the same every time; `make fuzz` draws anew and prints the seed.

`python -m tests.fuzz [SEED]`: with a seed, the same draws again. MONSOON_FUZZ_TIMES: how many times as many draws.
"""

import os
import secrets
import sys

from hypothesis import settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

SEED = int(os.environ.get("MONSOON_FUZZ_SEED") or 8)
TIMES = int(os.environ.get("MONSOON_FUZZ_TIMES") or 1)


def choose_profile() -> None:
    """Every test draws from its own fixed seed, unless `make fuzz` gave another; failures are kept nowhere.

    Hypothesis mixes constants of the modules that are loaded into what it draws, and which are depends on the tests that
    ran before: without them a seed walks the same way alone, in its folder and in the whole suite.
    """
    providers._get_local_constants = Constants
    settings.register_profile("suite", derandomize=True, database=None)
    settings.register_profile("fuzz", database=None, print_blob=True, max_examples=100 * TIMES)
    settings.load_profile("fuzz" if os.environ.get("MONSOON_FUZZ_SEED") else "suite")


def main(chosen: str | None) -> None:
    """Run the tests that draw, with a seed that is said first."""
    number = int(chosen or secrets.randbelow(2**32))
    times = os.environ.setdefault("MONSOON_FUZZ_TIMES", "10")
    print(f"seed {number}, {times} times as many draws; again: make fuzz SEED={number}", flush=True)
    os.environ["MONSOON_FUZZ_SEED"] = str(number)
    command = [sys.executable, "-m", "pytest", "-m", "fuzz or hypothesis", f"--hypothesis-seed={number}"]
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
