"""Taking rights, commit included and waited for: through every guard against a plain insert of the same row."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from listings.models import Programme, RightOut
from listings.rights.actions.hold_rights import hold_rights
from listings.states import Grade, Purpose
from marketplace.kit.periods import Period
from marketplace.vocabularies import languages
from tests.bench.reservations import INSERT, programmes, without_triggers
from tests.bench.rows import Row, milliseconds, p50, p95
from tests.bench.stage import Stage

GROUP = "Acceptance"
GOAL, ROUNDS, PLAIN = 4.0, 150, "bench_unguarded"


def rows(stage: Stage) -> Iterator[Row]:
    """In turns, so that both meet the same disk; `hold_rights` is what accepting an offer calls."""
    with programmes(ROUNDS) as (ids, author), connection.cursor() as cursor:
        without_triggers(cursor, PLAIN)
        found = Programme.objects.select_related("created_by").in_bulk(ids)
        plain, guarded, action = [], [], []
        for number in ids:
            plain.append(milliseconds(partial(insert, PLAIN, number, author)))
            guarded.append(milliseconds(partial(insert, RightOut._meta.db_table, number, author)))
            action.append(milliseconds(partial(hold, found[number])))
        cursor.execute(f"drop table {PLAIN}")
    yield Row("plain insert, commit waited for: p50", stage.size, p50(plain), "ms", group=GROUP)
    yield Row("insert through all guards: p50", stage.size, p50(guarded), "ms", group=GROUP)
    yield Row("insert through all guards: p95", stage.size, p95(guarded), "ms", group=GROUP)
    yield Row("acceptance path / plain insert", stage.size, p50(guarded) / p50(plain), "x", GOAL, group=GROUP)
    yield Row("hold_rights with its lock and refusals in Python: p50", stage.size, p50(action), "ms", group=GROUP)


def insert(table: str, programme: int, author: int) -> None:
    """One exclusive licence in one territory and medium, committed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT.format(table=table), [
            programme, "external", "E", "{[9,10)}", "{[1,2)}", "{[1,67)}", "[2027-01-01,2028-01-01)", author,
        ])  # fmt: skip


def hold(programme: Programme) -> None:
    """The same right a year later, by the action."""
    hold_rights(
        programme=programme,
        purpose=Purpose.EXTERNAL,
        grade=Grade.SOLE,
        grants=[(frozenset({"SVOD"}), frozenset({"PH"}))],
        languages=frozenset(languages.codes),
        window=Period(date(2028, 1, 1), date(2029, 1, 1)),
        licensee=None,
        by=programme.created_by,
        at=timezone.now(),
    )
