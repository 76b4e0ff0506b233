"""What several listings of one work have in common."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from listings.models import Cut, Programme, Work


def never_compared() -> QuerySet[Work]:
    """Works whose listings were never compared with others: those there were before that was done."""
    return Work.objects.filter(Exists(Programme.objects.filter(work=OuterRef("pk"))), compared_at=None)


def cuts_of(programme: Programme) -> QuerySet[Cut]:
    """The cuts of the programme's work, by whichever listing they were named."""
    return Cut.objects.filter(work=programme.work.root_id)


# Looked up step by step: the planner joins tables badly that it believes empty (migration 0006).
LISTINGS = """
select id from listings_programme where work_id = any(array(
  select id from listings_work where lock_id = any(array(
    select lock_id from listings_work where id = any(array(select work_id from listings_programme where id = any(%s)))))))
"""


def listings_of_work(programmes: Iterable[int]) -> QuerySet[Programme]:
    """All listings whose rights meet those of these programmes (given by id), theirs included."""
    return Programme.objects.filter(pk__in=find_listings_of_work(programmes))


def find_listings_of_work(programmes: Iterable[int]) -> list[int]:
    """The ids of all listings whose rights meet those of these programmes, theirs included."""
    with connection.cursor() as cursor:
        cursor.execute(LISTINGS, [list(programmes)])
        return [pk for (pk,) in cursor.fetchall()]


def listings_under(locks: Iterable[int]) -> QuerySet[Programme]:
    """All listings of works with these roots."""
    works = list(Work.objects.filter(lock_id__in=list(locks)).values_list("pk", flat=True))
    return Programme.objects.filter(work__in=works)
