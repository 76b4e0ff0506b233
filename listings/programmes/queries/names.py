"""How a work is named: the titles, identifiers and permits of a listing as plain values, read at once."""

from typing import NamedTuple

from django.db import connection

from listings.models import Programme

NAMES = """
select coalesce((select json_object_agg(language, title) from listings_programmetext where programme_id = p.id and title <> ''), '{}'),
  array(select array[scheme, value] from listings_identifier where programme_id = p.id order by scheme, value),
  array(select array[territory, kind, number] from listings_permit where programme_id = p.id order by territory, number)
from listings_programme p where p.id = %s
"""


class Names(NamedTuple):
    """`titles`: language -> title, without the original one; `identifiers`: scheme, number; `permits`: territory, kind, number."""

    titles: dict[str, str]
    identifiers: list[list[str]]
    permits: list[list[str]]


def read_names(programme: Programme) -> Names:
    """The names of the listing as they are now."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [programme.pk])
        return Names(*cursor.fetchone())
