"""What a seller's home shows of the payments: what will arrive, and what is overdue."""

from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.days import today_for
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import sum_by_currency
from marketplace.offers.states import Side

SHOWN = 6


def read_receipts(actor: Actor) -> dict[str, Any]:
    """The facts of all cards about payments."""
    today = today_for(actor, timezone.now())
    sold = Instalment.objects.visible_to(actor).filter(
        contract__parties__side=Side.SELLER, contract__parties__organisation=actor.organisation
    )
    invoiced = sold.filter(state=InstalmentState.INVOICED).with_contract()
    return {
        "receivable": sum_by_currency((row.net_minor, row.currency) for row in invoiced),
        "overdue": invoiced.filter(due_on__lt=today).count(),
        "receipts": list(invoiced.order_by("due_on")[:SHOWN]),
        "today": today,
    }
