"""An instalment as its two sides read it: what came, what is still due, who has to do what next."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.days import today_for
from accounts.roles import Permission
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import Money
from marketplace.payments.models import BankTransfer, Credit
from marketplace.payments.policies import is_payer, may_pay
from marketplace.payments.states import OPEN_TRANSFERS, TransferState

# What is due later than this is not asked for as loudly.
SOON = timedelta(days=14)


def payment_row(row: Instalment, actor: Actor) -> dict[str, Any]:
    """An instalment with what may be done about it. Reads `transfers` and `allocations`, which lists prefetch."""
    transfers = sorted(row.transfers.all(), key=lambda one: one.pk)
    paid = sum(one.amount_minor + one.charges_minor for one in row.allocations.all())
    newest = transfers[-1] if transfers else None
    open_ = newest if newest and newest.state in OPEN_TRANSFERS else None
    owed = is_payer(actor, row)
    return {
        "row": row,
        "owed": owed,
        "may_pay": may_pay(actor, row) and open_ is None,
        "transfer": newest,
        "reported": open_,
        "left": Money(row.gross_minor - paid, row.currency),
        "came": Money(paid, row.currency),
        "part": 0 < paid < row.gross_minor,
        "waits": waits_for(row, open_, owed),
        "soon": row.due_on <= today_for(actor, timezone.now()) + SOON,
        "may_withdraw": bool(open_ and open_.state == TransferState.CLAIMED and owed and actor.can(Permission.PAY)),
    }


def waits_for(row: Instalment, reported: BankTransfer | None, owed: bool) -> str:
    """Who has to do what next; nothing for what is paid."""
    if row.state == InstalmentState.PAID:
        return ""
    if row.state == InstalmentState.PLANNED:
        return _("Both sides sign first")
    if reported is not None:
        seen = reported.state == TransferState.SEEN
        return _("Monsoon matches the money") if seen else _("Monsoon looks for it on the statement")
    return _("You pay") if owed else _("%(buyer)s pays") % {"buyer": row.contract.buyer.name_en}


def credits_of(actor: Actor, contract: Contract | None = None) -> Sequence[Credit]:
    """What the actor's organisation paid too much, newest first; of one contract, or of all."""
    rows = Credit.objects.filter(buyer=actor.organisation).select_related("instalment").order_by("-made_at")
    return list(rows.filter(instalment__contract=contract) if contract else rows[:50])
