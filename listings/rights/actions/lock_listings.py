"""Hold listings as they are while something is decided about a deal on them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from listings.models import Programme

LOCKED = "select original_title, state from listings_programme where id = any(%s) order by id for share"


class Locked(NamedTuple):
    """What is decided by: a listing's title and state."""

    original_title: str
    state: str


def lock_listings(programmes: Iterable[Programme]) -> list[Locked]:
    """The programmes as they are now, by their ids; none can be taken down before the commit."""
    with connection.cursor() as cursor:
        cursor.execute(LOCKED, [[programme.pk for programme in programmes]])
        return [Locked(*row) for row in cursor.fetchall()]
