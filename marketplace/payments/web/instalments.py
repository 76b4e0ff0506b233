"""The payments tab of a deal."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.web.access import MemberRequest, member_required
from marketplace.contracts.models import Instalment
from marketplace.contracts.web.progress import read_contract
from marketplace.offers.web.frame import find_deal, frame_of
from marketplace.payments.web.instalment_rows import credits_of, payment_row


@member_required
def show_instalments(request: MemberRequest, public_id: str) -> HttpResponse:
    """The payment plan of one deal: what is owed, what has arrived, what the seller nets."""
    deal = find_deal(request, public_id)
    found = deal.ask(read_contract)
    rows = list(found.instalments.prefetch_related("transfers", "allocations").order_by("number")) if found else []
    context = frame_of(deal, "payments") | {
        "instalments": [payment_row(r, request.actor) for r in rows],
        "totals": sum_plan(rows),
        "credits": credits_of(request.actor, found) if found else [],
    }
    return render(request, "payments/instalments.html", context)


def sum_plan(rows: list[Instalment]) -> dict[str, Any]:
    """Gross, commission and net over the plan."""
    if not rows:
        return {}
    gross, commission = sum(r.gross_minor for r in rows), sum(r.commission_minor for r in rows)
    return {"gross": gross, "commission": commission, "net": gross - commission, "currency": rows[0].currency}
