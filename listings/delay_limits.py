"""What must not wait too long here: listings and changes that staff have to review, with a weekend in between."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from listings.models import ListingRevision, Review
from listings.states import ListingState, RevisionState
from marketplace.kit.delay_limits import DelayLimit, declare_delay_limit, oldest_of

REVIEWED_WITHIN = timedelta(days=4)

declare_delay_limit(
    DelayLimit(
        "listing_to_review",
        _("Listings to review"),
        REVIEWED_WITHIN,
        oldest_of(
            lambda: Review.objects.filter(decided_at=None, programme__state=ListingState.IN_REVIEW), "submitted_at"
        ),
    )
)
declare_delay_limit(
    DelayLimit(
        "changes_to_review",
        _("Changes of published listings to review"),
        REVIEWED_WITHIN,
        oldest_of(lambda: ListingRevision.objects.filter(state=RevisionState.WAITING), "submitted_at"),
    )
)
