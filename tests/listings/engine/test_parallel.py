"""Threads that share a search find what one finds."""

import random
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from listings.catalogue.queries.search_terms import Search
from listings.engine import parallel, scan_numba, scan_numpy, tally_numba
from listings.engine.engine import Engine
from listings.engine.layout import MARK
from listings.engine.plan import plan
from tests.listings.engine import small

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SIZE, TIMES = 60, 3000  # 180,000 slots: two whole sections and a part of a third


@pytest.fixture
def three_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few cores there are, and however little there is to do."""
    monkeypatch.setattr(parallel, "threads", lambda: 3)
    for module in (scan_numba, scan_numpy):
        monkeypatch.setattr(module, "MIN_SECTIONS", 1)
    monkeypatch.setattr(tally_numba, "MIN_MATCHES", 1000)


@pytest.mark.parametrize(
    ("many", "least", "parts"), [(0, 1, 1), (1, 1, 1), (2, 1, 2), (10, 1, 3), (10, 4, 2), (10, 11, 1)]
)
def test_parts_lie_side_by_side_in_their_order(three_threads: None, many: int, least: int, parts: int) -> None:
    found = parallel.shared(lambda low, high: list(range(low, high)), many, least)
    assert len(found) == parts
    assert [place for part in found for place in part] == list(range(many))


def test_a_fault_in_a_part_is_the_callers(three_threads: None) -> None:
    def work(low: int, high: int) -> None:
        if low == 0:
            raise ValueError("the first part")

    with pytest.raises(ValueError, match="the first part"):
        parallel.shared(work, 10, 1)


def test_sections_shared_by_threads_answer_as_a_small_block_does(three_threads: None, tmp_path: Path) -> None:
    made = small.world(11, SIZE)
    one, many = small.block_of(tmp_path / "one", made), small.block_of(tmp_path / "many", made, TIMES)
    assert many.count("slots") > 2 * MARK
    chance = random.Random(4)
    for _ in range(12):
        asked = small.request(chance)
        for scan in (scan_numpy.scan, scan_numba.scan):
            few, all_ = scan(one, plan(one, asked)), scan(many, plan(many, asked))
            assert (np.tile(few.offered, TIMES) == all_.offered).all(), asked
            assert (np.tile(few.free, TIMES) == all_.free).all(), asked
            assert (np.tile(few.media, TIMES) == all_.media).all(), asked


def test_counts_of_threads_add_up(three_threads: None, tmp_path: Path) -> None:
    block = small.block_of(tmp_path / "many", small.world(11, SIZE), TIMES)
    chance = random.Random(5)
    for _ in range(6):
        decades = frozenset({chance.choice(("2000", "2010"))})
        wanted = Search("", small.request(chance), {"decade": decades}, "fit", "en", 1, 20)
        plain, compiled = (Engine(block, kernel).search(wanted, at=NOW) for kernel in ("numpy", "numba"))
        assert compiled.facets == plain.facets
        assert compiled.total == plain.total > 0
        assert compiled.ids.tolist() == plain.ids.tolist()
