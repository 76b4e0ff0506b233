"""The scan agrees with an oracle that counts days, before and after changes."""

import random
from pathlib import Path

import numpy as np
import pytest

from listings.engine import scan_numba, scan_numpy
from listings.engine.block import Block
from listings.engine.plan import plan
from listings.engine.writer import Writer
from listings.rights.request import AvailsRequest
from tests import fuzz
from tests.listings.engine import small
from tests.listings.engine.small import Oracle, World

REQUESTS = 600 * fuzz.TIMES
SIZE = 60


SCANS = (scan_numpy.scan, scan_numba.scan)


def compare(block: Block, made: World, asked: AvailsRequest, oracles: dict[int, Oracle]) -> None:
    wanted = plan(block, asked)
    found, other = (scan(block, wanted) for scan in SCANS)
    assert (found.offered == other.offered).all(), asked
    assert (found.free == other.free).all(), asked
    assert (found.media == other.media).all(), asked
    for slot, pk in enumerate(block["slot_id"][: block.count("slots")].tolist()):
        offered, free, whole = oracles[pk].answer(asked)
        media = frozenset(m for bit, m in enumerate(asked.media) if found.media[slot] >> bit & 1)
        got = (bool(found.offered[slot]), int(found.free[slot]), media)
        assert got == (offered, free, whole), (pk, asked, made.programmes[pk])


@pytest.fixture
def made() -> World:
    return small.world(7, SIZE)


@pytest.mark.fuzz
def test_requests_agree_with_counting_days(made: World, tmp_path: Path) -> None:
    block = small.block_of(tmp_path / "block", made)
    oracles = {pk: Oracle(rights) for pk, rights in made.programmes.items()}
    chance = random.Random(fuzz.SEED)
    for _ in range(REQUESTS):
        compare(block, made, small.request(chance), oracles)


def test_rewritten_and_new_programmes_answer_as_they_are_now(made: World, tmp_path: Path) -> None:
    block = small.block_of(tmp_path / "block", made)
    writer, chance = Writer(block), random.Random(2)
    for _ in range(40):
        pk = chance.choice([*made.programmes, 1001, 1002, 1003])
        made.programmes[pk] = small.programme(chance)
        small.write(writer, pk, made.programmes[pk])
        oracles = {known: Oracle(rights) for known, rights in made.programmes.items()}
        compare(block, made, small.request(chance), oracles)
        compare(block, made, small.request(chance), oracles)


def test_chosen_slots_answer_like_all(made: World, tmp_path: Path) -> None:
    block = small.block_of(tmp_path / "block", made)
    chance = random.Random(3)
    for _ in range(50):
        asked = small.request(chance)
        wanted = plan(block, asked)
        slots = np.array(sorted(chance.sample(range(SIZE), 10)))
        for scan in SCANS:
            whole, some = scan(block, wanted), scan(block, wanted, slots)
            assert (whole.free[slots] == some.free).all()
            assert (whole.media[slots] == some.media).all()
            assert (whole.offered[slots] == some.offered).all()
