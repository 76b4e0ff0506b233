"""Claims are opened by a trigger, whichever way rights come in; here both sides hear of them."""

from datetime import datetime

from accounts.audit import record_entry
from accounts.roles import Permission
from listings.models import Programme, RightsClaim
from listings.programmes.actions.draft_notices import draft_for_seller


def tell_claims(programme: Programme, at: datetime) -> int:
    """Tell both sides of each new claim that this listing's rights have opened; returns how many."""
    fresh = RightsClaim.objects.filter(later_listing=programme, told_at=None, outcome="").order_by("pk")
    told = list(fresh.select_related("later_listing__organisation", "earlier_listing__organisation"))
    for claim in told:
        drafts = [
            draft_for_seller(claim.later_listing, "listings.claim_later", "rights", may=Permission.LIST),
            draft_for_seller(claim.earlier_listing, "listings.claim_earlier", "rights", may=Permission.LIST),
        ]
        after = {"later": claim.later, "earlier": claim.earlier}
        record_entry(by=None, did="listings.claim", what=claim, at=at, after=after, tell=drafts)
    RightsClaim.objects.filter(pk__in=[claim.pk for claim in told]).update(told_at=at)
    return len(told)
