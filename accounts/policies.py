"""Who may do what with people and organisations. Predicates without side effects: pages ask them too."""

from accounts.actors import Actor, Staff
from accounts.models import Membership, Organisation
from accounts.roles import Permission, Role
from accounts.states import MOVES, OrganisationState

# What staff verified stays as it was verified: to change it, staff hand the organisation back.
LEGAL_FIELDS = frozenset(
    {"name_en", "name_local", "name_language", "territory", "registration_number", "tax_number", "address"}
)
OPEN_STATES = frozenset({OrganisationState.DRAFT, OrganisationState.RETURNED})


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
    return may_manage(actor) and OrganisationState.SUBMITTED in MOVES[OrganisationState(organisation.state)]


def may_leave(actor: Actor, member: Membership) -> bool:
    """Anybody may leave; an owner may remove others."""
    return member.user_id == actor.user.pk or may_manage(actor)


def owns(member: Membership) -> bool:
    """Is this member one of the owners?"""
    return Role.OWNER in member.roles


def may_judge(staff: Staff, organisation: Organisation) -> bool:
    """Staff decide about organisations to which they do not belong."""
    return not Membership.objects.filter(user=staff.user, organisation=organisation, ended_at=None).exists()


def may_confirm_suspension(staff: Staff, organisation: Organisation) -> bool:
    """Two people suspend: whoever proposed it cannot confirm it."""
    proposer = organisation.suspension_proposed_by_id
    return proposer is not None and proposer != staff.user.pk and may_judge(staff, organisation)
