"""A buyer's credit is settled: somebody of the staff takes it, another one uses it for an invoice or sends it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import must_be_staff, must_judge
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.notices import draft_for_members
from accounts.roles import Permission
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import Money
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.transitions import MovedOn
from marketplace.payments import ledger, postings
from marketplace.payments.actions.divide import divide_receipt
from marketplace.payments.actions.post_invoices import parties_of
from marketplace.payments.actions.receipts import BANK, OtherCurrency, PaidAlready, how_paid
from marketplace.payments.actions.settle import conclude_settlement, lock_instalment, post_with_invoice
from marketplace.payments.models import Credit
from marketplace.payments.states import CREDIT_MOVES, CreditState


class CreditMovedOn(MovedOn):
    code = "credit_moved_on"
    text = _("A colleague was faster: this credit is now “%(state)s”.")


class TakeItFirst(Problem):
    code = "take_it_first"
    text = _("Nobody looks after this credit yet: one person takes it, another settles it.")


class OwnerDoesNotSettle(Problem):
    code = "same_person"
    status = 403
    text = _("Two people are needed: whoever took the credit does not settle it.")


class NotOfThisBuyer(Problem):
    code = "not_of_this_buyer"
    text = _("%(reference)s is not an invoice of %(buyer)s.")


def take_credit(*, credit: Credit, by: Staff, at: datetime) -> None:
    """`by` looks after the credit from now on. Raises OwnOrganisation, CreditMovedOn."""
    must_be_staff("take_credit", by)
    must_judge(by, credit.buyer)
    rows = Credit.objects.filter(pk=credit.pk, state=CreditState.OPEN)
    if not rows.update(owner=by.user, owned_at=at):
        raise CreditMovedOn(credit)
    credit.refresh_from_db()
    record_entry(by=by, did="payments.take_credit", what=credit, at=at)


@transaction.atomic
def use_credit(*, credit: Credit, instalment: Instalment, by: Staff, at: datetime) -> None:
    """Put the credit to an invoice of the same buyer, as far as it goes; what is left stays open.

    Raises TakeItFirst, OwnerDoesNotSettle, OwnOrganisation, CreditMovedOn, NotOfThisBuyer, OtherCurrency, PaidAlready.
    """
    must_be_staff("use_credit", by)
    locked, row = lock_to_settle(credit, by), lock_instalment(instalment.pk)
    if row.contract.buyer.pk != locked.buyer_id:
        raise NotOfThisBuyer(reference=row.reference, buyer=locked.buyer.name_en)
    if row.currency != locked.currency:
        raise OtherCurrency(reference=row.reference, wanted=row.currency, got=locked.currency)
    if row.state != InstalmentState.INVOICED:
        raise PaidAlready(how=how_paid(row))
    settlement, number = divide_receipt(row, locked.left), locked.allocations.count() + 1
    post_with_invoice(
        row,
        postings.credit_used(parties_of(row), settlement.shares),
        event_key=f"credit:{locked.pk}:used:{number}",
        kind="credit_used",
        at=at,
        reference={"credit": locked.pk, "instalment": row.pk},
    )
    conclude_settlement(row, settlement, by=by, at=at, credit=locked)
    record_entry(
        by=by,
        did="payments.use_credit",
        what=locked,
        at=at,
        after={"minor": settlement.applied.minor, "on": row.reference},
    )
    if not locked.left.minor:
        close_credit(locked, CreditState.USED, row.reference, by=by, at=at)


@transaction.atomic
def return_credit(*, credit: Credit, line: str, by: Staff, at: datetime) -> None:
    """The rest of the credit was sent back from our bank account; `line` is the bank's reference of it (P7).

    Raises Invalid, TakeItFirst, OwnerDoesNotSettle, OwnOrganisation, CreditMovedOn.
    """
    must_be_staff("return_credit", by)
    if not line.strip():
        raise Invalid({"line": [str(_("Write the bank's own reference of the payment."))]})
    locked = lock_to_settle(credit, by)
    left = locked.left
    ledger.post_journal(
        event_key=f"credit:{locked.pk}:returned",
        kind="credit_returned",
        at=at,
        reference={"credit": locked.pk, "line": line.strip()},
        entries=postings.credit_returned(locked.buyer_id, left, bank_account=BANK),
    )
    close_credit(locked, CreditState.RETURNED, line.strip()[:200], by=by, at=at, amount=left)


def lock_to_settle(credit: Credit, by: Staff) -> Credit:
    """The credit's row, locked, if `by` may settle it."""
    locked = Credit.objects.select_for_update(of=("self",)).select_related("buyer").get(pk=credit.pk)
    must_judge(by, locked.buyer)
    if locked.state != CreditState.OPEN:
        raise CreditMovedOn(locked)
    if locked.owner_id is None:
        raise TakeItFirst
    if locked.owner_id == by.user.pk:
        raise OwnerDoesNotSettle
    return locked


def close_credit(
    credit: Credit, to: CreditState, note: str, *, by: Staff, at: datetime, amount: Money | None = None
) -> None:
    """The credit is settled, and the buyer told how."""
    changes: dict[str, Any] = {"note": note, "closed_by": by.user, "closed_at": at}
    if amount:
        changes["returned_minor"] = F("returned_minor") + amount.minor
    CREDIT_MOVES.move(credit, to, CreditMovedOn, **changes)
    kind = "payments.credit_returned" if to == CreditState.RETURNED else "payments.credit_used"
    told = draft_for_members(
        credit.buyer,
        kind,
        url=url_of(credit),
        may=Permission.PAY,
        amount=amount or Money(credit.amount_minor, credit.currency),
        note=note,
    )
    record_entry(by=by, did="payments.close_credit", what=credit, at=at, after={"state": to, "note": note}, tell=[told])
