"""Changes to a published listing: its seller takes them back, staff accept or return them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import OwnOrganisation, must_be_staff, must_judge
from accounts.actors import Actor, Staff
from accounts.audit import record_entry
from accounts.roles import Permission
from listings.models import ListingRevision, Programme
from listings.programmes.actions.change_facts import close_revision, lock_listing, write_facts
from listings.programmes.actions.draft_notices import draft_for_seller
from listings.programmes.actions.save_programme import must_edit
from listings.states import REVISION_MOVES, RevisionState
from marketplace.kit.problems import Invalid
from marketplace.kit.transitions import MovedOn


class RevisionMovedOn(MovedOn):
    code = "revision_moved_on"
    text = _("These changes are not what you saw: the seller went on with them, or somebody decided them.")
    hint = _("Look at them as they are now.")


@transaction.atomic
def withdraw_revision(*, revision: ListingRevision, by: Actor, at: datetime) -> None:
    """The seller takes its changes back; the reviewed listing stays. Raises MayNotList, RevisionMovedOn."""
    must_edit("withdraw_revision", revision.programme, by)
    lock_listing(revision.programme)
    revision.refresh_from_db()
    if not REVISION_MOVES.allows(revision.state, RevisionState.WITHDRAWN):
        raise RevisionMovedOn(revision)
    close_revision(revision, by=by, at=at)
    outdate_pages(revision.programme, at)
    revision.refresh_from_db()


@transaction.atomic
def accept_revision(*, revision: ListingRevision, number: int, by: Staff, at: datetime) -> None:
    """What was proposed is live. `number` is the one of the changes that were looked at.

    Raises OwnOrganisation, RevisionMovedOn.
    """
    must_be_staff("accept_revision", by)
    programme = revision.programme
    must_review(revision, by)
    lock_listing(programme)
    # First the decision, then the facts: the database lets them change because of it.
    decide_revision(revision, RevisionState.ACCEPTED, number, by, at)
    write_facts(programme, revision.proposed, by=by, at=at)
    outdate_pages(programme, at)
    record_entry(
        by=by,
        did="listings.accept_changes",
        what=programme,
        at=at,
        before=revision.before,
        after=revision.proposed,
        tell=[draft_for_seller(programme, "listings.changes_accepted", may=Permission.LIST)],
    )


@transaction.atomic
def return_revision(
    *, revision: ListingRevision, number: int, reasons: Mapping[str, str], message: str, by: Staff, at: datetime
) -> None:
    """Send the changes back with reasons at their fields; the reviewed listing stays.

    Raises OwnOrganisation, Invalid without any reason, RevisionMovedOn.
    """
    must_be_staff("return_revision", by)
    programme = revision.programme
    must_review(revision, by)
    said = {name: why.strip() for name, why in reasons.items() if why.strip() and name in revision.proposed}
    message = message.strip()[:2000]
    if not said and not message:
        raise Invalid({"message": [gettext("Say what to change: the seller reads it.")]})
    lock_listing(programme)
    decide_revision(revision, RevisionState.RETURNED, number, by, at, reasons=said, message=message)
    after = {"reasons": said, "message": message}
    reason = " ".join([message, *said.values()]).strip()
    told = draft_for_seller(programme, "listings.changes_returned", "basics", may=Permission.LIST, reason=reason)
    record_entry(by=by, did="listings.return_changes", what=programme, at=at, after=after, tell=[told])


def must_review(revision: ListingRevision, by: Staff) -> None:
    """Raise OwnOrganisation for who belongs to the seller, and for who wrote the changes while belonging to it."""
    must_judge(by, revision.programme.organisation)
    if revision.author_id == by.user.pk:
        raise OwnOrganisation


def outdate_pages(programme: Programme, at: datetime) -> None:
    """A colleague's open page says otherwise now: it may not bring back what is over."""
    Programme.objects.filter(pk=programme.pk).update(revision=F("revision") + 1, changed_at=at)


def decide_revision(
    revision: ListingRevision, to: RevisionState, number: int, by: Staff, at: datetime, **changes: Any
) -> None:
    """Decide about the changes with this number, unless they moved on (RevisionMovedOn)."""
    REVISION_MOVES.move(revision, to, RevisionMovedOn, Q(number=number), decided_by=by.user, decided_at=at, **changes)
