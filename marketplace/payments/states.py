"""States of a charge (card), of a bank transfer and of a credit, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kit.transitions import Transitions


class ChargeState(models.TextChoices):
    INTENDED = "intended", _("Being opened")
    OPEN = "open", _("Waiting for the payer")
    PAID = "paid", _("Paid")
    EXPIRED = "expired", _("Expired")
    FAILED = "failed", _("Failed")


_S = ChargeState
OPEN_CHARGES = (_S.INTENDED, _S.OPEN)
CHARGE_MOVES = Transitions(
    {
        # Stripe may say "paid" before our own call has answered: the webhook can overtake it.
        _S.INTENDED: frozenset({_S.OPEN, _S.PAID, _S.EXPIRED, _S.FAILED}),
        _S.OPEN: frozenset({_S.PAID, _S.EXPIRED, _S.FAILED}),
        # Money is a fact: what Stripe collected is booked, whatever we believed before.
        _S.EXPIRED: frozenset({_S.PAID}),
        _S.FAILED: frozenset({_S.PAID}),
    }
)


class TransferState(models.TextChoices):
    CLAIMED = "claimed", _("Reported by the buyer")
    SEEN = "seen", _("Seen on the statement")
    MATCHED = "matched", _("Matched")
    CREDITED = "credited", _("Kept as the buyer's credit")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn by the buyer")


_T = TransferState
OPEN_TRANSFERS = (_T.CLAIMED, _T.SEEN)
TRANSFER_MOVES = Transitions(
    {
        _T.CLAIMED: frozenset({_T.SEEN, _T.REFUSED, _T.WITHDRAWN}),
        _T.SEEN: frozenset({_T.MATCHED, _T.CREDITED, _T.REFUSED}),
    }
)


class CreditReason(models.TextChoices):
    PAID_TWICE = "paid_twice", _("Paid twice")
    TOO_MUCH = "too_much", _("Paid too much")
    NO_INVOICE = "no_invoice", _("No invoice it belongs to")


class CreditState(models.TextChoices):
    OPEN = "open", _("To be used or sent back")
    USED = "used", _("Used for other invoices")
    RETURNED = "returned", _("Sent back")


CREDIT_MOVES = Transitions({CreditState.OPEN: frozenset({CreditState.USED, CreditState.RETURNED})})


class CaseKind(models.TextChoices):
    REFUND = "refund", _("Refund at Stripe")
    DISPUTE = "dispute", _("Dispute")
