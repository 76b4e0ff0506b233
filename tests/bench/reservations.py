"""Eight processes take rights at once: nothing may be sold twice, nothing refused without a reason.

The judge knows neither ranges nor lanes: it compares accepted rows two by two, as sets. The control takes rights of a table
without the constraint, where the judge must find double sales.
"""

import multiprocessing
import os
import random
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper

from marketplace.tools.launcher.binaries import postgres_programs
from tests.bench.rows import Row, p50
from tests.bench.stage import Stage

GROUP = "Reservations"
PROCESSES, HOT, COLD = 8, 5, 300
SECONDS, QUICK_SECONDS, CONTROL_SECONDS, THROUGHPUT_SECONDS = 60.0, 8.0, 3.0, 4
# Which grades cannot stand beside which: the trade's rule, written down once more.
REFUSES = {"S": "SENHO", "E": "SENH", "N": "SEH", "H": "SENO", "O": "SH"}
PURPOSES = {"S": "external", "E": "external", "N": "external", "H": "holdback", "O": "own_use"}
INSERT = """
insert into {table} (programme_id, purpose, grade, territories, media, languages, uses, period, binds, active, note,
                     created_by_id, created_at)
values (%s, %s, %s, %s::int4multirange, %s::int4multirange, %s::int4multirange, '{{[1,5)}}', %s::daterange, 'licensor', true, '',
        %s, now())
"""
PLAIN, GUARDED = "bench_plain", "bench_guarded"


@dataclass(frozen=True)
class Try:
    """One attempt: what it wanted, when it began and ended, and whether it was accepted."""

    programme: int
    grade: str
    territories: frozenset[int]
    media: frozenset[int]
    languages: frozenset[int]
    start: date
    end: date
    began: float
    ended: float
    accepted: bool

    def clashes(self, other: "Try") -> bool:
        """May both not stand?"""
        return bool(
            other.grade in REFUSES[self.grade]
            and self.start < other.end
            and other.start < self.end
            and self.territories & other.territories
            and self.media & other.media
            and self.languages & other.languages
        )


def rows(stage: Stage) -> Iterator[Row]:
    """Throughput first, then the proof."""
    yield from throughput(stage)
    seconds = QUICK_SECONDS if stage.size == "10k" else SECONDS
    for name, many in (("hot, 5 programmes", HOT), ("cold, 300 programmes", COLD)):
        with programmes(many) as (ids, author):
            tries = run("listings_rightout", ids, author, seconds)
        accepted = sum(one.accepted for one in tries)
        size = f"{seconds:.0f} s"
        yield Row(
            f"double sales ({name})",
            size,
            doubles(tries),
            "pairs",
            0,
            group=GROUP,
            note=f"{accepted:,} of {len(tries):,} attempts accepted",
        )
        yield Row(f"wrong refusals ({name})", size, wrong_refusals(tries), "refusals", 0, group=GROUP)
    with programmes(HOT) as (ids, author):
        tries = run(PLAIN, ids, author, CONTROL_SECONDS)
    yield Row(
        "double sales without the constraint (hot)",
        f"{CONTROL_SECONDS:.0f} s",
        doubles(tries),
        "pairs",
        1,
        "higher",
        group=GROUP,
    )
    with connection.cursor() as cursor:
        cursor.execute(f"drop table {PLAIN}; drop table {GUARDED}")


class programmes:  # noqa: N801 -- used as a function
    """Programmes whose seller holds everything everywhere; gone afterwards with what was taken of them."""

    def __init__(self, many: int) -> None:
        self.many = many

    def __enter__(self) -> tuple[list[int], int]:
        with connection.cursor() as cursor:
            cursor.execute("select organisation_id, created_by_id from listings_programme order by id limit 1")
            seller, author = cursor.fetchone()
            cursor.execute(
                """
                insert into listings_programme (public_id, organisation_id, kind, original_title, original_language,
                  production_territories, genres, trailer_url, source, currency, exclusive_percent, state, editor_step,
                  revision, created_by_id, created_at, changed_at)
                select 'MN-BENCH-' || n, %s, 'film', 'Bench ' || n, 'en', '{SG}', '{}', '', '', 'USD', 150, 'draft', 1, 1, %s, now(), now()
                from generate_series(1, %s) n returning id
                """,
                [seller, author, self.many],
            )
            self.ids = [pk for (pk,) in cursor.fetchall()]
            cursor.execute(
                """
                insert into listings_rightin (programme_id, territories, media, languages, uses, period, underlying_note, exclusive,
                  source, document, document_name, created_by_id, created_at)
                select unnest(%s::bigint[]), '{[1,250)}', '{[1,21)}', '{[1,67)}', '{[1,5)}', '[2020-01-01,)', '', true, '', null, '', %s, now()
                """,
                [self.ids, author],
            )
            cursor.execute("analyze listings_rightin")
        return self.ids, author

    def __exit__(self, *_error: object) -> None:
        with connection.cursor() as cursor:
            for table in ("listings_rightout", "listings_rightin"):
                cursor.execute(f"delete from {table} where programme_id = any(%s)", [self.ids])
            cursor.execute("delete from listings_programme where id = any(%s) returning work_id", [self.ids])
            cursor.execute("delete from listings_work where id = any(%s)", [[pk for (pk,) in cursor.fetchall()]])


