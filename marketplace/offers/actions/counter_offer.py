"""Answer with other terms."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record_entry
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.problems import Problem
from marketplace.offers.actions.draft_notices import draft_for_other_side
from marketplace.offers.actions.moves import OfferMovedOn, answerable_round, close_round
from marketplace.offers.actions.submit_offer import NotFree, add_round
from marketplace.offers.models import Offer, Round
from marketplace.offers.payable import refuse_unpayable
from marketplace.offers.policies import permission_of, side_of
from marketplace.offers.queries import conflicts
from marketplace.offers.states import RoundState, Side
from marketplace.offers.terms import Terms


class NothingChanged(Problem):
    code = "nothing_changed"
    text = _("These are the terms that lie on the table.")
    hint = _("Change a term to counter, or accept them.")


def counter_offer(*, offer: Offer, number: int, terms: Terms, message: str, by: Actor, at: datetime) -> Round:
    """Replace round `number`, which the other side made, by a new round with other terms.

    Raises what `answerable_round` raises, NothingChanged, FeeNotPayable, NotFree.
    """
    try:
        with transaction.atomic():
            round_ = answerable_round(offer, act="counter_offer", number=number, by=by, at=at)
            if terms == Terms.from_json(round_.terms):
                raise NothingChanged
            refuse_unpayable(terms)
            if taken := conflicts(terms, offer.listings, at=at):
                raise NotFree(taken)
            return replace_round(round_, terms, message, by, at)
    except IntegrityError as error:
        if violated_constraint(error) in {"rounds_are_numbered", "one_open_round_per_offer"}:
            raise OfferMovedOn(offer) from error
        raise


def replace_round(round_: Round, terms: Terms, message: str, by: Actor, at: datetime) -> Round:
    """Close the round as countered and open the next."""
    offer, side = round_.offer, side_of(by, round_.offer)
    close_round(round_, RoundState.COUNTERED, at=at)
    new = add_round(offer, round_.number + 1, side, terms, message, by, at)
    may = permission_of(Side.SELLER if side == Side.BUYER else Side.BUYER)
    told = draft_for_other_side(offer, by, "offers.countered", may=may, version=new.number, deal=offer.public_id)
    before, after = round_.terms, terms.to_json()
    record_entry(by=by, did="offers.counter", what=offer, at=at, before=before, after=after, tell=[told])
    return new
