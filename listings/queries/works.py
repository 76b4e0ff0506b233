"""What several listings of one work have in common."""

from django.db.models import QuerySet

from listings.models import Cut, Programme


def cuts_of(programme: Programme) -> QuerySet[Cut]:
    """The cuts of the programme's work, by whichever listing they were named."""
    return Cut.objects.filter(work=programme.work.root_id)


def listings_of_work(programmes: "list[int] | set[int]") -> QuerySet[Programme]:
    """All listings whose rights meet those of these programmes (given by id), theirs included."""
    locks = Programme.objects.filter(pk__in=programmes).values("work__lock_id")
    return Programme.objects.filter(work__lock_id__in=locks)
