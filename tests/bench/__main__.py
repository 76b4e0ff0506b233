"""`make bench [SIZE=10k] [ONLY=page]`: each goal is a ratio against a baseline of the same run. Writes docs/bench.md, .json
and the plot; with ONLY it prints."""

import os
import sys

from tests.bench import stage


def main(arguments: list[str]) -> None:
    """Measure one size, or all of them."""
    if [size for size in arguments if size not in stage.SIZES]:
        sys.exit(f"Sizes are {', '.join(stage.SIZES)}; without one all of 10k, 100k and 1M are measured.")
    only = os.environ.get("ONLY", "")
    if only not in ("", "page"):
        sys.exit("ONLY=page measures the search over HTTP alone; without it everything is measured.")
    servers = stage.start()
    try:
        # Models can be imported only now.
        from tests.bench.machine import machine
        from tests.bench.run import ALL, run, run_page
        from tests.bench.written import shown, write

        sizes, rows = arguments or list(ALL), []
        for row in run_page(sizes) if only else run(sizes):
            rows.append(row)
            print(shown(row), flush=True)
        if not only:
            write(rows, machine(), plot=len(sizes) > 1)
    finally:
        stage.stop(servers)


# The processes that make programmes and take rights import this file again.
if __name__ == "__main__":
    main(sys.argv[1:])
