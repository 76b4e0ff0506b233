"""What a seller's home shows of the deals: what waits for an answer or a signature, what is signed, what will arrive."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from accounts.actors import Actor
from accounts.days import today_for
from listings.web.presenting import Card
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.kit.money import Money
from marketplace.offers.models import Offer, Round
from marketplace.offers.queries import waiting_for
from marketplace.offers.states import OfferState, Side
from marketplace.offers.terms import Terms

SHOWN = 6


def read_deals(actor: Actor) -> dict[str, Any]:
    """The facts of all cards about deals."""
    return list_waiting(actor, get_language() or "en") | sum_money(actor)


def list_waiting(actor: Actor, language: str) -> dict[str, Any]:
    """Offers to answer and contracts to sign."""
    rows = waiting_for(actor)
    to_sign = Contract.objects.visible_to(actor).filter(state=ContractState.TO_SIGN)
    to_sign = to_sign.exclude(signatures__organisation=actor.organisation).with_parties()
    return {
        "waiting": [(row, Card(row.offer.programme, language), Terms.from_json(row.terms)) for row in rows],
        "to_sign": [(contract, Card(contract.programme, language)) for contract in to_sign],
    }


def sum_money(actor: Actor) -> dict[str, Any]:
    """What is signed, what is talked about, what will arrive."""
    today = today_for(actor, timezone.now())
    due = Instalment.objects.visible_to(actor).filter(
        contract__parties__side=Side.SELLER, contract__parties__organisation=actor.organisation
    )
    invoiced = due.filter(state=InstalmentState.INVOICED).with_contract()
    talks = Offer.objects.visible_to(actor).filter(deal__seller=actor.organisation, state=OfferState.OPEN)
    fees = [Terms.from_json(newest_round(offer).terms).fee for offer in talks.prefetch_related("rounds")]
    return {
        "signed": sum_by_currency(due.exclude(state=InstalmentState.PLANNED).values_list("gross_minor", "currency")),
        "talks": len(fees),
        "talks_sum": sum_by_currency((fee.minor, fee.currency) for fee in fees),
        "receivable": sum_by_currency((row.net_minor, row.currency) for row in invoiced),
        "overdue": invoiced.filter(due_on__lt=today).count(),
        "receipts": list(invoiced.order_by("due_on")[:SHOWN]),
        "today": today,
    }


def newest_round(offer: Offer) -> Round:
    """The round that lies on the table."""
    return max(offer.rounds.all(), key=lambda row: row.number)


def sum_by_currency(amounts: Iterable[tuple[int, str]]) -> list[Money]:
    """Totals per currency, the largest first."""
    totals: dict[str, int] = {}
    for minor, currency in amounts:
        totals[currency] = totals.get(currency, 0) + minor
    return sorted((Money(minor, currency) for currency, minor in totals.items()), key=lambda m: -m.minor)
