"""What a seller's home shows of the contracts: what waits for a signature, and what is signed."""

from typing import Any

from django.utils.translation import get_language

from accounts.actors import Actor
from listings.catalogue.web.cards import Card
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.kit.money import sum_by_currency
from marketplace.offers.states import Side


def read_contracts(actor: Actor) -> dict[str, Any]:
    """The facts of all cards about contracts."""
    language = get_language() or "en"
    sold = Instalment.objects.visible_to(actor).filter(
        contract__parties__side=Side.SELLER, contract__parties__organisation=actor.organisation
    )
    signed = sold.exclude(state=InstalmentState.PLANNED)
    return {
        "to_sign": [(contract, Card(contract.programme, language)) for contract in contracts_to_sign(actor)],
        "signed": sum_by_currency(signed.values_list("gross_minor", "currency")),
    }


def contracts_to_sign(actor: Actor) -> list[Contract]:
    """Those that wait for this organisation's signature."""
    rows = Contract.objects.visible_to(actor).filter(state=ContractState.TO_SIGN)
    return list(rows.exclude(signatures__organisation=actor.organisation).with_parties())
