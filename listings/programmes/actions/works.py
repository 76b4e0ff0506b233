"""Works behind listings: their facts, their numbers, their seasons. (Which listings share one is decided elsewhere.)"""

from datetime import datetime

from django.db import connection

from accounts.models import User
from listings.models import SHARED_SCHEMES, Programme, Work

FACTS = ("kind", "original_title", "year", "production_territories")


def season_of(*, series: Work, number: int | None, by: User, at: datetime) -> Work:
    """The work of one season; made when there is none yet. `number` None: a part of the series that is not known.

    Raises IntegrityError when `series` is itself a season.
    """
    values = {name: getattr(series, name) for name in FACTS} | {"created_by": by, "created_at": at}
    if number is None:
        return Work.objects.create(series=series, **values)
    return Work.objects.get_or_create(series=series, season=number, defaults=values)[0]


def keep_facts(programme: Programme) -> None:
    """The work says what its only listing says; several listings change it no more. Numbers are added to those it has."""
    if programme.work.listings.count() == 1:
        Work.objects.filter(pk=programme.work_id).update(**{name: getattr(programme, name) for name in FACTS})
    add_numbers([programme.pk])


def add_numbers(programmes: list[int]) -> None:
    """EIDR, ISAN and IMDb numbers of the listings name their works; a number that names another work keeps naming it.
    One with a wrong check character names none."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [list(SHARED_SCHEMES), programmes])


NUMBERS = """
insert into listings_workidentifier (work_id, scheme, value)
select p.work_id, i.scheme, i.value from listings_identifier i join listings_programme p on p.id = i.programme_id
where i.scheme = any(%s) and i.warning = '' and p.id = any(%s) order by i.id
on conflict do nothing
"""
