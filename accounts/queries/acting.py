"""Who a job works for: the member who ordered it, as its roles are now."""

from accounts.actors import Actor
from accounts.models import Membership, Organisation, User


def find_actor(user: User, organisation: Organisation) -> Actor | None:
    """The user acting for the organisation; None when they are no member any more."""
    member = Membership.objects.filter(user=user, organisation=organisation, ended_at=None).first()
    return Actor(user, organisation, frozenset(member.roles)) if member else None
