"""The line of stages of a deal, from the offer to the active licence."""

from dataclasses import dataclass

from marketplace.contracts.models import Contract
from marketplace.contracts.policies import is_granted
from marketplace.contracts.states import ContractState, MaterialState
from marketplace.kit.slices import entries_of
from marketplace.offers.models import Offer
from marketplace.offers.states import OfferState
from marketplace.room.places import DealStage

DEAD = {OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.EXPIRED}


@dataclass(frozen=True)
class Stage:
    """One stage as it is shown: done, now, blocked, or "" (to come)."""

    name: str
    state: str


def list_stages(offer: Offer, contract: Contract | None) -> list[Stage]:
    """The line of stages. A deal that ended early is blocked where it stopped."""
    entries = entries_of(DealStage)
    reached = next((one for one in entries if not (one.beside or one.is_done(offer, contract))), None)
    here = "blocked" if has_ended(offer, contract) else "now"
    return [Stage(str(one.label), find_state(one, reached, here, offer, contract)) for one in entries]


def find_state(stage: DealStage, reached: DealStage | None, here: str, offer: Offer, contract: Contract | None) -> str:
    """The state of one stage in a deal that stands `here` at the stage it has reached (None: at the end)."""
    if stage.beside:
        return "done" if stage.is_done(offer, contract) else "now" if reached is None else ""
    if stage is reached:
        return here
    return "done" if reached is None or stage.order < reached.order else ""


def has_ended(offer: Offer, contract: Contract | None) -> bool:
    """Has the deal come to its end without a licence?"""
    return offer.state in DEAD or (contract is not None and contract.state == ContractState.LAPSED)


def is_made(offer: Offer, contract: Contract | None) -> bool:
    return True


def is_agreed(offer: Offer, contract: Contract | None) -> bool:
    return contract is not None and offer.state not in DEAD


def is_drawn_up(offer: Offer, contract: Contract | None) -> bool:
    return contract is not None and contract.state != ContractState.DRAWING_UP


def is_signed(offer: Offer, contract: Contract | None) -> bool:
    return contract is not None and is_granted(contract)


def is_active(offer: Offer, contract: Contract | None) -> bool:
    return contract is not None and contract.state == ContractState.ACTIVE


def is_delivered(offer: Offer, contract: Contract | None) -> bool:
    """Are all listed materials accepted? They are delivered beside the payment, once the licence is granted."""
    if contract is None or not is_granted(contract):
        return False
    states = set(contract.materials.values_list("state", flat=True))
    return states == {MaterialState.ACCEPTED}
