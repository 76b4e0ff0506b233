"""The line of stages of a deal, from the offer to the active licence, and why it stands still."""

from dataclasses import dataclass

from accounts.refusals import NotAllowedNow
from marketplace.kit.slices import entries_of
from marketplace.offers.policies import standstill_of
from marketplace.offers.states import OfferState
from marketplace.offers.web.deal_entries import DealStage, DealView


@dataclass(frozen=True)
class Stage:
    """One stage as it is shown: done, now, blocked, or "" (to come)."""

    name: str
    state: str


def list_stages(deal: DealView) -> list[Stage]:
    """The line of stages. A deal that ended early is blocked where it stopped."""
    reached, here = find_reached(deal), "blocked" if has_ended(deal) else "now"
    return [Stage(str(one.label), find_state(one, reached, here, deal)) for one in entries_of(DealStage)]


def find_reached(deal: DealView) -> DealStage | None:
    """The stage in which the deal stands; None at the end."""
    return next((one for one in entries_of(DealStage) if not (one.beside or one.is_done(deal))), None)


def name_standing(deal: DealView) -> str:
    """Where the deal stands, in a word or two: its offer's state until it is accepted, its stage from then on."""
    if deal.offer.state != OfferState.ACCEPTED:
        return deal.offer.get_state_display()
    last = max((one for one in entries_of(DealStage) if not one.beside), key=lambda one: one.order)
    return str((find_reached(deal) or last).label)


def find_state(stage: DealStage, reached: DealStage | None, here: str, deal: DealView) -> str:
    """The state of one stage in a deal that stands `here` at the stage it has reached (None: at the end)."""
    if stage.beside:
        return "done" if stage.is_done(deal) else "now" if reached is None else ""
    if stage is reached:
        return here
    return "done" if reached is None or stage.order < reached.order else ""


def has_ended(deal: DealView) -> bool:
    """Has the deal come to its end without a licence?"""
    return any(one.has_ended(deal) for one in entries_of(DealStage))


def find_standstill(deal: DealView) -> NotAllowedNow | None:
    """Why the deal stands still, if it does: what would come next is asked. Nothing comes next in one that has ended."""
    if has_ended(deal):
        return None
    reached = find_reached(deal)
    acts = [one.act for one in entries_of(DealStage) if one.act and (reached is None or one.order <= reached.order)]
    return standstill_of(acts[-1], deal.actor, deal.offer) if acts else None
