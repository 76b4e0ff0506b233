"""Staff: stop an organisation from trading. One proposes with the reason, another confirms."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions.moves import OrganisationMovedOn, move_organisation, must_be_staff, must_judge
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.models import Organisation
from accounts.notices import draft_for_members, draft_for_staff
from accounts.states import OrganisationState
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Invalid, Problem

NOTHING: dict[str, Any] = {
    "suspension_reason": "",
    "suspension_proposed_by": None,
    "suspension_proposed_at": None,
    "suspended_at": None,
    "suspended_by": None,
}


class SuspensionTakesTwo(Problem):
    code = "suspension_takes_two"
    status = 403
    text = gettext_lazy("You proposed this suspension; a colleague has to confirm it.")


class NotProposed(Problem):
    code = "suspension_not_proposed"
    text = gettext_lazy("No suspension is proposed for this organisation now.")


def propose_suspension(*, organisation: Organisation, reason: str, by: Staff, at: datetime) -> None:
    """First of two steps: `reason` becomes the message to the organisation once a colleague confirms.

    Raises OwnOrganisation, Invalid (no reason), OrganisationMovedOn (not verified, or proposed already).
    """
    must_be_staff("propose_suspension", by)
    must_judge(by, organisation)
    if not reason.strip():
        raise Invalid({"reason": [_("Give the reason: it becomes the message to the organisation.")]})
    with transaction.atomic():
        rows = Organisation.objects.filter(
            pk=organisation.pk, state=OrganisationState.VERIFIED, suspension_proposed_by=None
        )
        if not rows.update(suspension_reason=reason.strip(), suspension_proposed_by=by.user, suspension_proposed_at=at):
            raise OrganisationMovedOn(organisation)
        said = {"reason": reason.strip()}
        told = draft_for_staff(
            "accounts.suspension_proposed",
            url=url_of(organisation, "staff"),
            but=by.user,
            name=organisation.name_en,
            proposer=by.user.display_name,
            **said,
        )
        record_entry(by=by, did="accounts.propose_suspension", what=organisation, at=at, after=said, tell=[told])
    organisation.refresh_from_db()


def suspend_organisation(*, organisation: Organisation, by: Staff, at: datetime) -> None:
    """Second of two steps, by another person. The members are told the reason.

    Raises OwnOrganisation, NotProposed, SuspensionTakesTwo, OrganisationMovedOn.
    """
    must_be_staff("suspend_organisation", by)
    must_judge(by, organisation)
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if locked.suspension_proposed_by_id is None:
            raise NotProposed
        if locked.suspension_proposed_by_id == by.user.pk:
            raise SuspensionTakesTwo
        before = {"state": locked.state}
        move_organisation(locked, OrganisationState.SUSPENDED, suspended_at=at, suspended_by=by.user)
        after = {
            "state": locked.state,
            "reason": locked.suspension_reason,
            "proposed_by": locked.suspension_proposed_by_id,
        }
        told = draft_for_members(
            locked, "accounts.suspended", url=url_of(locked), name=locked.name_en, reason=locked.suspension_reason
        )
        record_entry(
            by=by, did="accounts.suspend_organisation", what=locked, at=at, before=before, after=after, tell=[told]
        )
    organisation.refresh_from_db()


def drop_suspension(*, organisation: Organisation, by: Staff, at: datetime) -> None:
    """Take the proposal back; nobody outside the staff learns of it. Raises OwnOrganisation, NotProposed."""
    must_be_staff("drop_suspension", by)
    must_judge(by, organisation)
    with transaction.atomic():
        rows = Organisation.objects.filter(pk=organisation.pk, state=OrganisationState.VERIFIED)
        before = {"reason": organisation.suspension_reason}
        if not rows.exclude(suspension_proposed_by=None).update(**NOTHING):
            raise NotProposed
        record_entry(by=by, did="accounts.drop_suspension", what=organisation, at=at, before=before)
    organisation.refresh_from_db()


def reinstate_organisation(*, organisation: Organisation, reason: str, by: Staff, at: datetime) -> None:
    """Let a suspended organisation trade again. Raises OwnOrganisation, Invalid (no reason), OrganisationMovedOn."""
    must_be_staff("reinstate_organisation", by)
    must_judge(by, organisation)
    if not reason.strip():
        raise Invalid({"reason": [_("Give the reason: it becomes the message to the organisation.")]})
    with transaction.atomic():
        before = {"state": organisation.state, "reason": organisation.suspension_reason}
        sources = frozenset({OrganisationState.SUSPENDED})
        move_organisation(organisation, OrganisationState.VERIFIED, sources=sources, **NOTHING)
        after = {"state": organisation.state, "reason": reason.strip()}
        told = draft_for_members(
            organisation,
            "accounts.reinstated",
            url=url_of(organisation),
            name=organisation.name_en,
            reason=reason.strip(),
        )
        record_entry(
            by=by,
            did="accounts.reinstate_organisation",
            what=organisation,
            at=at,
            before=before,
            after=after,
            tell=[told],
        )
