"""Who may do what now. The table of acts (`accounts.acts`) says it; here it is asked. Predicates without side effects:
pages ask them before they draw a button, actions inside their transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.actors import Actor, Staff
from accounts.acts import ACTS, PUBLISHED
from accounts.belonging import Place, find_places
from accounts.models import Membership, Organisation
from accounts.refusals import (
    BothSides,
    ListingStopped,
    NotAllowedNow,
    OrganisationNotVerified,
    OrganisationSuspended,
    OtherSideStopped,
)
from accounts.roles import Permission, Role
from accounts.states import MOVES, OrganisationState

# What staff verified stays as it was verified: to change it, staff hand the organisation back.
LEGAL_FIELDS = frozenset(
    {"name_en", "name_local", "name_language", "territory", "registration_number", "tax_number", "address"}
)
OPEN_STATES = frozenset({OrganisationState.DRAFT, OrganisationState.RETURNED})


@dataclass(frozen=True)
class Around:
    """What an act towards another organisation depends on beside the actor: that organisation, the listing it is about
    (title and state), and since when they deal with each other (None: not yet). `places` are the actor's in that
    organisation, where they have been read."""

    other: Organisation
    title: str = ""
    listing: str = PUBLISHED
    since: datetime | None = None
    places: Sequence[Place] | None = None


def role_allows(act: str, by: Actor, side: str = "") -> bool:
    """Do the actor's roles (and a token's scopes) allow this act on this side of a deal?"""
    needs = ACTS[act].needs.get(side)
    return bool(by.roles) and needs is not None and (not needs or any(by.can(permission) for permission in needs))


def find_refusal(act: str, by: Actor, around: Around | None = None) -> NotAllowedNow | None:
    """Why this act is not allowed now, whatever the role; None when it is. States are those of the objects given."""
    rule = ACTS[act]
    if by.organisation.state not in rule.own:
        suspended = by.organisation.state == OrganisationState.SUSPENDED
        return OrganisationSuspended() if suspended else OrganisationNotVerified()
    return refusal_around(act, by, around) if around else None


def refusal_around(act: str, by: Actor, around: Around) -> NotAllowedNow | None:
    """Why not, for what lies outside the actor's organisation."""
    rule = ACTS[act]
    if rule.one_side and belonged_to(by, around.other, around.since, around.places):
        return BothSides(other=around.other.name_en)
    if around.other.state not in rule.other:
        return OtherSideStopped(name=around.other.name_en)
    if rule.listing and around.listing != PUBLISHED:
        return ListingStopped(title=around.title)
    return None


def is_allowed(act: str, by: Actor, side: str = "", around: Around | None = None) -> bool:
    """Is this act allowed now, by role and by circumstances?"""
    return role_allows(act, by, side) and find_refusal(act, by, around) is None


def belonged_to(
    by: Actor | Staff,
    organisation: Organisation,
    since: datetime | None = None,
    places: Sequence[Place] | None = None,
) -> bool:
    """Is the person a member of the organisation, or was one after `since`? Who left has seen that side's hand."""
    known = find_places(by.user, [organisation.pk]) if places is None else places
    return any(place.organisation == organisation.pk and place.stood_after(since) for place in known)


def may_manage(actor: Actor) -> bool:
    """An owner manages the organisation and its team; an API token never does."""
    return actor.can(Permission.MANAGE)


def shows_factor(actor: Actor) -> bool:
    """Has this person shown a second factor lately? For an API token it was shown when the token was made."""
    return actor.scopes is not None or bool(actor.factor)


def legal_facts_open(organisation: Organisation) -> bool:
    """May the legal facts and documents be changed: is nobody checking them, and were they not verified?"""
    return organisation.state in OPEN_STATES


def may_submit(actor: Actor, organisation: Organisation) -> bool:
    """May this member send the organisation for verification now?"""
    return may_manage(actor) and MOVES.allows(organisation.state, OrganisationState.SUBMITTED)


def may_leave(actor: Actor, member: Membership) -> bool:
    """Anybody may leave; an owner may remove others."""
    return member.user_id == actor.user.pk or may_manage(actor)


def is_owner(member: Membership) -> bool:
    """Is this member one of the owners?"""
    return Role.OWNER in member.roles


def staff_allows(act: str, staff: Staff) -> bool:
    """Does one of this person's roles on the staff allow the act?"""
    needed = ACTS[act].staff
    return needed is not None and staff.user.is_staff and staff.user.is_active and staff.can(needed)


def may_judge(staff: Staff, *organisations: Organisation | None) -> bool:
    """Staff decide nothing about organisations to which they belong. None stands for nobody."""
    concerned = [organisation for organisation in organisations if organisation is not None]
    return not Membership.objects.filter(user=staff.user, organisation__in=concerned, ended_at=None).exists()
