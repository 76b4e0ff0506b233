"""Hold a listing as it is while something is decided about a deal on it."""

from listings.models import Programme

HELD = "select * from listings_programme where id = %s for share"


def lock_listing(programme_id: int) -> Programme:
    """The programme as it is now; it cannot be taken down before the commit."""
    return Programme.objects.raw(HELD, [programme_id])[0]
