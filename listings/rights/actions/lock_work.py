"""Hold a work still while rights in it are taken, whichever of its listings they are taken through."""

from datetime import datetime

from django.db import connection

from listings.models import Programme

# Of a listing, given by id: the work whose row is locked by whoever takes rights of it.
ROOT = "select lock_id from listings_work where id = (select work_id from listings_programme where id = %s)"
LOCKED = f"select id from listings_work where id = ({ROOT}) for no key update"  # noqa: S608 -- a constant of ours
# A statement of its own: only a new one sees what was committed while the lock was waited for.
SEEN = """
select root.lock_id, array(select id from listings_rightout where lock_id = root.lock_id and active and expires_at <= %s)
from listings_work root where root.id = (select work_id from listings_programme where id = %s)
"""


def lock_work(programme: Programme, *, at: datetime) -> list[int]:
    """Whoever takes rights of any listing of this work waits for this transaction. Returns the ids of its rights that have
    expired `at` that moment and are not let go yet."""
    while True:
        locked = lock_root(programme)
        root, expired = read_root(programme, at=at)
        if root == locked:  # else the listing came to another work while we waited
            return expired


def find_expired(programme: Programme, *, at: datetime) -> list[int]:
    """The ids of the work's rights whose time is over, through whichever listing."""
    return read_root(programme, at=at)[1]


def lock_root(programme: Programme) -> int | None:
    """The root of the listing's work, whose row is locked now; None where it was deleted while we waited."""
    with connection.cursor() as cursor:
        cursor.execute(LOCKED, [programme.pk])
        found = cursor.fetchone()
        return found[0] if found else None


def read_root(programme: Programme, *, at: datetime) -> tuple[int, list[int]]:
    """The root of the listing's work as it is now, and which of its rights have expired."""
    with connection.cursor() as cursor:
        cursor.execute(SEEN, [at, programme.pk])
        root, expired = cursor.fetchone()
        return root, expired
