"""Staff: hand the organisation back with what has to change, field by field."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.facts import FIELDS
from accounts.actions.moves import move_organisation, must_be_staff, must_judge
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.models import Organisation
from accounts.notices import draft_for_members
from accounts.roles import Permission
from accounts.states import OrganisationState
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Invalid

GENERAL = "general"
PAGES = frozenset({*FIELDS, "documents", GENERAL})


def return_organisation(*, organisation: Organisation, reasons: dict[str, str], by: Staff, at: datetime) -> None:
    """Return it with `reasons`: field (or "documents", "general") -> what staff ask for; they become the message.

    Also opens a verified organisation again whose facts changed. Raises OwnOrganisation, Invalid (no reason, unknown
    place), OrganisationMovedOn.
    """
    must_be_staff("return_organisation", by)
    must_judge(by, organisation)
    given = {place: reason.strip() for place, reason in reasons.items() if reason.strip()}
    if not given or not given.keys() <= PAGES:
        raise Invalid({GENERAL: [_("Say what has to change: a reason at one field or a general one.")]})
    with transaction.atomic():
        before = {"state": organisation.state}
        move_organisation(organisation, OrganisationState.RETURNED, returned_reasons=given)
        after = {"state": organisation.state, "reasons": given}
        told = draft_for_members(
            organisation,
            "accounts.returned",
            url=url_of(organisation),
            may=Permission.MANAGE,
            name=organisation.name_en,
            reasons=" ".join(given.values()),
        )
        record_entry(
            by=by, did="accounts.return_organisation", what=organisation, at=at, before=before, after=after, tell=[told]
        )
