"""Staff: the organisation is what it says."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import move_organisation, must_be_staff, must_judge
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.models import Organisation
from accounts.notices import draft_for_members
from accounts.states import OrganisationState
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Problem


class RegistrationTaken(Problem):
    """Another verified organisation has this registration number in this territory."""

    code = "registration_taken"
    text = _("Another verified organisation has the registration number %(number)s in %(territory)s.")
    hint = _("Return this one with the reason, or compare the two first.")


def verify_organisation(*, organisation: Organisation, by: Staff, at: datetime, note: str = "") -> None:
    """Verify what was submitted. `note` stays with staff, in the audit trail.

    Raises OwnOrganisation, OrganisationMovedOn, RegistrationTaken.
    """
    must_be_staff("verify_organisation", by)
    must_judge(by, organisation)
    try:
        with transaction.atomic():
            before = {"state": organisation.state}
            move_organisation(
                organisation,
                OrganisationState.VERIFIED,
                sources=frozenset({OrganisationState.SUBMITTED}),
                verified_at=at,
                verified_by=by.user,
                returned_reasons={},
            )
            after = {"state": organisation.state, "note": note}
            told = draft_for_members(
                organisation, "accounts.verified", url=url_of(organisation), name=organisation.name_en
            )
            record_entry(
                by=by,
                did="accounts.verify_organisation",
                what=organisation,
                at=at,
                before=before,
                after=after,
                tell=[told],
            )
    except IntegrityError as error:
        if violated_constraint(error) != "one_verified_organisation_per_registration":
            raise
        number, territory = organisation.registration_number, organisation.territory
        raise RegistrationTaken(number=number, territory=territory) from error
