"""Listings that look like listings of one work come together, or wait for staff to compare them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from accounts.actors import Actor, Staff
from accounts.audit import record_entry
from listings.models import Programme, Work, WorkCase
from listings.programmes.queries.same_work import by_number, by_title
from listings.programmes.queries.works import listings_under

TOUCHED = "held_still_covers, mandate_relied_on"
LOOK_AGAIN = "update listings_rightin set exclusive = exclusive where programme_id = any(%s)"


def match_works(*, programmes: Sequence[int], by: Actor | Staff | None, at: datetime) -> None:
    """Look for other listings of the works of these.

    The same number and kind, or the same seller: one work at once, if what is taken through both can stand together.
    Otherwise, and where another seller's title looks alike, staff compare them.
    """
    for pk, work in by_number(programmes):
        listing = Programme.objects.select_related("work").get(pk=pk)
        found = Work.objects.get(pk=work)
        if not (same_level(listing, found) and move_listing_to(listing, found, by=by, at=at)):
            open_case(listing, found, "number", at)
    for pk, other in by_title(programmes):
        listing, found_listing = (Programme.objects.select_related("work").get(pk=key) for key in (pk, other))
        if listing.work.root_id == found_listing.work.root_id:
            continue
        own = listing.organisation_id == found_listing.organisation_id
        if not (
            own
            and same_level(listing, found_listing.work)
            and move_listing_to(listing, found_listing.work, by=by, at=at)
        ):
            open_case(listing, found_listing.work, "title", at)
    # Their works by number: joined, a list of a thousand titles is compared row by row with itself.
    works = Programme.objects.filter(pk__in=programmes).values_list("work", flat=True)
    Work.objects.filter(pk__in=list(works), compared_at=None).update(compared_at=at)


def compare_work(*, work: Work, at: datetime) -> None:
    """Compare the listings of a work that was there before listings were compared."""
    with transaction.atomic():
        match_works(programmes=list(work.listings.values_list("pk", flat=True)), by=None, at=at)


def same_level(listing: Programme, work: Work) -> bool:
    """May the listing come to this work without anybody being asked? Not a season's, not one that others list too, and not
    where staff said otherwise."""
    alone = listing.work.listings.count() == 1 and listing.work.series_id is None
    level = alone and not listing.mandated and work.series_id is None and work.kind == listing.kind
    return level and not told_apart(listing, work)


def told_apart(listing: Programme, work: Work) -> bool:
    """Have two people of staff said that the listing is of another work?"""
    pair = Q(work__in=[listing.work_id, work.pk], other__in=[listing.work_id, work.pk], proposal=WorkCase.Answer.APART)
    parted = Q(listing=listing, proposal=WorkCase.Answer.PART)
    return WorkCase.objects.filter(pair | parted).exclude(closed_at=None).exists()


def move_listing_to(listing: Programme, work: Work, *, by: Actor | Staff | None, at: datetime) -> bool:
    """The listing is one of `work` now; False, and nothing has changed, where what is taken through both would clash."""
    left = listing.work
    try:
        with transaction.atomic():
            come_together(left.root_id, work.root_id, [listing.pk], work.pk)
    except IntegrityError:
        return False
    listing.work = work
    record_entry(
        by=by, did="listings.same_work", what=listing, at=at, before={"work": left.pk}, after={"work": work.pk}
    )
    drop_unused(left)
    return True


def come_together(first: int, second: int, listings: Sequence[int], work: int) -> None:
    """Put these listings under `work`, and look again at who holds what in both locks. Raises IntegrityError."""
    list(Work.objects.select_for_update(no_key=True).filter(pk__in=[first, second]).order_by("pk"))
    for pk in listings:
        Programme.objects.filter(pk=pk).update(work=work)
    with connection.cursor() as cursor:
        cursor.execute(LOOK_AGAIN, [[listing.pk for listing in listings_under([first, second])]])
        cursor.execute(f"set constraints {TOUCHED} immediate")
        cursor.execute(f"set constraints {TOUCHED} deferred")


def drop_unused(work: Work) -> None:
    """A work that nobody lists, names or compares any more goes."""
    unused = Work.objects.filter(
        pk=work.pk, listings=None, seasons=None, cuts=None, identifiers=None, cases=None, cases_as_other=None
    )
    unused.delete()


def open_case(listing: Programme, work: Work, sign: str, at: datetime) -> None:
    """Staff compare two works, once."""
    first, second = sorted((listing.work_id, work.pk))
    WorkCase.objects.get_or_create(
        work_id=first, other_id=second, defaults={"listing": listing, "signs": [sign], "opened_at": at}
    )
