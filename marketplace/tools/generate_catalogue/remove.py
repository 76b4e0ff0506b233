"""Takes the generated programmes of a seed away, with everything that was generated with them."""

from collections.abc import Callable
from contextlib import nullcontext

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from accounts.models import Organisation, User
from marketplace.tools.generate_catalogue.chunk import COLUMNS
from marketplace.tools.generate_catalogue.guards import may_stand_down, without_triggers
from marketplace.tools.generate_catalogue.load import ONE_AT_A_TIME, SELLERS, author_address, seller_name

# What stands on a generated programme and was not generated: other people's work, which stays.
REFERRING = """
select c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text from pg_constraint c
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
where c.contype = 'f' and c.confrelid = any(array['listings_programme', 'listings_rightin', 'listings_rightout', 'listings_work',
                                                  'accounts_organisation', 'accounts_user']::regclass[])
  and not c.conrelid = any(%s::regclass[])
"""
IDS = {
    "listings_programme": "select id from listings_programme where organisation_id = any(%(sellers)s)",
    "listings_rightin": "select r.id from listings_rightin r join listings_programme p on p.id = r.programme_id where p.organisation_id = any(%(sellers)s)",
    "listings_rightout": "select r.id from listings_rightout r join listings_programme p on p.id = r.programme_id where p.organisation_id = any(%(sellers)s)",
    "listings_work": (
        "select work_id from listings_programme group by work_id having bool_and(organisation_id = any(%(sellers)s))"
    ),
    "accounts_organisation": "select unnest(%(sellers)s::bigint[])",
    "accounts_user": "select %(author)s::bigint",
}
OWN = [*COLUMNS, "listings_rightshistory"]


class InUse(Exception):
    """Somebody's records stand on generated programmes; nothing was removed."""


def remove_programmes(*, seed: int, say: Callable[[str], None]) -> int:
    """Remove a seed's programmes, sellers and author; returns how many programmes. Raises InUse. All or nothing."""
    names = [seller_name(seed, number) for number in range(1, SELLERS + 1)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        sellers = list(Organisation.objects.filter(name_en__in=names).values_list("pk", flat=True))
        author = User.objects.filter(email=author_address(seed)).values_list("pk", flat=True).first()
        if author is None:
            return 0
        check_unused(cursor, sellers, author)
        fast = may_stand_down(cursor)
        say("Removing them with their history." if fast else "Removing them; the history of their rights stays.")
        with without_triggers(cursor) if fast else nullcontext():
            return delete_rows(cursor, sellers, author, fast=fast)


def check_unused(cursor: CursorWrapper, sellers: list[int], author: int) -> None:
    """Raises InUse with the tables that refer to what would go."""
    cursor.execute(REFERRING, [OWN])
    used = []
    for table, column, target in cursor.fetchall():
        cursor.execute(
            f"select exists (select 1 from {table} where {column} in ({IDS[target]}))",  # noqa: S608 -- names of the catalogue
            {"sellers": sellers, "author": author},
        )
        if cursor.fetchone()[0]:
            used.append(table)
    if used:
        raise InUse("these refer to generated programmes: " + ", ".join(sorted(set(used))))


def delete_rows(cursor: CursorWrapper, sellers: list[int], author: int, *, fast: bool) -> int:
    """Delete the rows; the engine is told."""
    cursor.execute("create temporary table going as " + IDS["listings_programme"], {"sellers": sellers})
    cursor.execute("analyze going")
    # Rights out first: rights in may not shrink under them.
    cursor.execute("create temporary table going_works as " + IDS["listings_work"], {"sellers": sellers})
    if not fast:  # what is published changes no more without a review
        cursor.execute("update listings_programme set state = 'taken_down' where id in (select id from going)")
    for table in reversed([*OWN] if fast else [*COLUMNS]):
        if table not in ("listings_work", "listings_programme"):
            cursor.execute(f"delete from {table} where programme_id in (select id from going)")  # noqa: S608 -- ours
    cursor.execute("delete from listings_programme where id in (select id from going)")
    gone: int = cursor.rowcount
    cursor.execute("delete from listings_work where id in (select work_id from going_works)")
    # A generated work that others list by now is theirs.
    cursor.execute("update listings_work set created_by_id = null where created_by_id = %s", [author])
    cursor.execute("delete from accounts_organisation where id = any(%s)", [sellers])
    cursor.execute("delete from accounts_user where id = %s", [author])
    if fast:
        cursor.execute("insert into engine_change (programme_id, titles) select id, true from going")
    cursor.execute("drop table going; drop table going_works")
    return gone
