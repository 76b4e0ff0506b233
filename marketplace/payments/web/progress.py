"""Which payment a deal waits for, and whose turn it is."""

from datetime import date

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.contracts.web.progress import read_contract
from marketplace.offers.states import Side
from marketplace.offers.web.deal_entries import DealView, Turn


def find_subjects(deal: DealView) -> list[Model]:
    """What is to be paid."""
    contract = deal.ask(read_contract)
    return list(contract.instalments.all()) if contract else []


def find_first_payment(deal: DealView) -> Turn | None:
    """What makes the licence active."""
    contract = deal.ask(read_contract)
    if contract is None or contract.state != ContractState.SIGNED:
        return None
    mine, granted = deal.side == Side.BUYER, ("check", _("Signed by both sides. The licence is granted."))
    title = _("The first instalment is due") if mine else _("Waiting for the first payment")
    return Turn(mine, title, None, [granted], find_due_day(contract))


def find_next_payment(deal: DealView) -> Turn | None:
    """An instalment that is invoiced while the licence is active."""
    contract = active_contract(deal)
    if contract is None or not invoiced_instalments(contract).exists():
        return None
    mine, active = deal.side == Side.BUYER, ("check", _("The licence is active"))
    title = _("The next instalment is due") if mine else _("Waiting for the next payment")
    return Turn(mine, title, None, [active], find_due_day(contract))


def find_nothing_more(deal: DealView) -> Turn | None:
    """Nobody's turn: the licence runs."""
    if active_contract(deal) is None:
        return None
    return Turn(False, _("The licence is active"), None, [("check", _("All instalments are paid."))])


def active_contract(deal: DealView) -> Contract | None:
    """The contract, once its licence is active."""
    contract = deal.ask(read_contract)
    return contract if contract and contract.state == ContractState.ACTIVE else None


def invoiced_instalments(contract: Contract) -> QuerySet[Instalment]:
    return contract.instalments.filter(state=InstalmentState.INVOICED)


def find_due_day(contract: Contract) -> date | None:
    """The day on which the next invoice is to be paid."""
    return invoiced_instalments(contract).order_by("due_on").values_list("due_on", flat=True).first()
