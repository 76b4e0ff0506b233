"""The writers of the freshness test: processes that know nothing of Django."""

import random
import time
from multiprocessing.queues import Queue

import psycopg

# About 200 commits a second in all; every twentieth transaction stays open for a while after its change.
PAUSE, LATE, LATE_FOR = 0.03, 0.05, 0.3
CHANGE = "update listings_rightout set active = false, released_at = now() where id = %s"
MARK = "update listings_programme set rights_confirmed_at = to_timestamp(%s) where id = %s"
Change = tuple[int, int, int]


def write(address: str, todo: list[Change], seed: int, told: "Queue[tuple[int, int, float]]") -> None:
    """One writer: a transaction for each change, and when it was committed."""
    chance = random.Random(seed)
    with psycopg.connect(address) as connected:
        for right, programme, number in todo:
            connected.execute(CHANGE, [right])
            connected.execute(MARK, [number, programme])
            if chance.random() < LATE:
                time.sleep(chance.random() * LATE_FOR)
            connected.commit()
            told.put((programme, number, time.time()))
            time.sleep(chance.random() * 2 * PAUSE)
