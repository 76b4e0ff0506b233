"""A member's usual request: kept, and forgotten. It opens the catalogue when the address asks for nothing."""

from datetime import datetime

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import Membership
from listings.rights.request import AvailsRequest


def keep_usual(*, request: AvailsRequest | None, by: Actor, at: datetime) -> None:
    """Keep `request` as the usual one of this member in this organisation; None forgets it."""
    must_be_allowed("keep_usual", by)
    member = Membership.objects.get(user=by.user, organisation=by.organisation, ended_at=None)
    before = member.default_request
    after = request.to_params() if request else {}
    if before == after:
        return
    Membership.objects.filter(pk=member.pk).update(default_request=after)
    record_entry(by=by, did="listings.usual_request", what=member, at=at, before=before, after=after)
