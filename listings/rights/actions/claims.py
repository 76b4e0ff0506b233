"""Contested rights: what two organisations hold of one work is decided by staff, with both sides' evidence before them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import must_be_staff, must_judge
from accounts.actors import Actor, Staff
from accounts.audit import record_entry
from accounts.roles import Permission
from listings.models import RightIn, RightsClaim
from listings.policies import may_edit
from listings.programmes.actions.draft_notices import draft_for_seller
from listings.programmes.actions.save_programme import MayNotList
from listings.rights.actions.change_rights import guarded
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.problems import Invalid, Problem

MAX_NOTE_LENGTH = 2000
DECISIONS = (RightsClaim.Outcome.EARLIER, RightsClaim.Outcome.LATER, RightsClaim.Outcome.BOTH)


class ClaimMovedOn(Problem):
    code = "claim_moved_on"
    text = _("This claim is closed already: somebody was faster.")


@transaction.atomic
def add_evidence(*, claim: RightsClaim, note: str, by: Actor, at: datetime) -> None:
    """One side says what its right rests on; documents hang at the rights themselves. Raises MayNotList, Invalid,
    ClaimMovedOn."""
    side = next((name for name in ("later", "earlier") if may_edit(by, getattr(claim, f"{name}_listing"))), None)
    if side is None:
        raise MayNotList(by)
    said = note.replace("\x00", "").strip()
    if not 0 < len(said) <= MAX_NOTE_LENGTH:
        raise Invalid(
            {
                "note": [
                    gettext("Say what the right rests on, in up to %(most)s characters.") % {"most": MAX_NOTE_LENGTH}
                ]
            }
        )
    if not RightsClaim.objects.filter(pk=claim.pk, outcome="").update(**{f"{side}_note": said}):
        raise ClaimMovedOn
    record_entry(by=by, did="listings.claim_evidence", what=claim, at=at, after={"side": side, "note": said})


def decide_claim(*, claim: RightsClaim, outcome: str, reason: str, by: Staff, at: datetime) -> None:
    """Staff decide whose record is right; what the wrong one holds covers no sale any more.

    Raises Invalid, OwnOrganisation, ClaimMovedOn, LicenceRests when a licence rests on what would fall.
    """
    must_be_staff("decide_claim", by)
    errors = {}
    if outcome not in DECISIONS:
        errors["outcome"] = [gettext("Choose one.")]
    if not reason.strip():
        errors["reason"] = [gettext("Say why: both sides read it.")]
    if errors:
        raise Invalid(errors)
    sides = (claim.later_listing, claim.earlier_listing)
    must_judge(by, *(listing.organisation for listing in sides))
    with guarded("claim decided", by=by, at=at):
        changes = {
            "outcome": outcome,
            "reason": reason.strip()[:MAX_NOTE_LENGTH],
            "decided_by": by.user,
            "closed_at": at,
        }
        if not RightsClaim.objects.filter(pk=claim.pk, outcome="").update(**changes):
            raise ClaimMovedOn
        said = reason.strip()
        told = [
            draft_for_seller(listing, "listings.claim_decided", "rights", may=Permission.LIST, reason=said)
            for listing in sides
        ]
        after = {"outcome": outcome, "reason": said}
        record_entry(by=by, did="listings.decide_claim", what=claim, at=at, after=after, tell=told)
        for listing in sides:
            enqueue_task("listings.tell_waiting", programme=listing.pk)


def rights_of(claim: RightsClaim) -> tuple[RightIn | None, RightIn | None]:
    """The later and the earlier right, where they are still there."""
    rows = RightIn.objects.select_related("programme__organisation").in_bulk([claim.later, claim.earlier])
    return rows.get(claim.later), rows.get(claim.earlier)
