"""Loading much at once: what makes single changes safe is stood down for this session only, and made good before the end.

All of it happens in one transaction. Others never see the tables without their constraint: they wait, or see them as they
were; and when anything is wrong at the end, nothing has happened.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db.backends.utils import CursorWrapper

LOADED: Final = (
    "listings_work",
    "listings_programme",
    "listings_programmetext",
    "listings_searchentry",
    "listings_sortkey",
    "listings_ask",
    "listings_languageversion",
    "listings_rating",
    "listings_rightin",
    "listings_rightout",
)
# Indexes and exclusion constraints are quicker made at the end; keys and what others refer to stay.
INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
where i.indrelid = %s::regclass and not i.indisprimary
  and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
"""
EXCLUSIONS = (
    "select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = %s::regclass and contype = 'x'"
)
UNCOVERED = """
select count(*) from listings_rightout o join listings_programme p on p.id = o.programme_id
where p.organisation_id = any(%s) and o.active and o.grade not in ('H', 'L') and not exists (
    select 1 from listings_rightin i where i.programme_id = o.programme_id and i.territories @> o.territories
      and i.media @> o.media and i.languages @> o.languages and i.uses @> o.uses and i.licensable @> o.period
      and (i.exclusive or o.grade not in ('S', 'E')))
  and exists (select 1 from listings_uncovered(o.programme_id, o.grade in ('S', 'E'), o.territories, o.media, o.languages,
                                               o.uses, o.period))
"""


class SoldWithoutRight(Exception):
    """Some of the rights loaded are not inside the rights held; nothing was loaded."""


def may_stand_down(cursor: CursorWrapper) -> bool:
    """May this account load without triggers?"""
    cursor.execute("select has_parameter_privilege('session_replication_role', 'set')")
    return bool(cursor.fetchone()[0])


@contextmanager
def without_triggers(cursor: CursorWrapper) -> Iterator[None]:
    """This session's changes run no triggers. Inside a transaction; its end ends it too."""
    cursor.execute("set local session_replication_role = replica")
    yield
    cursor.execute("set local session_replication_role = origin")


@contextmanager
def indexed_afterwards(cursor: CursorWrapper) -> Iterator[None]:
    """Indexes and exclusion constraints of the loaded tables are away, and made anew over all rows at the end."""
    # What this transaction did before is judged now: a table with judgements to come cannot be altered.
    cursor.execute("set constraints all immediate; set constraints all deferred")
    cursor.execute("set local maintenance_work_mem = '768MB'")
    again: list[str] = []
    for table in LOADED:
        cursor.execute(EXCLUSIONS, [table])
        for name, definition in cursor.fetchall():
            cursor.execute(f"alter table {table} drop constraint {name}")
            again.append(f"alter table {table} add constraint {name} {definition}")
        cursor.execute(INDEXES, [table])
        for name, definition in cursor.fetchall():
            cursor.execute(f"drop index {name}")
            again.append(definition)
    yield
    for statement in again:
        cursor.execute(statement)


def check_covered(cursor: CursorWrapper, sellers: list[int]) -> None:
    """Everything taken lies inside the rights held, for these sellers. Raises SoldWithoutRight."""
    cursor.execute(UNCOVERED, [sellers])
    (wrong,) = cursor.fetchone()
    if wrong:
        raise SoldWithoutRight(f"{wrong} rights out are not inside the rights held")
