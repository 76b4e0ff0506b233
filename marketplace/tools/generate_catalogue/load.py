"""Writes generated programmes into the database, and takes them away again."""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context

import django
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from accounts.models import Organisation, User
from accounts.states import OrganisationKind, OrganisationState
from marketplace.tools.generate_catalogue.chunk import COLUMNS, SIZE, Job, make_rows
from marketplace.tools.generate_catalogue.guards import (
    check_covered,
    indexed_afterwards,
    may_stand_down,
    without_triggers,
)
from marketplace.vocabularies import territories

SELLERS = 40
# Up to so many, everything is loaded as anybody's rights are: through the triggers and the constraint.
GUARDED_UP_TO = 5_000
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('generate_catalogue'))"
NOTE = "insert into engine_change (programme_id, titles) select unnest(%s::bigint[]), true"

Say = Callable[[str], None]


def say_nothing(_line: str) -> None:
    """Say nothing."""


@dataclass
class Report:
    """What was made: rows by table, seconds by step, and how many programmes were there before."""

    before: int
    made: int
    rows: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    guarded: bool = True


def generate_programmes(
    *, programmes: int, seed: int, at: datetime, say: Say = say_nothing, bulk: bool | None = None
) -> Report:
    """Bring the generated programmes of `seed` to `programmes`; those that are there stay as they are.

    `bulk` None: more than GUARDED_UP_TO at once are loaded without triggers, with the constraint made anew over all rows,
    where the account may do so. All or nothing.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        sellers, author = sellers_of(seed, at)
        before = count_programmes(cursor, [pk for pk, _name in sellers])
        wanted = max(programmes - before, 0)
        fast = (wanted > GUARDED_UP_TO if bulk is None else bulk) and may_stand_down(cursor)
        report = Report(before, wanted, guarded=not fast)
        if wanted:
            say(HOW[fast])
            jobs = list(jobs_of(cursor, seed, before, wanted, author, sellers, at))
            write_jobs(cursor, jobs, report, say, fast=fast)
    with connection.cursor() as cursor:
        for table in COLUMNS if wanted else ():
            cursor.execute(f"analyze {table}")
    return report


HOW = {
    False: "Loading through all triggers and the constraint against double sales.",
    True: (
        "Loading in one transaction without triggers (no history is written of generated rights). Indexes and the constraint "
        "against double sales are made anew over all rows at the end, and coverage is checked; others wait until then."
    ),
}


def write_jobs(cursor: CursorWrapper, jobs: list[Job], report: Report, say: Say, *, fast: bool) -> None:
    """Make and load the rows of all jobs."""
    with ExitStack() as stack:
        if fast:
            stack.enter_context(indexed_afterwards(cursor))
            stack.enter_context(without_triggers(cursor))
        began = time.monotonic()
        load_rows(cursor, jobs, report, say)
        report.seconds["rows"] = time.monotonic() - began
        if fast:
            say("Making indexes and the constraint against double sales ...")
        began = time.monotonic()
    if fast:
        report.seconds["indexes and constraint"] = time.monotonic() - began
        began = time.monotonic()
        check_covered(cursor, [pk for pk, _name in jobs[0].sellers])
        report.seconds["coverage check"] = time.monotonic() - began
        for job in jobs:
            cursor.execute(NOTE, [list(job.ids)])


def load_rows(cursor: CursorWrapper, jobs: list[Job], report: Report, say: Say) -> None:
    """Copy the rows in; other processes make them meanwhile."""
    began, done = time.monotonic(), 0
    for job, made in zip(jobs, made_rows(jobs), strict=True):
        for table, lines in made.items():
            with cursor.cursor.copy(f"copy {table} ({', '.join(COLUMNS[table].split())}) from stdin") as copy:
                copy.write(lines)
            report.rows[table] = report.rows.get(table, 0) + lines.count(b"\n")
        done += len(job.ids)
        if done % (20 * SIZE) == 0 or done == report.made:
            say(f"{done:,} of {report.made:,} programmes, {done / (time.monotonic() - began):,.0f} a second")


def made_rows(jobs: list[Job]) -> Iterator[dict[str, bytes]]:
    """The rows of each job in order, made ahead by a process for each core."""
    workers = min(os.cpu_count() or 1, 8)
    if len(jobs) < 2 * workers:
        yield from map(make_rows, jobs)
        return
    # Spawned: a forked child would hold this process's connection.
    with ProcessPoolExecutor(workers, get_context("spawn"), django.setup) as pool:
        yield from results_ahead(pool, jobs, 4 * workers)


def results_ahead(pool: Executor, jobs: Iterable[Job], most: int) -> Iterator[dict[str, bytes]]:
    """Results in order, with at most so many waiting."""
    waiting: deque[Future[dict[str, bytes]]] = deque()
    for job in jobs:
        waiting.append(pool.submit(make_rows, job))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def jobs_of(
    cursor: CursorWrapper, seed: int, first: int, many: int, author: int, sellers: list[tuple[int, str]], at: datetime
) -> Iterator[Job]:
    """The work in thousands, with ids and numbers from the sequences everybody uses."""
    end = first + many
    while first < end:
        size = min(SIZE - first % SIZE, end - first)
        ids = draw_numbers(cursor, "pg_get_serial_sequence('listings_programme', 'id')", size)
        works = draw_numbers(cursor, "pg_get_serial_sequence('listings_work', 'id')", size)
        numbers = draw_numbers(cursor, "'listings_programme_number'", size)
        yield Job(seed, first, ids, works, numbers, author, tuple(sellers), at)
        first += size


def draw_numbers(cursor: CursorWrapper, sequence: str, many: int) -> tuple[int, ...]:
    """The next numbers of a sequence."""
    cursor.execute(f"select nextval({sequence}) from generate_series(1, %s)", [many])  # noqa: S608 -- one of our own
    return tuple(number for (number,) in cursor.fetchall())


def count_programmes(cursor: CursorWrapper, sellers: list[int]) -> int:
    """How many programmes these sellers have."""
    cursor.execute("select count(*) from listings_programme where organisation_id = any(%s)", [sellers])
    return int(cursor.fetchone()[0])


def seller_name(seed: int, number: int) -> str:
    """Nobody shall take it for a company."""
    return f"Generated Seller {number:02d} (seed {seed})"


def author_address(seed: int) -> str:
    """The account that generated records are written by; nobody can sign in with it."""
    return f"generated-{seed}@monsoon.example"


def sellers_of(seed: int, at: datetime) -> tuple[list[tuple[int, str]], int]:
    """The generated sellers of a seed as (id, name), and the id of their records' author; made when they are not there."""
    author, _made = User.objects.get_or_create(
        email=author_address(seed), defaults={"full_name": "Generated", "is_active": False, "password": "!"}
    )
    names = [seller_name(seed, number) for number in range(1, SELLERS + 1)]
    known = dict(Organisation.objects.filter(name_en__in=names).values_list("name_en", "pk"))
    for number, name in enumerate(names):
        if name not in known:
            known[name] = Organisation.objects.create(
                kinds=[OrganisationKind.PRODUCER],
                name_en=name,
                territory=territories.HOME[number % 15],
                about="Not a company: it stands for the sellers of a generated catalogue.",
                state=OrganisationState.VERIFIED,
                verified_at=at,
                created_at=at,
            ).pk
    return [(known[name], name) for name in names], author.pk
