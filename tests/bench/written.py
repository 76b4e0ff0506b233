"""The table on the screen, in docs/bench.md and docs/bench.json, and the plot."""

import json
from itertools import groupby
from pathlib import Path

from tests.bench.growth import svg
from tests.bench.rivals import DUCKDB, ENGINE, NUMPY, POLARS, SQL
from tests.bench.rows import Row, rounded
from tests.bench.stage import SIZES

DOCS = Path("docs")
HOW = """# How fast Monsoon is

`make bench` writes this page; `make bench SIZE=10k` is the quick form, with `ONLY=page` for the search over
HTTP alone (printed, not written here). Every line is from one run on one machine, so trust the ratios ("x") more than the seconds. Generated programmes have the shape of the trade: two rights in and 3.6 rights out each,
consistent with one another; requests are broad. Before anything is timed, all engines have to give the same answers.

{machine}

![Median of a search by the number of programmes](bench-growth.svg)
"""


def shown(row: Row) -> str:
    """One line for the screen."""
    goal = "" if row.goal is None else f"goal {'<=' if row.better == 'lower' else '>='} {row.goal:g}"
    met = {True: "met", False: "NOT MET", None: ""}[row.met]
    return f"{row.name:<86} {row.size:>22} {value(row):>12} {row.unit:<9} {goal:<14} {met} {row.note}".rstrip()


def value(row: Row) -> str:
    """Three figures, thousands apart."""
    found = rounded(row.value)
    return f"{found:,.0f}" if abs(found) >= 1000 or found == int(found) else f"{found:g}"


def write(rows: list[Row], machine: str, *, plot: bool) -> None:
    """All files; the plot only of a run with several sizes."""
    DOCS.mkdir(exist_ok=True)
    (DOCS / "bench.json").write_text(json.dumps([row.as_json() for row in rows], indent=1, ensure_ascii=False) + "\n")
    (DOCS / "bench.md").write_text(page(rows, machine))
    if plot:
        (DOCS / "bench-growth.svg").write_text(svg(medians(rows)))


def page(rows: list[Row], machine: str) -> str:
    """docs/bench.md: those with a goal first, then everything by group."""
    parts = [HOW.format(machine=machine), "## Goals", "", *table([row for row in rows if row.goal is not None])]
    missed = [f"- {row.name} ({row.size}): {row.why}" for row in rows if row.met is False and row.why]
    parts += ["", "Missed, and why:", "", *missed] if missed else []
    for group, found in groupby(sorted(rows, key=lambda row: order(rows, row)), key=lambda row: row.group):
        parts += ["", f"## {group}", "", *table(list(found))]
    return "\n".join(parts) + "\n"


def order(rows: list[Row], row: Row) -> int:
    """Groups in the order in which they first came."""
    return next(place for place, other in enumerate(rows) if other.group == row.group)


def table(rows: list[Row]) -> list[str]:
    """Lines of a table."""
    lines = ["| what | size | value | goal | met |", "|---|---|---:|---|---|"]
    for row in rows:
        goal = "" if row.goal is None else f"{'≤' if row.better == 'lower' else '≥'} {row.goal:g}"
        met = {True: "yes", False: "**no**", None: ""}[row.met]
        note = f" ({row.note})" if row.note else ""
        lines.append(f"| {row.name}{note} | {row.size} | {value(row)} {row.unit} | {goal} | {met} |")
    return lines


def medians(rows: list[Row]) -> dict[str, dict[int, float]]:
    """The plot's lines."""
    found: dict[str, dict[int, float]] = {}
    for name in (ENGINE, NUMPY, SQL, DUCKDB, POLARS):
        found[name] = {SIZES[row.size]: row.value for row in rows if row.name == f"{name}: p50" and row.size in SIZES}
    return {name: line for name, line in found.items() if line}
