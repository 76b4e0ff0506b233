"""What money does to an instalment: how much of it settles what is due, what is borne, what is left over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.actors import Actor, Staff
from accounts.models import User
from accounts.notices import NoticeDraft, draft_for_members, draft_for_staff, send_loose_notices
from accounts.roles import Permission
from marketplace.contracts.models import Instalment
from marketplace.kit.limits import tolerated_shortfall
from marketplace.kit.money import Money
from marketplace.kit.pages import url_of
from marketplace.payments.models import Allocation, Credit
from marketplace.payments.postings import Shares
from marketplace.payments.queries import settled_minor
from marketplace.payments.states import CreditReason


@dataclass(frozen=True)
class Settlement:
    """Of the money that came, `applied` settles the instalment and `surplus` does not; `charges` are borne by us.

    `shares`: what is settled (applied and charges), divided between seller and platform. `complete`: nothing is due
    any more. `first`: nothing had been paid before.
    """

    applied: Money
    charges: Money
    surplus: Money
    shares: Shares
    complete: bool
    first: bool


def divide_receipt(instalment: Instalment, came: Money, *, bear_charges: bool = False) -> Settlement:
    """What `came` does to the instalment, whose row is locked. `bear_charges`: a shortfall within the tolerance is ours."""
    before = settled_minor(instalment)
    due = instalment.gross_minor - before
    applied = min(came.minor, due)
    short = due - applied
    charges = (
        short if bear_charges and applied and short <= tolerated_shortfall(instalment.gross_minor, came.currency) else 0
    )
    return Settlement(
        applied=Money(applied, came.currency),
        charges=Money(charges, came.currency),
        surplus=Money(came.minor - applied, came.currency),
        shares=shares_between(instalment, before, applied + charges),
        complete=due > 0 and applied + charges == due,
        first=before == 0,
    )


def shares_between(instalment: Instalment, before: int, minor: int) -> Shares:
    """The next `minor` units after `before`, divided as the contract's plan divides the whole instalment.

    Parts divided one after the other sum to exactly the shares of the whole.
    """

    def platform_of(part: int) -> int:
        return part * instalment.commission_minor // instalment.gross_minor

    ours = platform_of(before + minor) - platform_of(before)
    return Shares(Money(minor - ours, instalment.currency), Money(ours, instalment.currency))


def make_allocation(
    instalment: Instalment, settlement: Settlement, *, by: User | None, at: datetime, **source: Any
) -> Allocation:
    """The row that says so. `source` names the receipt, charge or credit it comes from."""
    return Allocation.objects.create(
        instalment=instalment,
        amount_minor=settlement.applied.minor,
        charges_minor=settlement.charges.minor,
        by=by,
        at=at,
        **source,
    )


def make_credit(
    instalment: Instalment,
    amount: Money,
    reason: CreditReason,
    *,
    by: Actor | Staff | None,
    at: datetime,
    **source: Any,
) -> Credit:
    """What the buyer paid too much, for buyer and staff to see at once."""
    contract = instalment.contract
    credit = Credit.objects.create(
        buyer=contract.buyer,
        amount_minor=amount.minor,
        currency=amount.currency,
        reason=reason,
        instalment=instalment,
        made_at=at,
        **source,
    )
    send_loose_notices(*drafts_of_credit(credit), at=at)
    return credit


def drafts_of_credit(credit: Credit) -> list[NoticeDraft]:
    """The buyer's payers and our staff learn of it."""
    about, amount = credit.instalment, Money(credit.amount_minor, credit.currency)
    values: dict[str, Any] = {
        "amount": amount,
        "invoice": (about.invoice_number or about.reference) if about else "",
    }
    url = url_of(about.contract.deal, "payments") if about else url_of(credit)
    return [
        draft_for_members(credit.buyer, "payments.credit", url=url, may=Permission.PAY, **values),
        draft_for_staff("payments.credit_to_settle", url=url_of(credit, "staff"), buyer=credit.buyer.name_en, **values),
    ]
