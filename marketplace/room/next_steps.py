"""What comes next in a deal, and whose turn it is: the answer, the signatures, the payments, the materials."""

from datetime import date
from typing import TypeGuard

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import ContractState, InstalmentState, MaterialState
from marketplace.offers.states import Side
from marketplace.room.places import DealView, Turn


def find_answer(deal: DealView) -> Turn | None:
    """The round on the table."""
    if deal.round is None:
        return None
    mine = deal.round.side != deal.side
    title = _("Your turn to reply") if mine else _("Waiting for %(other)s") % {"other": deal.other}
    return Turn(mine, title, deal.round.expires_at, [])


def find_signature(deal: DealView) -> Turn | None:
    """The contract, until both have signed it."""
    contract, held = deal.contract, ("lock", _("The rights are reserved for this deal. Nobody else can close on them."))
    if contract and contract.state == ContractState.DRAWING_UP:
        return Turn(False, _("The contract is being drawn up"), contract.sign_by, [held])
    if contract and contract.state == ContractState.TO_SIGN:
        mine = deal.side not in {s.side for s in contract.signatures.all()}
        title = _("Your side signs") if mine else _("Waiting for %(other)s to sign") % {"other": deal.other}
        return Turn(mine, title, contract.sign_by, [held])
    return None


def find_first_payment(deal: DealView) -> Turn | None:
    """What makes the licence active."""
    if deal.contract is None or deal.contract.state != ContractState.SIGNED:
        return None
    mine, granted = deal.side == Side.BUYER, ("check", _("Signed by both sides. The licence is granted."))
    title = _("The first instalment is due") if mine else _("Waiting for the first payment")
    return Turn(mine, title, None, [granted], find_due_day(deal.contract))


def find_next_payment(deal: DealView) -> Turn | None:
    """An instalment that is invoiced while the licence is active."""
    if not is_active(deal.contract) or not invoiced_instalments(deal.contract).exists():
        return None
    mine, active = deal.side == Side.BUYER, ("check", _("The licence is active"))
    title = _("The next instalment is due") if mine else _("Waiting for the next payment")
    return Turn(mine, title, None, [active], find_due_day(deal.contract))


def find_delivery(deal: DealView) -> Turn | None:
    """Materials that are to be delivered or checked."""
    if not is_active(deal.contract):
        return None
    title, states = _("The licence is active"), set(deal.contract.materials.values_list("state", flat=True))
    paid = ("check", _("All instalments are paid."))
    if states & {MaterialState.DUE, MaterialState.REFUSED}:
        return Turn(deal.side == Side.SELLER, title, None, [paid, ("package", _("Materials are to be delivered."))])
    if MaterialState.DELIVERED in states:
        return Turn(
            deal.side == Side.BUYER, title, None, [paid, ("package", _("Delivered materials are to be checked."))]
        )
    return None


def find_nothing_more(deal: DealView) -> Turn | None:
    """Nobody's turn: the licence runs."""
    if not is_active(deal.contract):
        return None
    return Turn(False, _("The licence is active"), None, [("check", _("All instalments are paid."))])


def is_active(contract: Contract | None) -> TypeGuard[Contract]:
    return contract is not None and contract.state == ContractState.ACTIVE


def invoiced_instalments(contract: Contract) -> QuerySet[Instalment]:
    return contract.instalments.filter(state=InstalmentState.INVOICED)


def find_due_day(contract: Contract) -> date | None:
    """The day on which the next invoice is to be paid."""
    return invoiced_instalments(contract).order_by("due_on").values_list("due_on", flat=True).first()
