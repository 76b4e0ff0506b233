"""From draft to published: the seller submits, staff decide with reasons that become the message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions.moves import must_be_staff, must_judge
from accounts.actors import Actor, Staff
from accounts.audit import record_entry
from accounts.notices import NoticeDraft
from accounts.roles import Permission
from listings.models import Programme, Review, Work
from listings.programmes.actions.change_facts import close_revision, lock_listing
from listings.programmes.actions.draft_notices import draft_for_seller
from listings.programmes.actions.match_works import match_works
from listings.programmes.actions.save_programme import AlreadyListed, must_edit
from listings.programmes.queries.facts import mark_of, open_revision
from listings.programmes.queries.same_work import other_listing
from listings.rights.actions.hold_rights import RightsContested
from listings.states import MOVES, ListingState
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.transitions import MovedOn

DECISIONS = {ListingState.PUBLISHED: "listings.published", ListingState.RETURNED: "listings.returned"}


class ListingMovedOn(MovedOn):
    code = "listing_moved_on"
    text = gettext_lazy("This listing is “%(state)s” now: somebody was faster.")


class ListingChanged(Problem):
    code = "listing_changed"
    text = gettext_lazy("The seller changed this listing after you opened it. Look at it again, then decide.")


class StillContested(RightsContested):
    text = gettext_lazy("Another organisation holds some of these rights too, or says so. Our staff decide that first.")
    hint = gettext_lazy("Add your evidence to the record in the rights ledger, or take the record back.")


def check_uncontested(programme: Programme) -> None:
    """Raises StillContested while staff have not decided who holds some of the listing's rights. (A trigger as well.)"""
    if programme.rights_in.filter(contested=True).exists():
        raise StillContested


def move_listing(programme: Programme, to: ListingState, **changes: Any) -> None:
    """Set the state and `changes`, unless somebody was faster (ListingMovedOn)."""
    MOVES.move(programme, to, ListingMovedOn, **changes)


def find_missing(programme: Programme) -> dict[str, list[str]]:
    """What a listing still lacks before it can be reviewed: field -> messages."""
    lacks = {
        "original_title": not programme.original_title,
        "original_language": not programme.original_language,
        "production_territories": not programme.production_territories,
        "year": programme.year is None,
        "minutes": programme.minutes is None,
        "genres": not programme.genres,
        "synopsis": not any(t.synopsis or t.logline for t in programme.texts.all()),
        "rights": not programme.rights_in.exists(),
    }
    return {field: [_("Still needed.")] for field, lacking in lacks.items() if lacking}


@transaction.atomic
def submit_for_review(*, programme: Programme, by: Actor, at: datetime) -> Review:
    """Send a draft or returned listing to staff. Raises MayNotList, NotAllowedNow, Invalid, AlreadyListed,
    RightsContested, ListingMovedOn."""
    must_edit("submit_for_review", programme, by)
    if lacks := find_missing(programme):
        raise Invalid(lacks)
    if other := other_listing(programme):
        raise AlreadyListed(other)
    match_works(programmes=[programme.pk], by=by, at=at)
    check_uncontested(programme)
    move_listing(programme, ListingState.IN_REVIEW, changed_at=at)
    review = Review.objects.create(programme=programme, submitted_by=by.user, submitted_at=at)
    record_entry(by=by, did="listings.submit", what=programme, at=at)
    return review


@transaction.atomic
def approve_listing(*, programme: Programme, by: Staff, at: datetime, seen: str = "") -> None:
    """Publish what is in review; `seen` is the mark (`listings.programmes.queries.facts.mark_of`) of what was looked at, where a page
    showed it. Raises OwnOrganisation, RightsContested, ListingChanged, ListingMovedOn."""
    must_be_staff("approve_listing", by)
    must_judge(by, programme.organisation)
    lock_listing(programme)
    if seen and seen != mark_of(programme):
        raise ListingChanged
    Work.objects.select_for_update(no_key=True).get(pk=programme.work.root_id)  # no claim is opened meanwhile
    check_uncontested(programme)
    first = {} if programme.published_at else {"published_at": at}
    told = draft_for_seller(programme, "listings.published")
    close_review(programme, ListingState.PUBLISHED, {}, "", by, at, told, **first)


@transaction.atomic
def return_listing(*, programme: Programme, reasons: Mapping[str, str], message: str, by: Staff, at: datetime) -> None:
    """Send it back with reasons at the fields they concern. Raises OwnOrganisation, Invalid without any, ListingMovedOn."""
    must_be_staff("return_listing", by)
    must_judge(by, programme.organisation)
    said = {field: why.strip() for field, why in reasons.items() if why.strip()}
    if not said and not message.strip():
        raise Invalid({"message": [_("Say what to change: the seller reads it.")]})
    told = draft_for_seller(programme, "listings.returned", "basics", may=Permission.LIST)
    close_review(programme, ListingState.RETURNED, said, message.strip(), by, at, told)


@transaction.atomic
def take_down(*, programme: Programme, message: str, by: Staff, at: datetime) -> None:
    """Take a published listing out of the catalogue; its deals stand still, licences that were sold stand. Changes of it
    that wait are off: the seller edits the listing itself before it sends it again.

    Raises OwnOrganisation, Invalid, ListingMovedOn.
    """
    must_be_staff("take_down", by)
    must_judge(by, programme.organisation)
    if not message.strip():
        raise Invalid({"message": [_("Say why: the seller reads it.")]})
    lock_listing(programme)
    move_listing(programme, ListingState.TAKEN_DOWN, changed_at=at)
    close_revision(open_revision(programme), by=by, at=at)
    said = message.strip()
    told = draft_for_seller(programme, "listings.taken_down", "basics", reason=said)
    record_entry(by=by, did="listings.take_down", what=programme, at=at, after={"message": said}, tell=[told])


def close_review(
    programme: Programme,
    to: ListingState,
    reasons: dict[str, str],
    message: str,
    by: Staff,
    at: datetime,
    told: NoticeDraft,
    **changes: Any,
) -> None:
    """Close the open review with a decision, of which the seller is told. First the decision: the database lets a listing be published because of it."""
    Review.objects.filter(programme=programme, decided_at=None).update(
        decided_by=by.user, decided_at=at, approved=to == ListingState.PUBLISHED, reasons=reasons, message=message
    )
    move_listing(programme, to, changed_at=at, **changes)
    after = {"reasons": reasons, "message": message}
    record_entry(by=by, did=DECISIONS[to], what=programme, at=at, after=after, tell=[told])
