"""Hold a work still while rights in it are taken, whichever of its listings they are taken through."""

from django.db import connection

from listings.models import Programme

# Of a listing, given by id: the work whose row is locked by whoever takes rights of it.
ROOT = "select lock_id from listings_work where id = (select work_id from listings_programme where id = %s)"
LOCKED = f"select id from listings_work where id = ({ROOT}) for no key update"  # noqa: S608 -- a constant of ours


def lock_work(programme: Programme) -> None:
    """Whoever takes rights of any listing of this work waits for this transaction."""
    while read_number(LOCKED, programme) != read_number(ROOT, programme):
        continue  # the listing came to another work while we waited


def read_number(sql: str, programme: Programme) -> int:
    """The only value that `sql` finds for this listing."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [programme.pk])
        number: int = cursor.fetchone()[0]
        return number
