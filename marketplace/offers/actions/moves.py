"""State moves through one table and one compare-and-set; losing a race is a refusal, not an overwrite."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.actions.allowing import Denied, check_act, hold_organisations
from accounts.actors import Actor
from accounts.models import Membership
from accounts.notices import close_notices
from accounts.roles import GRANTS
from listings.rights.actions.lock_listings import lock_listings
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Forbidden, Problem
from marketplace.kit.transitions import MovedOn
from marketplace.offers.models import Offer, Round
from marketplace.offers.policies import Dealing, around_deal, is_party, other_of, permission_of, side_of
from marketplace.offers.states import MOVES, ROUND_MOVES, OfferState, RoundState

ROUND_LIFE_DAYS = 7
OPEN_ROUND = "select * from offers_round where offer_id = %s and number = %s and state = %s"


class OfferMovedOn(MovedOn):
    code = "offer_moved_on"
    text = _("This deal has moved on since the page was opened: it is now “%(state)s”, version %(version)s.")
    hint = _("Look at what changed, then decide again.")

    def __init__(self, offer: Offer) -> None:
        newest = offer.rounds.order_by("-number").first()
        super().__init__(offer, version=newest.number if newest else 0)

    def detail(self) -> dict[str, Any]:
        return super().detail() | {"round": self.context["version"]}


class RoundExpired(Problem):
    code = "round_expired"
    text = _("The time to answer this version is over.")
    hint = _("Send a new offer to go on.")


class NotYourTurn(Problem):
    code = "not_your_turn"
    text = _("It is the other side's turn to answer.")


class NotYourMove(Problem):
    """Visible but not allowed: names who in the organisation can do it."""

    code = "role_not_allowed"
    status = 403
    text = _("Your role does not allow this. In your organisation these people can: %(people)s.")

    def __init__(self, by: Actor, about: Dealing) -> None:
        permission = permission_of(side_of(by, about))
        roles = [role for role, grants in GRANTS.items() if permission in grants]
        members = Membership.objects.filter(organisation=by.organisation, ended_at=None, roles__overlap=roles)
        names = [member.user.display_name for member in members.select_related("user")]
        super().__init__(people=", ".join(names) or "–")


def move_offer(offer: Offer, to: OfferState, *, at: datetime, reason: str = "") -> None:
    """Close the negotiation as `to`, unless somebody was faster (OfferMovedOn)."""
    MOVES.move(offer, to, OfferMovedOn, closed_at=at, closing_reason=reason)


def close_round(round_: Round, to: RoundState, *, at: datetime) -> None:
    """Close the open round as `to`, unless somebody was faster (OfferMovedOn)."""
    ROUND_MOVES.move(round_, to, lambda row: OfferMovedOn(row.offer), closed_at=at)
    close_notices(["offers.received", "offers.countered"], url=url_of(round_.offer.deal), at=at)


def must_be_allowed_in(about: Dealing, act: str, by: Actor, denied: Denied | None = None) -> None:
    """Ask the policy about an act in this deal. Both organisations and the listings stay as they are until the commit.

    Raises `denied` (else NotYourMove) for want of a role, NotAllowedNow.
    """
    if not is_party(by, about):
        raise Forbidden
    held = hold_organisations(by, other_of(by, about))
    around = around_deal(about, held.other, lock_listings(about.programmes), held.places)
    check_act(act, held.by, denied or partial(NotYourMove, about=about), side=side_of(by, about), around=around)


def answerable_round(offer: Offer, *, act: str, number: int, by: Actor, at: datetime) -> Round:
    """The open round `number`, if `by` may answer it now with `act`. Call it inside the answer's transaction.

    Raises NotYourMove, NotAllowedNow, OfferMovedOn (another round is open, or none), NotYourTurn, RoundExpired.
    """
    must_be_allowed_in(offer, act, by)
    if (round_ := find_open_round(offer, number)) is None:
        raise OfferMovedOn(offer)
    if round_.side == side_of(by, offer):
        raise NotYourTurn
    if round_.expires_at <= at:
        raise RoundExpired
    return round_


def find_open_round(offer: Offer, number: int) -> Round | None:
    """The round of this number, if it is the open one."""
    for round_ in Round.objects.raw(OPEN_ROUND, [offer.pk, number, RoundState.OPEN]):
        round_.offer = offer  # else it is read again
        return round_
    return None
