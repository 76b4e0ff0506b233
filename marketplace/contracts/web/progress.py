"""How far the contract of a deal is: drawn up, signed, granted, delivered; and whose turn it is."""

from django.db.models import Model
from django.utils.translation import gettext as _

from marketplace.contracts.models import Contract
from marketplace.contracts.policies import is_granted
from marketplace.contracts.states import ContractState, MaterialState
from marketplace.offers.states import Side
from marketplace.offers.web.deal_entries import DealView, Turn


def read_contract(deal: DealView) -> Contract | None:
    """The deal's contract as its parties see it: `deal.ask(read_contract)` reads it once."""
    rows = Contract.objects.visible_to(deal.actor).filter(offer=deal.offer).with_parties()
    return rows.prefetch_related("signatures__user").first()


def find_subjects(deal: DealView) -> list[Model]:
    """The contract and what is delivered under it."""
    contract = deal.ask(read_contract)
    return [contract, *contract.materials.all()] if contract else []


def is_drawn_up(deal: DealView) -> bool:
    contract = deal.ask(read_contract)
    return contract is not None and contract.state != ContractState.DRAWING_UP


def is_signed(deal: DealView) -> bool:
    contract = deal.ask(read_contract)
    return contract is not None and is_granted(contract)


def is_active(deal: DealView) -> bool:
    contract = deal.ask(read_contract)
    return contract is not None and contract.state == ContractState.ACTIVE


def has_lapsed(deal: DealView) -> bool:
    """Has nobody signed in time?"""
    contract = deal.ask(read_contract)
    return contract is not None and contract.state == ContractState.LAPSED


def is_delivered(deal: DealView) -> bool:
    """Are all listed materials accepted? They are delivered beside the payment, once the licence is granted."""
    contract = deal.ask(read_contract)
    if contract is None or not is_granted(contract):
        return False
    return set(contract.materials.values_list("state", flat=True)) == {MaterialState.ACCEPTED}


def find_signature(deal: DealView) -> Turn | None:
    """The contract, until both have signed it."""
    contract, held = (
        deal.ask(read_contract),
        ("lock", _("The rights are reserved for this deal. Nobody else can close on them.")),
    )
    if contract and contract.state == ContractState.DRAWING_UP:
        return Turn(False, _("The contract is being drawn up"), contract.sign_by, [held])
    if contract and contract.state == ContractState.TO_SIGN:
        mine = deal.side not in {s.side for s in contract.signatures.all()}
        title = _("Your side signs") if mine else _("Waiting for %(other)s to sign") % {"other": deal.other}
        return Turn(mine, title, contract.sign_by, [held])
    return None


def find_delivery(deal: DealView) -> Turn | None:
    """Materials that are to be delivered or checked, while the licence is active."""
    contract = deal.ask(read_contract)
    if contract is None or contract.state != ContractState.ACTIVE:
        return None
    title, states = _("The licence is active"), set(contract.materials.values_list("state", flat=True))
    paid = ("check", _("All instalments are paid."))
    if states & {MaterialState.DUE, MaterialState.REFUSED}:
        return Turn(deal.side == Side.SELLER, title, None, [paid, ("package", _("Materials are to be delivered."))])
    if MaterialState.DELIVERED in states:
        return Turn(
            deal.side == Side.BUYER, title, None, [paid, ("package", _("Delivered materials are to be checked."))]
        )
    return None
