"""`make check` is red for a known hole, but for those that are excepted for a while and with a reason."""

import tomllib
from datetime import date
from typing import Any

from tests.audit import EXCEPTIONS, describe_scope, list_expired, list_holes

HOLE = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "fix_versions": ["1.2"], "description": ""}
REPORT: dict[str, Any] = {
    "dependencies": [
        {"name": "good", "version": "3.0", "vulns": []},
        {"name": "unknown", "skip_reason": "Dependency not found on PyPI"},
        {"name": "bad", "version": "1.1", "vulns": [HOLE]},
    ]
}
EXCEPTION = {"id": "CVE-2026-1", "reason": "We never call it.", "until": date(2027, 1, 31)}


def test_a_known_hole_is_named_with_the_version_that_mends_it() -> None:
    assert list(list_holes(REPORT, [])) == ["bad 1.1: PYSEC-2026-1, mended in 1.2"]
    assert describe_scope(REPORT) == "2 packages without a known hole; the index knows nothing of 1"


def test_a_hole_is_excepted_by_any_of_its_names_until_a_day() -> None:
    assert list(list_holes(REPORT, [EXCEPTION])) == []
    assert list(list_expired([EXCEPTION], date(2027, 1, 30))) == []
    assert list(list_expired([EXCEPTION], date(2027, 1, 31))) == [
        "CVE-2026-1 was excepted until 2027-01-31: We never call it."
    ]


def test_each_exception_has_a_reason_and_a_day() -> None:
    written = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get("exception", [])
    assert [one for one in written if not (one["id"] and one["reason"] and isinstance(one["until"], date))] == []
