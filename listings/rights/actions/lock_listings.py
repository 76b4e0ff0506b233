"""Hold listings as they are while something is decided about a deal on them."""

from collections.abc import Iterable

from listings.models import Programme

LOCKED = "select * from listings_programme where id = any(%s) order by id for share"


def lock_listings(programmes: Iterable[Programme]) -> list[Programme]:
    """The programmes as they are now, by their ids; none can be taken down before the commit."""
    return list(Programme.objects.raw(LOCKED, [[programme.pk for programme in programmes]]))
