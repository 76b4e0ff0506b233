"""Claims are opened by a trigger, whichever way rights come in; here both sides hear of them."""

from datetime import datetime

from accounts.audit import record
from accounts.notices import tell
from accounts.roles import Permission
from listings.models import Programme, RightsClaim


def tell_claims(programme: Programme, at: datetime) -> int:
    """Tell both sides of each new claim that this listing's rights have opened; returns how many."""
    fresh = RightsClaim.objects.filter(later_listing=programme, told_at=None, outcome="").order_by("pk")
    told = list(fresh.select_related("later_listing__organisation", "earlier_listing__organisation"))
    for claim in told:
        record(by=None, did="listings.claim", what=claim, at=at, after={"later": claim.later, "earlier": claim.earlier})
        for listing, kind in (
            (claim.later_listing, "listings.claim_later"),
            (claim.earlier_listing, "listings.claim_earlier"),
        ):
            tell(
                listing.organisation, kind, at=at, may=Permission.LIST,
                url=f"/studio/titles/{listing.public_id}/rights/", programme=listing.original_title,
            )  # fmt: skip
    RightsClaim.objects.filter(pk__in=[claim.pk for claim in told]).update(told_at=at)
    return len(told)