def run(table: str, ids: list[int], author: int, seconds: float) -> list[Try]:
    """All attempts of all processes."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES) as pool:
        wanted = [(os.environ["DATABASE_URL"], table, ids, author, seconds, seed) for seed in range(PROCESSES)]
        return [one for found in pool.starmap(attempts, wanted) for one in found]


def attempts(address: str, table: str, ids: list[int], author: int, seconds: float, seed: int) -> list[Try]:
    """One process: attempt after attempt, each in its own transaction."""
    chance, tried, insert = random.Random(seed), [], INSERT.format(table=table)
    with psycopg.connect(address, autocommit=True) as connected:
        until = time.time() + seconds
        while time.time() < until:
            one = wish(chance, ids)
            began = time.time()
            try:
                connected.execute(
                    insert,
                    [
                        one.programme,
                        PURPOSES[one.grade],
                        one.grade,
                        *map(written, (one.territories, one.media, one.languages)),
                        f"[{one.start},{one.end})",
                        author,
                    ],
                )
                accepted = True
            except (psycopg.errors.ExclusionViolation, psycopg.errors.DeadlockDetected) as no:
                if isinstance(no, psycopg.errors.DeadlockDetected):
                    continue
                accepted = False
            tried.append(Try(**{**vars(one), "began": began, "ended": time.time(), "accepted": accepted}))
    return tried


def wish(chance: random.Random, ids: list[int]) -> Try:
    """What somebody wants: few territories and media, some months, of any grade."""
    start = date(2027, 1, 1) + timedelta(days=30 * chance.randint(0, 60))
    return Try(
        chance.choice(ids),
        chance.choice("EENNNHSO"),
        frozenset(chance.sample(range(1, 16), chance.randint(1, 4))),
        frozenset(chance.sample(range(1, 9), chance.randint(1, 2))),
        frozenset(chance.sample(range(1, 13), chance.randint(1, 6))),
        start,
        start + timedelta(days=30 * chance.randint(1, 12)),
        0,
        0,
        False,
    )


def written(numbers: frozenset[int]) -> str:
    """Numbers as PostgreSQL reads a multirange."""
    return "{" + ",".join(f"[{number},{number + 1})" for number in sorted(numbers)) + "}"


def doubles(tries: list[Try]) -> int:
    """Pairs of accepted attempts that may not both stand."""
    by_programme = defaultdict(list)
    for one in tries:
        if one.accepted:
            by_programme[one.programme].append(one)
    return sum(
        one.clashes(other)
        for rows_ in by_programme.values()
        for place, one in enumerate(rows_)
        for other in rows_[place + 1 :]
    )


def wrong_refusals(tries: list[Try]) -> int:
    """Refused attempts that no accepted one is the reason of: none clashes that began before the refusal ended."""
    accepted = defaultdict(list)
    for one in tries:
        if one.accepted:
            accepted[one.programme].append(one)
    return sum(
        not any(other.began < one.ended and one.clashes(other) for other in accepted[one.programme])
        for one in tries
        if not one.accepted
    )


def throughput(stage: Stage) -> Iterator[Row]:
    """Plain inserts against inserts through the constraint alone, by pgbench: eight clients, commits waited for."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conname = 'no_double_sale'")
        (constraint,) = cursor.fetchone()
        for table in (PLAIN, GUARDED):
            without_triggers(cursor, table)
        cursor.execute(f"alter table {GUARDED} add constraint bench_no_double_sale {constraint}")
    plain: list[float] = []
    guarded: list[float] = []
    for _round in range(3):
        plain.append(pgbench(PLAIN))
        guarded.append(pgbench(GUARDED))
    yield Row("plain inserts, 8 clients", stage.size, p50(plain), "a second", group=GROUP)
    yield Row("inserts through the constraint, 8 clients", stage.size, p50(guarded), "a second", group=GROUP)
    yield Row(
        "reservation throughput / plain inserts", stage.size, p50(guarded) / p50(plain), "x", 0.5, "higher", group=GROUP
    )


def without_triggers(cursor: CursorWrapper, table: str) -> None:
    """A table of rights out without guards. What the triggers would say of the lock: each listing is a work's only one."""
    cursor.execute(
        f"create table {table} (like listings_rightout including generated including identity including defaults)"
    )
    cursor.execute(f"create index on {table} (programme_id)")
    cursor.execute(
        f"alter table {table} drop column lock_id, add column lock_id bigint generated always as (programme_id) stored, "
        "alter column parts set default '{(,)}', alter column cuts set default '{(,)}', "
        "alter column desks set default '{[0,1)}', alter column owners set default '{[-9,-8)}'"
    )


SCRIPT = """
\\set programme random(1, 100000)
\\set territory random(1, 15)
\\set medium random(1, 8)
\\set month random(0, 60)
\\set grade random(1, 3)
insert into {table} (programme_id, purpose, grade, territories, media, languages, uses, period, binds, active, note,
  created_by_id, created_at)
values (:programme, 'external', substr('ENN', :grade, 1),
  int4multirange(int4range(:territory, :territory + 2)), int4multirange(int4range(:medium, :medium + 1)), '{{[1,67)}}', '{{[1,5)}}',
  daterange('2027-01-01'::date + 30 * :month, '2027-01-01'::date + 30 * :month + 180), 'licensor', true, '', 1, now())
on conflict do nothing;
"""


def pgbench(table: str) -> float:
    """Transactions a second."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPT.format(table=table).replace("\\\\", "\\"))
        script.flush()
        command = [
            str(postgres_programs() / "pgbench"),
            "-n",
            "-c",
            "8",
            "-j",
            "2",
            "-T",
            str(THROUGHPUT_SECONDS),
            "-f",
            script.name,
        ]
        done = subprocess.run([*command, os.environ["DATABASE_URL"]], capture_output=True, text=True, check=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("tps"))
    return float(line.split()[2])
