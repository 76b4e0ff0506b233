"""Templates and style sheets are written to be read, as `make format` lays them out."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("accounts", "listings", "marketplace")
MEDIAN_LETTERS, USUAL_LETTERS, MAX_LETTERS = 60, 120, 140


def line_lengths(ending: str) -> list[int]:
    """Letters of every line that says something, shortest first."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob(f"*.{ending}")]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return sorted(map(len, lines))


@pytest.mark.parametrize("ending", ["html", "css"])
def test_lines_are_short(ending: str) -> None:
    """Half of them within 60 letters, 99 of 100 within 120, each within 140."""
    lengths = line_lengths(ending)
    assert lengths[len(lengths) // 2] <= MEDIAN_LETTERS
    assert lengths[len(lengths) * 99 // 100] <= USUAL_LETTERS
    assert lengths[-1] <= MAX_LETTERS
