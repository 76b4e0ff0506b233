"""Known holes in the packages that we install (`python -m tests.audit`, a part of `make check`).

Red when pip-audit names one that `.ci/known_holes.toml` does not except, or when an exception's day has come. Where the index
does not answer, nothing is judged and the line says so.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What the tests need contains what the market needs.
REQUIREMENTS = ROOT / "tests" / "requirements.txt"
EXCEPTIONS = ROOT / ".ci" / "known_holes.toml"
MAX_SECONDS = 120
SILENT = ("connection", "timed out", "timeout", "resolve", "unreachable")


def main() -> int:
    """Exit code 1 for a hole that is not excepted, an exception that is over, or an audit that failed by itself."""
    report, trouble = run_audit()
    if report is None:
        is_silent = any(word in trouble.lower() for word in SILENT)
        print(f"{'not audited, the index does not answer' if is_silent else 'pip-audit failed'}: {trouble}")
        return 0 if is_silent else 1
    exceptions = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get("exception", [])
    faults = [*list_holes(report, exceptions), *list_expired(exceptions, datetime.now(UTC).date())]
    print("\n".join(faults) or describe_scope(report))
    return 1 if faults else 0


def run_audit() -> tuple[dict[str, Any] | None, str]:
    """pip-audit's report, or None and the last line of what it said instead."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(REQUIREMENTS), "--disable-pip", "--require-hashes"]
    command += ["--progress-spinner", "off", "--format", "json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired:
        return None, f"timed out after {MAX_SECONDS} s"
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:
        return None, (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
    return report, ""


def list_holes(report: dict[str, Any], exceptions: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each hole that no exception names, by its id or one of its other names."""
    excepted = {one["id"] for one in exceptions}
    for package in report["dependencies"]:
        for hole in package.get("vulns", []):
            if not excepted & {hole["id"], *hole.get("aliases", [])}:
                mended = ", ".join(hole["fix_versions"]) or "no version yet"
                yield f"{package['name']} {package['version']}: {hole['id']}, mended in {mended}"


def list_expired(exceptions: list[dict[str, Any]], today: date) -> Iterator[str]:
    """A line for each exception whose day has come: look again, and mend it or say why not."""
    for one in exceptions:
        if one["until"] <= today:
            yield f"{one['id']} was excepted until {one['until']}: {one['reason']}"


def describe_scope(report: dict[str, Any]) -> str:
    """How many packages were looked up, and how many the index did not know."""
    unknown = sum("skip_reason" in package for package in report["dependencies"])
    many = len(report["dependencies"])
    return f"{many - unknown} packages without a known hole" + (
        f"; the index knows nothing of {unknown}" if unknown else ""
    )


if __name__ == "__main__":
    sys.exit(main())
