"""An organisation's state moves through one table and one compare-and-set; losing a race is a refusal."""

from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor, Staff
from accounts.acts import ACTS
from accounts.models import Organisation, User
from accounts.policies import may_judge, shows_factor, staff_allows
from accounts.queries import who_may
from accounts.roles import STAFF_GRANTS, Permission
from accounts.states import MOVES, OrganisationState
from marketplace.kit.problems import Problem
from marketplace.kit.transitions import MovedOn


class OrganisationMovedOn(MovedOn):
    code = "organisation_moved_on"
    text = _("The organisation has moved on since the page was opened: it is now “%(state)s”.")
    hint = _("Look at what changed, then decide again.")


class MayNotManage(Problem):
    """Visible but not allowed: names who in the organisation can do it."""

    code = "role_not_allowed"
    status = 403
    text = _("Only an owner does this. In your organisation: %(people)s.")

    def __init__(self, by: Actor) -> None:
        people = [user.display_name for user in who_may(by.organisation, Permission.MANAGE)]
        super().__init__(people=", ".join(people) or "–")


class OwnOrganisation(Problem):
    code = "own_organisation"
    status = 403
    text = _("You belong to this organisation: somebody else of the staff decides about it.")


class FactorNeeded(Problem):
    """Signing, paying and making tokens are for people whose second factor was shown in the last 15 minutes."""

    code = "second_factor_needed"
    status = 403
    text = _("This asks for your second step: a code of your authenticator app, or your passkey.")
    hint = _("Show it, or set it up under Settings, “Signing in”; it takes less than a minute.")


def must_show_factor(by: Actor) -> None:
    """Raise FactorNeeded unless the actor has shown a second factor lately."""
    if not shows_factor(by):
        raise FactorNeeded


def must_manage(act: str, by: Actor) -> None:
    """Raise MayNotManage unless the actor manages the organisation, NotAllowedNow when `act` has to wait."""
    must_be_allowed(act, by, MayNotManage)


class NotYourStaffRole(Problem):
    """Names who on the staff can do it."""

    code = "staff_role_not_allowed"
    status = 403
    text = _("Your role on the staff does not allow this. These colleagues can: %(people)s.")

    def __init__(self, act: str) -> None:
        roles = [role for role, grants in STAFF_GRANTS.items() if ACTS[act].staff in grants]
        people = User.objects.filter(is_staff=True, is_active=True, staff_roles__overlap=roles).order_by("pk")
        super().__init__(people=", ".join(person.display_name for person in people) or "–")


def must_be_staff(act: str, by: Staff) -> None:
    """Raise NotYourStaffRole unless the person is on the staff now, with a role that allows `act`."""
    person = User.objects.filter(pk=by.user.pk).first()
    if person is None or not staff_allows(act, replace(by, user=person)):
        raise NotYourStaffRole(act)


def must_judge(by: Staff, *organisations: Organisation | None) -> None:
    """Raise OwnOrganisation when the member of staff belongs to one of the organisations that the act is about."""
    if not may_judge(by, *organisations):
        raise OwnOrganisation


def move_organisation(
    organisation: Organisation,
    to: OrganisationState,
    *,
    sources: frozenset[OrganisationState] | None = None,
    **changes: Any,
) -> None:
    """Move to the state `to` with `changes`, unless somebody was faster (OrganisationMovedOn).

    `sources` narrows the states from which MOVES allows it.
    """
    where = Q() if sources is None else Q(state__in=sources)
    MOVES.move(organisation, to, OrganisationMovedOn, where, **changes)
