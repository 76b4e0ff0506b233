"""What several listings of one work have in common."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from listings.models import Cut, Programme, Work


def never_compared() -> QuerySet[Work]:
    """Works whose listings were never compared with others: those there were before that was done."""
    return Work.objects.filter(Exists(Programme.objects.filter(work=OuterRef("pk"))), compared_at=None)


def cuts_of(programme: Programme) -> QuerySet[Cut]:
    """The cuts of the programme's work, by whichever listing they were named."""
    return Cut.objects.filter(work=programme.work.root_id)


def listings_of_work(programmes: Iterable[int]) -> QuerySet[Programme]:
    """All listings whose rights meet those of these programmes (given by id), theirs included.

    Looked up step by step: the planner joins tables badly that it believes empty (migration 0006).
    """
    works = list(Programme.objects.filter(pk__in=list(programmes)).values_list("work", flat=True))
    return listings_under(Work.objects.filter(pk__in=works).values_list("lock_id", flat=True))


def listings_under(locks: Iterable[int]) -> QuerySet[Programme]:
    """All listings of works with these roots."""
    works = list(Work.objects.filter(lock_id__in=list(locks)).values_list("pk", flat=True))
    return Programme.objects.filter(work__in=works)
