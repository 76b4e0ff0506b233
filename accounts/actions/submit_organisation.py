"""Send the organisation to staff for verification."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import move_organisation, must_manage
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import Organisation
from accounts.queries import missing_facts
from accounts.states import OrganisationState
from marketplace.kit.problems import Invalid


class NotComplete(Invalid):
    """Something that staff need is missing; `errors` names the fields."""

    code = "not_complete"
    text = _("Some things are still needed before you can send it.")


def submit_organisation(*, organisation: Organisation, by: Actor, at: datetime) -> None:
    """Send it for verification, complete, from draft or returned.

    Raises MayNotManage, NotComplete with the fields, OrganisationMovedOn.
    """
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        must_manage("submit_organisation", by)
        missing = missing_facts(locked)
        if missing:
            raise NotComplete(missing)
        before = {"state": locked.state, "returned_reasons": locked.returned_reasons}
        move_organisation(locked, OrganisationState.SUBMITTED, submitted_at=at, returned_reasons={})
        record_entry(
            by=by, did="accounts.submit_organisation", what=locked, at=at, before=before, after={"state": locked.state}
        )
    organisation.refresh_from_db()
